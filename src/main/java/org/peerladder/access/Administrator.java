package org.peerladder.access;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The one account that exists before anyone is imported. Its password is what the environment says at each start, so that
 * a lost or leaked one is replaced by setting another and starting again.
 */
@Component
class Administrator {

    private final IdentityService identityService;
    private final Accounts accounts;
    private final String id;
    private final String password;

    Administrator(
            IdentityService identityService,
            Accounts accounts,
            @Value("${peerladder.admin.user}") String id,
            @Value("${peerladder.admin.password}") String password) {
        this.identityService = identityService;
        this.accounts = accounts;
        this.id = id;
        this.password = password;
    }

    String id() {
        return id;
    }

    void create() {
        var admin = identityService.createUserQuery().userId(id).singleResult();
        if (admin == null) {
            admin = identityService.newUser(id);
            admin.setFirstName("Peer Ladder");
            admin.setLastName("Administrator");
        }
        admin.setPassword(password);
        // Checked against the password policy before the start, but for the demo's, which is meant to be known.
        accounts.save(admin);
        identityService.unlockUser(id);
        join(admin);
    }

    private void join(User admin) {
        var group = Role.ADMINISTRATORS.id();
        var member = identityService
                        .createUserQuery()
                        .userId(admin.getId())
                        .memberOfGroup(group)
                        .count()
                > 0;
        if (!member) {
            identityService.createMembership(admin.getId(), group);
        }
    }
}
