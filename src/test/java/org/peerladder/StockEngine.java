package org.peerladder;

import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The same application with Camunda as it comes: its defaults wherever we have set something for the sake of speed. What
 * the application does in a case stays the same: models, checks, mails, audit trail.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import({Application.class, TestDatabase.class, TestAgency.class, StockEngine.Settings.class, StockEngine.NoRecall.class
})
class StockEngine {

    /** Runs after the settings of the application, being imported after it. */
    @TestComponent
    static class Settings extends AbstractProcessEnginePlugin {

        private final JdbcClient jdbc;

        Settings(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @Override
        public void preInit(ProcessEngineConfigurationImpl engine) {
            engine.setCustomHistoryLevels(List.of());
            engine.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
            engine.setHistoryRemovalTimeStrategy(ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_END);
            engine.setMetricsEnabled(true);
            engine.setTaskMetricsEnabled(true);
            engine.setAuthorizationCheckRevokes(ProcessEngineConfiguration.AUTHORIZATION_CHECK_REVOKE_AUTO);
            engine.setCustomSessionFactories(engine.getCustomSessionFactories().stream()
                    .filter(factory -> factory.getSessionType() != AuthorizationManager.class)
                    .toList());
        }

        @Override
        public void postInit(ProcessEngineConfigurationImpl engine) {
            jdbc.sql("drop index task_parent").update();
        }
    }

    @TestComponent
    @Primary
    static class NoRecall implements Recall {

        @Override
        public <T> T answer(List<?> question, Supplier<T> lookUp) {
            return lookUp.get();
        }

        @Override
        public void forget() {
            // Nothing was kept
        }
    }
}
