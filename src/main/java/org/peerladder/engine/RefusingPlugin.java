package org.peerladder.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Puts the {@link RefusingInterceptor} around every command, outside all others but the one that keeps the audit trail. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1)
class RefusingPlugin extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<CommandInterceptor> interceptors = new ArrayList<>();
        interceptors.add(new RefusingInterceptor());
        if (engine.getCustomPreCommandInterceptorsTxRequired() != null) {
            interceptors.addAll(engine.getCustomPreCommandInterceptorsTxRequired());
        }
        engine.setCustomPreCommandInterceptorsTxRequired(interceptors);
        // The engine would log each refusal as an error with its stack. Failures are still logged where they end: by
        // the
        // REST layers (every 500), by Spring MVC, and by the job executor.
        engine.setEnableCmdExceptionLogging(false);
    }
}
