package org.peerladder.cases;

import java.util.Optional;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.peerladder.Refusal;
import org.peerladder.access.PrivateProcesses;
import org.peerladder.audit.AuditTrail;
import org.peerladder.cases.CaseRecords.Row;
import org.peerladder.engine.ApplicationRights;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Cases by their number, whatever their process. */
@Component
public class Cases {

    /** The applicant stops the request; every main process listens to it. */
    public static final String CASE_WITHDRAWN = "caseWithdrawn";

    private final RuntimeService runtime;
    private final CaseRecords records;
    private final ApplicationRights rights;
    private final AuditTrail audit;

    Cases(RuntimeService runtime, CaseRecords records, ApplicationRights rights, AuditTrail audit) {
        this.audit = audit;
        this.records = records;
        this.runtime = runtime;
        this.rights = rights;
    }

    /** A case for somebody who takes part in it. */
    public record Participation(String caseNumber, String instanceId, boolean open) {}

    /**
     * Nothing unless this person asked for the case, holds or held a task of it, or is asked to take one. To run cases or to
     * watch them is not to take part.
     */
    @Transactional(readOnly = true)
    public Optional<Participation> participation(String caseNumber, String person) {
        return records.find(caseNumber)
                .filter(row -> person.equals(row.applicantId())
                        || records.tookPart(row, person, audit.stepsDoneBy(person, caseNumber), PrivateProcesses.KEYS)
                        || records.isAsked(row, person, PrivateProcesses.KEYS))
                .map(row -> new Participation(row.caseNumber(), row.instanceId(), row.open()));
    }

    /** The worker whom an open case is about. */
    public Optional<String> applicantOf(String caseNumber) {
        return open(caseNumber).map(Row::applicantId);
    }

    /**
     * Stops a case for its applicant, at any time and without anything held against them.
     *
     * @throws Refusal if the case is not open
     */
    @Transactional
    public void withdraw(String caseNumber) {
        rights.run(() -> {
            var row = open(caseNumber).orElseThrow(() -> notOpen(caseNumber));
            try {
                runtime.createMessageCorrelation(CASE_WITHDRAWN)
                        .processInstanceId(row.instanceId())
                        .correlate();
            } catch (MismatchingMessageCorrelationException endedMeanwhile) {
                throw notOpen(caseNumber);
            }
        });
        audit.done("withdraw", caseNumber, null);
    }

    private static Refusal notOpen(String caseNumber) {
        return new Refusal("caseNumber", "There is no open request " + caseNumber + ".");
    }

    private Optional<Row> open(String caseNumber) {
        return records.find(caseNumber).filter(Row::open);
    }
}
