package org.peerladder.access;

import java.security.SecureRandom;
import java.util.Base64;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.springframework.stereotype.Component;

/** Accounts as the application itself makes them: the only place that passes by the password policy. */
@Component
public class Accounts {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final IdentityServiceImpl identityService;

    Accounts(IdentityService identityService) {
        // Saving without the policy is not part of the public interface
        this.identityService = (IdentityServiceImpl) identityService;
    }

    /** Gives a known person a known password, whatever the policy says. For sample people only. */
    public void setPassword(String userId, String password) {
        var user = identityService.createUserQuery().userId(userId).singleResult();
        user.setPassword(password);
        save(user);
    }

    /** An account that nobody can sign in to until an administrator sets a password. */
    User withoutUsablePassword(String userId) {
        var unknown = new byte[32];
        RANDOM.nextBytes(unknown);
        var user = identityService.newUser(userId);
        user.setPassword(Base64.getEncoder().encodeToString(unknown));
        return user;
    }

    void save(User user) {
        identityService.saveUser(user, true);
    }
}
