package org.peerladder.access;

import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/** What the engine itself has to know about people and what they may see. */
@Component
class AccessSettings extends AbstractProcessEnginePlugin {

    /** User and group ids: as agencies number their staff, and short enough for the engine's columns. */
    static final String ID = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setEnablePasswordPolicy(true);
        engine.setGeneralResourceWhitelistPattern(ID);
        engine.setCustomSessionFactories(List.of(CaseComments.factory(), HeldTasks.factory()));
    }
}
