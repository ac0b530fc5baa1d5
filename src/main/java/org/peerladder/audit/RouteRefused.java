package org.peerladder.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Somebody who is signed in was let no further by a door in front of the engine.
 *
 * @param reason one word, as in {@link AuditTrail.Entry#refused()}
 */
public record RouteRefused(String person, String method, String path, String reason) {

    /** The request attribute in which the first door behind the sign-in leaves who came. */
    public static final String PERSON = RouteRefused.class.getName();

    /** Nothing when nobody is signed in: there is no one of whom it could be told. */
    public static Optional<RouteRefused> of(HttpServletRequest request, String reason) {
        return Optional.ofNullable((String) request.getAttribute(PERSON))
                .map(person -> new RouteRefused(person, request.getMethod(), request.getRequestURI(), reason));
    }
}
