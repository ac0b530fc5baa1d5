package org.peerladder.engine;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** Settings of the engine that are the same for every agency and every process. */
@Component
class EngineSettings extends AbstractProcessEnginePlugin {

    private final ApplicationContext application;

    EngineSettings(ApplicationContext application) {
        this.application = application;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        var level = new CaseHistoryLevel();
        engine.setCustomHistoryLevels(List.of(level));
        engine.setHistory(level.getName());
        // Rows get their removal date when they are written; otherwise each is written again when the case ends.
        engine.setHistoryRemovalTimeStrategy(ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_START);
        engine.setHistoryCleanupBatchWindowStartTime("02:00");
        engine.setHistoryCleanupBatchWindowEndTime("04:00");
        // Whoever holds a task may work on it, and nothing more: no free setting of variables.
        engine.setDefaultUserPermissionForTask(Permissions.TASK_WORK);
        engine.setEnableHistoricInstancePermissions(false);
        engine.setConfigureScriptEngineHostAccess(false);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setMetricsEnabled(false);
        engine.setTaskMetricsEnabled(false);
        engine.setExpressionManager(new DiagramExpressions(application));
        engine.setCustomPreDeployers(List.of(new DeployGate(application)));
    }
}
