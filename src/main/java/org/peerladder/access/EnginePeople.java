package org.peerladder.access;

import org.camunda.bpm.engine.IdentityService;
import org.peerladder.engine.ApplicationRights;
import org.springframework.stereotype.Component;

/** Asks the engine, with the application's rights: people may not read one another's groups. */
@Component
class EnginePeople implements People {

    private final IdentityService identityService;
    private final ApplicationRights applicationRights;

    EnginePeople(IdentityService identityService, ApplicationRights applicationRights) {
        this.identityService = identityService;
        this.applicationRights = applicationRights;
    }

    @Override
    public boolean inAnyGroup(String userId, String... groups) {
        return userId != null
                && groups.length > 0
                && applicationRights.call(() -> identityService
                                .createGroupQuery()
                                .groupMember(userId)
                                .groupIdIn(groups)
                                .count()
                        > 0);
    }
}
