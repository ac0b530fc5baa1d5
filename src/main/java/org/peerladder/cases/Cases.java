package org.peerladder.cases;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.peerladder.Refusal;
import org.peerladder.access.PrivateProcesses;
import org.peerladder.audit.AuditTrail;
import org.peerladder.cases.CaseRecords.Row;
import org.peerladder.engine.ApplicationRights;
import org.springframework.beans.factory.ObjectProvider;
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
    private final ObjectProvider<SharedCases> shared;

    Cases(
            RuntimeService runtime,
            CaseRecords records,
            ApplicationRights rights,
            AuditTrail audit,
            ObjectProvider<SharedCases> shared) {
        this.shared = shared;
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

    /** The worker whom an open case is about, or who opened it. */
    public Optional<String> applicantOf(String caseNumber) {
        return open(caseNumber).map(Row::applicantId);
    }

    /**
     * Somebody stops what is theirs: their own part in a case of several people, or the whole case.
     *
     * @return whether it was a part; then the case goes on
     * @throws Refusal if nothing of it is theirs
     */
    @Transactional
    public boolean stop(String caseNumber, String person) {
        for (var kind : shared) {
            if (kind.stepAside(caseNumber, person)) {
                audit.done("step-aside", caseNumber, null);
                return true;
            }
        }
        if (applicantOf(caseNumber).filter(person::equals).isEmpty()
                && shared.stream().noneMatch(kind -> kind.mayStop(caseNumber, person))) {
            throw notOpen(caseNumber);
        }
        withdraw(caseNumber);
        return false;
    }

    /** Whether something of this open case is this person's to stop. */
    public boolean mayStop(String caseNumber, String person) {
        return applicantOf(caseNumber).filter(person::equals).isPresent()
                || !stoppable(Set.of(caseNumber), person).isEmpty();
    }

    /** Those of these open cases, opened by somebody else, of which something is this person's to stop. */
    Set<String> stoppable(Collection<String> caseNumbers, String person) {
        return caseNumbers.isEmpty()
                ? Set.of()
                : shared.stream()
                        .flatMap(kind -> kind.stoppable(caseNumbers, person).stream())
                        .collect(Collectors.toSet());
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
