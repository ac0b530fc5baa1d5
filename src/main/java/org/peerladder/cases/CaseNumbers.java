package org.peerladder.cases;

import java.time.Clock;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** Gives every case its number, such as {@code PRM-2026-0042}. Numbers are unique and rise; a gap means a start that failed. */
@Component
public class CaseNumbers {

    private final JdbcClient jdbc;
    private final Clock clock;

    CaseNumbers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The number of a case that begins now. From here on the case is in people's lists.
     *
     * @param prefix what people recognise the kind of request by, e.g. {@code PRM}
     * @param process the process id, e.g. {@code promotion}
     * @param start holds {@link CaseVariables#APPLICANT}
     */
    public String next(String prefix, String process, DelegateExecution start) {
        return next(prefix, process, start, CaseVariables.APPLICANT.get(start));
    }

    /** The same for a case that is about nobody's own career, such as a post to be filled: it is in its owner's list. */
    public String next(String prefix, String process, DelegateExecution start, String owner) {
        var today = LocalDate.now(clock);
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into case_number (process, opened_on, applicant_id, instance_id)"
                        + " values (:process, :today, :applicant, :instance)")
                .param("process", process)
                .param("today", today)
                .param("applicant", owner)
                .param("instance", start.getProcessInstanceId())
                .update(key, "id");
        return "%s-%d-%04d"
                .formatted(prefix, today.getYear(), key.getKeyAs(Number.class).longValue());
    }
}
