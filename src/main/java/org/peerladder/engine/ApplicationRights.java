package org.peerladder.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;

/**
 * Runs engine calls with the application's own rights instead of those of the person who is signed in: for rules that
 * must see more than that person may, such as who else is in a group. Whoever calls it answers for what is shown.
 */
@Component
public class ApplicationRights {

    private final IdentityService identityService;

    ApplicationRights(IdentityService identityService) {
        this.identityService = identityService;
    }

    /** Without anyone signed in the engine checks nothing; the person is signed in again afterwards, come what may. */
    public <T> T call(Supplier<T> work) {
        var person = identityService.getCurrentAuthentication();
        identityService.clearAuthentication();
        try {
            return work.get();
        } finally {
            identityService.setAuthentication(person);
        }
    }

    public void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }
}
