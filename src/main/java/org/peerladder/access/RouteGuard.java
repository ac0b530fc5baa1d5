package org.peerladder.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.peerladder.audit.RouteRefused;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/** Lets nobody use a route of the engine or of its webapps that the {@link RouteTable} does not open to one of their groups. */
class RouteGuard extends OncePerRequestFilter {

    private final ProcessEngine engine;
    private final Refusals refusals;

    RouteGuard(ProcessEngine engine, Refusals refusals) {
        this.engine = engine;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isPlain(request)) {
            refusals.answer(
                    request,
                    response,
                    HttpStatus.BAD_REQUEST,
                    "This address cannot be read; write it without ; and without empty or . parts.");
            return;
        }
        var row = RouteTable.row(request.getMethod(), request.getRequestURI());
        var person = person(request);
        if (person != null) {
            request.setAttribute(RouteRefused.PERSON, person.getUserId());
        }
        if (row.anyone() || person != null && row.isOpenTo(person.getGroupIds())) {
            chain.doFilter(request, response);
        } else if (person == null && !row.roles().isEmpty()) {
            refusals.answer(request, response, HttpStatus.UNAUTHORIZED, "Sign in first.");
        } else {
            refusals.answer(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    "This is not open to you. Cases are changed by the forms of your own tasks.");
        }
    }

    /** Whether those behind us can only read the same path from it as we do. */
    private static boolean isPlain(HttpServletRequest request) {
        var path = request.getServletPath() + Objects.toString(request.getPathInfo(), "");
        return !path.contains(";") && path.equals(UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8));
    }

    /** Who signed in, by a password or to the webapps; null if nobody did. */
    private Authentication person(HttpServletRequest request) {
        var byPassword = engine.getIdentityService().getCurrentAuthentication();
        if (byPassword != null) {
            return byPassword;
        }
        var session = request.getSession(false);
        var inBrowser = session == null
                ? null
                : AuthenticationUtil.getAuthsFromSession(session).getAuthenticationForProcessEngine(engine.getName());
        // The account is looked at anew for each request: who has left is out at once, and groups are today's.
        var today =
                inBrowser == null ? null : AuthenticationUtil.createAuthentication(engine, inBrowser.getIdentityId());
        return today == null ? null : new Authentication(today.getIdentityId(), today.getGroupIds());
    }
}
