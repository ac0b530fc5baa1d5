package org.peerladder.access;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.task.TaskDecorator;
import org.peerladder.career.WorkerLeft;
import org.peerladder.engine.ApplicationRights;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What was in the hands of somebody who leaves the agency is its group's again or is given out anew, as the diagram gives
 * it out when the task begins; and what a leaver did for somebody away goes back. All in the roster's transaction.
 */
@Component
class LeaversTasks {

    private final ProcessEngine engine;
    private final ApplicationRights rights;
    private final Substitutes substitutes;
    private final HandOver handOver;
    private final TaskGuard guard;

    LeaversTasks(
            ProcessEngine engine,
            ApplicationRights rights,
            Substitutes substitutes,
            HandOver handOver,
            TaskGuard guard) {
        this.engine = engine;
        this.rights = rights;
        this.substitutes = substitutes;
        this.handOver = handOver;
        this.guard = guard;
    }

    /** After the leaver's own requests have ended, and after each process has seen to what it gives out by name. */
    @Order
    @EventListener
    void left(WorkerLeft event) {
        var leaver = event.workerId();
        substitutes.forget(leaver);
        var commands = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired();
        rights.run(() -> commands.execute(context -> {
            var held = engine.getTaskService()
                    .createTaskQuery()
                    .or()
                    .taskAssignee(leaver)
                    .taskOwner(leaver)
                    .endOr();
            held.list().stream().map(TaskEntity.class::cast).forEach(task -> giveOut(task, leaver));
            return null;
        }));
    }

    private void giveOut(TaskEntity task, String leaver) {
        if (task.getOwner() != null && !task.getOwner().equals(leaver)) {
            handOver.place(task);
            return;
        }
        task.setOwner(null);
        task.setAssignee(null);
        if (task.getCandidates().isEmpty()) {
            new GivenOut(task).anew();
        }
        if (leaver.equals(task.getAssignee())) {
            task.setAssignee(null); // given to them by name; nobody else is named
        }
        guard.narrowCandidates(task);
        handOver.place(task);
    }

    /** The engine's own reading of whom the diagram gives a task to. */
    private static final class GivenOut extends TaskDecorator {

        private final TaskEntity task;

        GivenOut(TaskEntity task) {
            super(
                    task.getTaskDefinition(),
                    Context.getProcessEngineConfiguration().getExpressionManager());
            this.task = task;
        }

        void anew() {
            initializeTaskAssignments(task, task);
        }
    }
}
