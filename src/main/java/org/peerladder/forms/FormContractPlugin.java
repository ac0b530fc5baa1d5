package org.peerladder.forms;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts the two checking services in the engine's place. */
@Component
class FormContractPlugin extends AbstractProcessEnginePlugin {

    /** Asked for when a form is opened: what they read needs the database, which is set up together with the engine. */
    private final ObjectProvider<StartChoices> startChoices;

    private final ObjectProvider<ShownValues> shownValues;

    FormContractPlugin(ObjectProvider<StartChoices> startChoices, ObjectProvider<ShownValues> shownValues) {
        this.startChoices = startChoices;
        this.shownValues = shownValues;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        var forms = new DeployedForms();
        engine.setFormService(
                new ContractFormService(forms, () -> startChoices.stream().toList(), () -> shownValues.stream()
                        .toList()));
        engine.setTaskService(new ContractTaskService(forms));
    }
}
