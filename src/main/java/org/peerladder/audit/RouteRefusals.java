package org.peerladder.audit;

import org.peerladder.audit.AuditTrail.Entry;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Notes who asked for a route of the engine or its webapps that is not open to them. */
@Component
class RouteRefusals {

    private final AuditTrail trail;

    RouteRefusals(AuditTrail trail) {
        this.trail = trail;
    }

    @EventListener
    void refused(RouteRefused attempt) {
        trail.refused(new Entry(attempt.person(), attempt.method(), null, attempt.path(), null, "not-authorized"));
    }
}
