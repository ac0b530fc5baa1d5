package org.peerladder.access;

import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.persistence.entity.CommentManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricTaskInstanceManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.persistence.entity.StatisticsManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.peerladder.career.Worker;
import org.springframework.stereotype.Component;

/** What the engine itself has to know about people and what they may see. */
@Component
class AccessSettings extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setEnablePasswordPolicy(true);
        // Until then each wrong password makes the next try wait longer; then an administrator unlocks the account.
        engine.setLoginMaxAttempts(5);
        // The engine's default knows neither our group ids nor the staff ids of payroll systems.
        engine.setGeneralResourceWhitelistPattern(Worker.ID_PATTERN);
        engine.setAuthorizationCheckRevokes(ProcessEngineConfiguration.AUTHORIZATION_CHECK_REVOKE_NEVER);
        engine.setCustomSessionFactories(List.of(
                instead(CommentManager.class, CaseComments::new),
                instead(HistoricTaskInstanceManager.class, HeldTasks::new),
                instead(AuthorizationManager.class, Grants::new),
                instead(TaskManager.class, SealedTasks::new),
                instead(JobManager.class, SealedPlaces.Timers::new),
                instead(ExecutionManager.class, SealedPlaces.Tokens::new),
                instead(StatisticsManager.class, SealedPlaces.Badges::new)));
    }

    private static <M extends Session> SessionFactory instead(Class<M> enginesOwn, Supplier<M> ours) {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return enginesOwn;
            }

            @Override
            public Session openSession() {
                return ours.get();
            }
        };
    }
}
