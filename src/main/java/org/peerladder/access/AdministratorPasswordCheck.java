package org.peerladder.access;

import org.camunda.bpm.engine.impl.identity.DefaultPasswordPolicyImpl;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.peerladder.career.Worker;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Profiles;

/** Asks for the administrator's password before anything else is started, so that the refusal is all one sees. */
class AdministratorPasswordCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var demo = environment.acceptsProfiles(Profiles.of("demo"));
        check(
                environment.getProperty("peerladder.admin.user", "admin"),
                environment.getProperty("peerladder.admin.password", ""),
                demo);
    }

    private static void check(String id, String password, boolean demo) {
        if (!id.matches(Worker.ID_PATTERN)) {
            throw new AdministratorRefused(
                    "PEERLADDER_ADMIN_USER cannot be a user id: give letters, digits and . _ @ -,"
                            + " such as \"admin\".");
        }
        if (password.isBlank()) {
            throw new AdministratorRefused(
                    "Set PEERLADDER_ADMIN_PASSWORD: outside profile \"demo\" Peer Ladder does not"
                            + " start without a password for its administrator.");
        }
        // The demo's password is printed on the landing page; any other has to keep the policy of every other door.
        var user = new UserEntity(id);
        if (!demo
                && !new DefaultPasswordPolicyImpl()
                        .getRules().stream().allMatch(rule -> rule.execute(password, user))) {
            throw new AdministratorRefused("PEERLADDER_ADMIN_PASSWORD is too weak: give at least 10 characters with an"
                    + " upper-case and a lower-case letter, a digit and a special character, and without the user id \""
                    + id + "\" in it.");
        }
    }
}
