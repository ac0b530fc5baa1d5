package org.peerladder.cases;

import java.util.Optional;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.peerladder.Refusal;
import org.peerladder.audit.AuditTrail;
import org.peerladder.engine.ApplicationRights;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Cases by their number, whatever their process. */
@Component
public class Cases {

    /** The applicant stops the request; every main process listens to it. */
    public static final String CASE_WITHDRAWN = "caseWithdrawn";

    private final RuntimeService runtime;
    private final ApplicationRights rights;
    private final AuditTrail audit;

    Cases(RuntimeService runtime, ApplicationRights rights, AuditTrail audit) {
        this.audit = audit;
        this.runtime = runtime;
        this.rights = rights;
    }

    /** The worker whom an open case is about. */
    public Optional<String> applicantOf(String caseNumber) {
        return rights.call(() -> running(caseNumber)
                .map(process -> (String) runtime.getVariable(process.getId(), CaseVariables.APPLICANT.name())));
    }

    /**
     * Stops a case for its applicant, at any time and without anything held against them.
     *
     * @throws Refusal if the case is not open
     */
    @Transactional
    public void withdraw(String caseNumber) {
        rights.run(() -> {
            var process = running(caseNumber).orElseThrow(() -> notOpen(caseNumber));
            try {
                runtime.createMessageCorrelation(CASE_WITHDRAWN)
                        .processInstanceId(process.getId())
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

    private Optional<ProcessInstance> running(String caseNumber) {
        return Optional.ofNullable(runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(caseNumber)
                .rootProcessInstances()
                .singleResult());
    }
}
