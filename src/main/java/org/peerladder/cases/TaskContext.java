package org.peerladder.cases;

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
        task.setVariableLocal("caseNumber", task.getExecution().getProcessBusinessKey());
        CaseVariables.APPLICANT
                .find(task)
                .flatMap(career::worker)
                .map(Worker::name)
                .ifPresent(name -> task.setVariableLocal("applicantName", name));
        CaseVariables.TARGET_POSITION
                .find(task)
                .flatMap(ladder::find)
                .map(Position::title)
                .ifPresent(title -> task.setVariableLocal("targetTitle", title));
        property(task, "stage").ifPresent(stage -> task.setVariableLocal("stage", stage));
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
