package org.peerladder.audit;

import org.peerladder.audit.AuditTrail.Entry;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Notes what the doors in front of the engine and its webapps refuse to people who are signed in. */
@Component
class RouteRefusals {

    private final AuditTrail trail;

    RouteRefusals(AuditTrail trail) {
        this.trail = trail;
    }

    @EventListener
    void refused(RouteRefused attempt) {
        trail.refused(new Entry(attempt.person(), attempt.method(), null, attempt.path(), null, attempt.reason()));
    }
}
