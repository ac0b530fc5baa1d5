package org.peerladder.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * One line for each request: who, what, the answer's status and how many milliseconds it took. Never what was asked or
 * sent: no query, no body, and of the path only the words that are the same for everybody.
 */
class RequestLog extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger("org.peerladder.requests");

    /** Words of routes after which comes a name that somebody gave. */
    private static final Set<String> NAMED =
            Set.of("user", "group", "members", "tenant", "key", "variables", "localVariables");

    private static final String PERSON = RequestLog.class.getName();

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z._-]*");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var start = System.nanoTime();
        var status = HttpStatus.INTERNAL_SERVER_ERROR.value();
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            LOG.info(
                    "{} {} {} {} {} ms",
                    who(request),
                    request.getMethod(),
                    route(request),
                    status,
                    (System.nanoTime() - start) / 1_000_000);
        }
    }

    /** Whom a door let in. A name that was only typed is not written down: it could be a password gone astray. */
    private static String who(HttpServletRequest request) {
        if (request.getAttribute(PERSON) instanceof String person) {
            return clean(person);
        }
        var session = request.getSession(false);
        var signedIn = session == null ? null : AuthenticationUtil.getAuthsFromSession(session);
        return signedIn == null || signedIn.getAuthentications().isEmpty()
                ? "-"
                : clean(signedIn.getAuthentications().get(0).getIdentityId());
    }

    private static String route(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern
                && !pattern.endsWith("*")) {
            return pattern;
        }
        return route(request.getRequestURI());
    }

    /** {@code /engine-rest/task/{}/complete}. */
    static String route(String path) {
        var route = new StringBuilder();
        var before = "";
        for (var part : path.split("/")) {
            if (!part.isEmpty()) {
                route.append('/')
                        .append(NAMED.contains(before) || !WORD.matcher(part).matches() ? "{}" : part);
            }
            before = part;
        }
        return route.isEmpty() ? "/" : route.toString();
    }

    private static String clean(String id) {
        return id.replaceAll("[^\\w.@-]", "?");
    }

    /** Stands behind the doors and tells the log who came through; when the log is written, the engine has forgotten. */
    static class Person extends OncePerRequestFilter {

        private final IdentityService identityService;

        Person(IdentityService identityService) {
            this.identityService = identityService;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var person = identityService.getCurrentAuthentication();
            if (person != null) {
                request.setAttribute(PERSON, person.getUserId());
            }
            chain.doFilter(request, response);
        }
    }
}
