package org.peerladder.forms;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/** Puts the two checking services in the engine's place. */
@Component
class FormContractPlugin extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        var forms = new DeployedForms();
        engine.setFormService(new ContractFormService(forms));
        engine.setTaskService(new ContractTaskService(forms));
    }
}
