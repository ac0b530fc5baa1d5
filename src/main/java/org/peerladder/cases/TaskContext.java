package org.peerladder.cases;

import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.peerladder.policy.CareerLadder;
import org.peerladder.policy.Position;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Runs when any task of any process is created: puts on it what every form and every task list shows (request number, for
 * whom, position asked for, stage).
 */
@Component
class TaskContext {

    private final Career career;
    private final CareerLadder ladder;

    TaskContext(Career career, CareerLadder ladder) {
        this.career = career;
        this.ladder = ladder;
    }

    @EventListener(condition = "#task.eventName == 'create'")
    public void describe(DelegateTask task) {
        shown(task, "caseNumber", task.getExecution().getProcessBusinessKey());
        shown(
                task,
                "applicantName",
                CaseVariables.APPLICANT
                        .find(task)
                        .flatMap(career::worker)
                        .map(Worker::name)
                        .orElse(null));
        CaseVariables.TARGET_POSITION
                .find(task)
                .flatMap(ladder::find)
                .map(Position::title)
                .ifPresent(title -> shown(task, "targetTitle", title));
        property(task, "stage").ifPresent(stage -> task.setVariableLocal("stage", stage));
    }

    /** The same on all tasks of an instance, so it stands there once, where each of them sees it. */
    private static void shown(DelegateTask task, String variable, String value) {
        if (!Objects.equals(task.getVariable(variable), value)) {
            task.getExecution().getProcessInstance().setVariable(variable, value);
        }
    }

    private static Optional<String> property(DelegateTask task, String name) {
        var extensions = task.getBpmnModelElementInstance().getExtensionElements();
        return extensions == null
                ? Optional.empty()
                : extensions.getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                        .flatMap(properties -> properties.getCamundaProperties().stream())
                        .filter(property -> name.equals(property.getCamundaName()))
                        .map(property -> property.getCamundaValue())
                        .findFirst();
    }
}
