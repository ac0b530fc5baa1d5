package org.peerladder.access;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.persistence.entity.StatisticsManager;
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
                CaseComments.factory(),
                HeldTasks.factory(),
                Grants.factory(),
                SealedTasks.factory(),
                SealedPlaces.factory(JobManager.class, SealedPlaces.Timers::new),
                SealedPlaces.factory(ExecutionManager.class, SealedPlaces.Tokens::new),
                SealedPlaces.factory(StatisticsManager.class, SealedPlaces.Badges::new)));
    }
}
