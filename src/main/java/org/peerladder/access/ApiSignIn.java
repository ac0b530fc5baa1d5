package org.peerladder.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.impl.HttpBasicAuthenticationProvider;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Who calls {@code /api}: HTTP Basic, or else whoever is signed in to the webapps in the same browser, so that their
 * plugins need no second password. Such a browser sends its cookie along by itself, so anything but reading must also
 * carry the webapps' token. The person becomes the request's principal and, for the engine, the one whose rights count.
 */
class ApiSignIn extends OncePerRequestFilter {

    private record Person(String id, List<String> groups) implements Principal {

        @Override
        public String getName() {
            return id;
        }
    }

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final HttpBasicAuthenticationProvider basic = new HttpBasicAuthenticationProvider();
    private final ProcessEngine engine;
    private final ObjectMapper json;

    ApiSignIn(ProcessEngine engine, ObjectMapper json) {
        this.engine = engine;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id;
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            var result = basic.extractAuthenticatedUser(request, engine);
            id = result.isAuthenticated() ? result.getAuthenticatedUser() : null;
        } else {
            var session = request.getSession(false);
            id = session == null ? null : signedInTo(session);
            if (id != null && !READING.contains(request.getMethod()) && !hasToken(request, session)) {
                refuse(
                        request,
                        response,
                        HttpStatus.FORBIDDEN,
                        "Send the webapps' token in the header " + CsrfConstants.CSRF_TOKEN_HEADER_NAME
                                + ". Nothing was stored.");
                return;
            }
        }
        // The account is looked at anew for each request: who has left is out at once, and groups are today's.
        var account = id == null ? null : AuthenticationUtil.createAuthentication(engine, id);
        if (account == null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Peer Ladder\", charset=\"UTF-8\"");
            refuse(request, response, HttpStatus.UNAUTHORIZED, "Sign in with your user id and password.");
            return;
        }
        var person = new Person(account.getIdentityId(), account.getGroupIds());
        try {
            engine.getIdentityService().setAuthentication(person.id(), person.groups(), null);
            chain.doFilter(new SignedIn(request, person), response);
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private String signedInTo(HttpSession session) {
        var authentication =
                AuthenticationUtil.getAuthsFromSession(session).getAuthenticationForProcessEngine(engine.getName());
        return authentication == null ? null : authentication.getIdentityId();
    }

    private static boolean hasToken(HttpServletRequest request, HttpSession session) {
        var given = request.getHeader(CsrfConstants.CSRF_TOKEN_HEADER_NAME);
        return given != null
                && session.getAttribute(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME) instanceof String token
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setInstance(URI.create(request.getRequestURI()));
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }

    private static class SignedIn extends HttpServletRequestWrapper {

        private final Person person;

        SignedIn(HttpServletRequest request, Person person) {
            super(request);
            this.person = person;
        }

        @Override
        public Principal getUserPrincipal() {
            return person;
        }

        @Override
        public String getRemoteUser() {
            return person.id();
        }

        @Override
        public boolean isUserInRole(String group) {
            return person.groups().contains(group);
        }
    }
}
