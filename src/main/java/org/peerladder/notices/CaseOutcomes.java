package org.peerladder.notices;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.NoneEndEventActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityStartBehavior;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;

/**
 * Tells the worker how their case ended. Ends are plain end events of the main process, one per case; each has its words
 * in a file of its name.
 */
@Component
class CaseOutcomes extends AbstractProcessEnginePlugin {

    private final AtCommit atCommit;

    CaseOutcomes(AtCommit atCommit) {
        this.atCommit = atCommit;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.getCustomPostBPMNParseListeners().add(new AbstractBpmnParseListener() {
            @Override
            public void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl end) {
                if (end.getActivityBehavior() instanceof NoneEndEventActivityBehavior && endsTheCase(scope)) {
                    end.addListener(ExecutionListener.EVENTNAME_START, (ExecutionListener) CaseOutcomes.this::tell);
                }
            }
        });
    }

    /** Not the end of a part: of an embedded sub-process, or of what runs beside the rest. */
    private static boolean endsTheCase(ScopeImpl scope) {
        return !(scope instanceof ActivityImpl part)
                || part.getActivityStartBehavior() == ActivityStartBehavior.INTERRUPT_EVENT_SCOPE;
    }

    private void tell(DelegateExecution end) {
        var called = end.getProcessInstance().getSuperExecution() != null;
        var outcome = Notice.outcome(end);
        if (!called && outcome.recipient() != null) {
            atCommit.tell(List.of(outcome));
        }
    }
}
