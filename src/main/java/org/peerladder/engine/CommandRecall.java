package org.peerladder.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.peerladder.Recall;
import org.springframework.stereotype.Component;

/** Remembers as long as one command of the engine runs, with all that it calls; outside of a command not at all. */
@Component
class CommandRecall extends AbstractProcessEnginePlugin implements Recall {

    @Override
    public <T> T answer(List<?> question, Supplier<T> lookUp) {
        if (Context.getCommandContext() == null) {
            return lookUp.get();
        }
        var known = known();
        if (!known.containsKey(question)) {
            known.put(question, lookUp.get());
        }
        // The same question is always put by the same caller
        @SuppressWarnings("unchecked")
        var answer = (T) known.get(question);
        return answer;
    }

    @Override
    public void forget() {
        if (Context.getCommandContext() != null) {
            known().clear();
        }
    }

    private static Map<List<?>, Object> known() {
        return Context.getCommandContext().getSession(Known.class).answers;
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        engine.getSessionFactories().put(Known.class, new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return Known.class;
            }

            @Override
            public Session openSession() {
                return new Known();
            }
        });
    }

    private static final class Known implements Session {

        private final Map<List<?>, Object> answers = new HashMap<>();

        @Override
        public void flush() {
            // Nothing of it is written
        }

        @Override
        public void close() {
            answers.clear();
        }
    }
}
