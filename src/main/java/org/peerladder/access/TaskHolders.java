package org.peerladder.access;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.peerladder.engine.SealedProcesses;
import org.springframework.stereotype.Component;

/**
 * Whoever took on a task may put it back. The engine counts that as assigning, which staff have no right to. Only where
 * others are asked too: a task that is one person's alone would be nobody's. And a step of a sealed process is open to those
 * who do it alone.
 */
@Component
class TaskHolders extends AbstractProcessEnginePlugin {

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        engine.getCommandCheckers()
                .replaceAll(checker -> checker instanceof AuthorizationCommandChecker ? new PuttingBack() : checker);
    }

    private static class PuttingBack extends AuthorizationCommandChecker {

        @Override
        public void checkReadTask(TaskEntity task) {
            super.checkReadTask(task);
            SealedTasks.refuseOutsiders(task);
        }

        @Override
        public void checkReadTaskVariable(TaskEntity task) {
            super.checkReadTaskVariable(task);
            SealedTasks.refuseOutsiders(task);
        }

        @Override
        public void checkUpdateTaskVariable(TaskEntity task) {
            super.checkUpdateTaskVariable(task);
            SealedTasks.refuseOutsiders(task);
        }

        @Override
        public void checkTaskWork(TaskEntity task) {
            super.checkTaskWork(task);
            SealedTasks.refuseOutsiders(task);
        }

        /** Where a sealed process is, is part of what is sealed. */
        @Override
        public void checkReadProcessInstance(ExecutionEntity instance) {
            super.checkReadProcessInstance(instance);
            refuseSealed(instance);
        }

        @Override
        public void checkReadProcessInstanceVariable(ExecutionEntity instance) {
            super.checkReadProcessInstanceVariable(instance);
            refuseSealed(instance);
        }

        private static void refuseSealed(ExecutionEntity instance) {
            var person = Context.getCommandContext().getAuthentication();
            if (person != null
                    && SealedProcesses.contains(instance.getProcessDefinition().getKey())) {
                throw new AuthorizationException(
                        person.getUserId(),
                        Permissions.READ.getName(),
                        Resources.PROCESS_INSTANCE.resourceName(),
                        instance.getId());
            }
        }

        @Override
        public void checkTaskAssign(TaskEntity task) {
            var person = Context.getCommandContext().getAuthentication();
            var mayPutBack = person != null
                    && person.getUserId().equals(task.getAssignee())
                    && !task.getCandidates().isEmpty();
            if (mayPutBack) {
                checkTaskWork(task);
            } else {
                super.checkTaskAssign(task);
                SealedTasks.refuseOutsiders(task);
            }
        }
    }
}
