package org.peerladder.access;

import java.util.List;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.VariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.peerladder.engine.PrivateVariables;
import org.peerladder.engine.SealedProcesses;
import org.springframework.stereotype.Component;

/** Lists of variables, such as Cockpit shows of a case, leave out the private ones for everyone who is signed in. */
class ShownVariables extends VariableInstanceManager {

    @Override
    public List<VariableInstance> findVariableInstanceByQueryCriteria(VariableInstanceQueryImpl query, Page page) {
        var found = super.findVariableInstanceByQueryCriteria(query, page);
        return getCurrentAuthentication() == null
                ? found
                : found.stream()
                        .filter(variable -> !PrivateVariables.contains(variable.getName())
                                && !SealedProcesses.containsDefinition(variable.getProcessDefinitionId()))
                        .toList();
    }

    @Component
    static class Plugin extends AbstractProcessEnginePlugin {

        @Override
        public void postInit(ProcessEngineConfigurationImpl engine) {
            engine.getSessionFactories().put(VariableInstanceManager.class, new SessionFactory() {
                @Override
                public Class<?> getSessionType() {
                    return VariableInstanceManager.class;
                }

                @Override
                public Session openSession() {
                    return new ShownVariables();
                }
            });
        }
    }
}
