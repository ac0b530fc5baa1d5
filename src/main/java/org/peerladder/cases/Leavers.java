package org.peerladder.cases;

import org.camunda.bpm.engine.RuntimeService;
import org.peerladder.career.WorkerLeft;
import org.peerladder.engine.ApplicationRights;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Who leaves the agency has no request any more: each stops as if the person had stopped it, in the roster's transaction. */
@Component
class Leavers {

    private final RuntimeService runtime;
    private final ApplicationRights rights;

    Leavers(RuntimeService runtime, ApplicationRights rights) {
        this.runtime = runtime;
        this.rights = rights;
    }

    @EventListener
    void left(WorkerLeft event) {
        rights.run(() -> runtime.createProcessInstanceQuery()
                .rootProcessInstances()
                .variableValueEquals(CaseVariables.APPLICANT.name(), event.workerId())
                .list()
                .forEach(request -> runtime.createMessageCorrelation(Cases.CASE_WITHDRAWN)
                        .processInstanceId(request.getId())
                        .correlate()));
    }
}
