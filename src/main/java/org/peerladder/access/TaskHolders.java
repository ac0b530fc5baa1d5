package org.peerladder.access;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.stereotype.Component;

/**
 * Whoever took on a task may put it back. The engine counts that as assigning, which staff have no right to. Only where
 * others are asked too: a task that is one person's alone would be nobody's.
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
        public void checkTaskAssign(TaskEntity task) {
            var person = Context.getCommandContext().getAuthentication();
            var mayPutBack = person != null
                    && person.getUserId().equals(task.getAssignee())
                    && !task.getCandidates().isEmpty();
            if (mayPutBack) {
                checkTaskWork(task);
            } else {
                super.checkTaskAssign(task);
            }
        }
    }
}
