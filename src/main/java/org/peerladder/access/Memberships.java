package org.peerladder.access;

import org.camunda.bpm.engine.IdentityService;
import org.peerladder.career.Career;
import org.peerladder.engine.ApplicationRights;
import org.springframework.stereotype.Component;

/** Roles that a case gives or takes, in the roster and in the engine at once, in the caller's transaction. */
@Component
public class Memberships {

    private final Career career;
    private final IdentityService identity;
    private final ApplicationRights rights;

    Memberships(Career career, IdentityService identity, ApplicationRights rights) {
        this.career = career;
        this.identity = identity;
        this.rights = rights;
    }

    /** Nothing happens if they have it. */
    public void join(String workerId, Role role) {
        career.changeGroup(workerId, role.id(), true);
        rights.run(() -> {
            if (!inEngine(workerId, role)) {
                identity.createMembership(workerId, role.id());
            }
        });
    }

    /** Nothing happens if they do not have it. */
    public void leave(String workerId, Role role) {
        career.changeGroup(workerId, role.id(), false);
        rights.run(() -> {
            if (inEngine(workerId, role)) {
                identity.deleteMembership(workerId, role.id());
            }
        });
    }

    private boolean inEngine(String workerId, Role role) {
        return identity.createGroupQuery()
                        .groupMember(workerId)
                        .groupId(role.id())
                        .count()
                > 0;
    }
}
