package org.peerladder.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/** Lets nobody use a route of the engine or of its webapps that the {@link RouteTable} does not open to one of their groups. */
class RouteGuard extends OncePerRequestFilter {

    private final ProcessEngine engine;
    private final ObjectMapper json;

    RouteGuard(ProcessEngine engine, ObjectMapper json) {
        this.engine = engine;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isPlain(request)) {
            refuse(
                    response,
                    HttpStatus.BAD_REQUEST,
                    "This address cannot be read; write it without ; and without empty or . parts.");
            return;
        }
        var row = RouteTable.row(request.getMethod(), request.getRequestURI());
        var groups = groups(request);
        if (row.anyone() || groups != null && row.roles().stream().map(Role::id).anyMatch(groups::contains)) {
            chain.doFilter(request, response);
        } else if (row.roles().isEmpty() || groups != null) {
            refuse(
                    response,
                    HttpStatus.FORBIDDEN,
                    "This is not open to you. Cases are changed by the forms of your own tasks.");
        } else {
            refuse(response, HttpStatus.UNAUTHORIZED, "Sign in first.");
        }
    }

    /** Whether those behind us can only read the same path from it as we do. */
    private static boolean isPlain(HttpServletRequest request) {
        var path = request.getServletPath() + Objects.toString(request.getPathInfo(), "");
        return !path.contains(";") && path.equals(UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8));
    }

    /** The groups of whoever signed in, by a password or to the webapps; null if nobody did. */
    private List<String> groups(HttpServletRequest request) {
        var byPassword = engine.getIdentityService().getCurrentAuthentication();
        if (byPassword != null) {
            return byPassword.getGroupIds();
        }
        var session = request.getSession(false);
        var inBrowser = session == null
                ? null
                : AuthenticationUtil.getAuthsFromSession(session).getAuthenticationForProcessEngine(engine.getName());
        // The account is looked at anew for each request: who has left is out at once, and groups are today's.
        var today =
                inBrowser == null ? null : AuthenticationUtil.createAuthentication(engine, inBrowser.getIdentityId());
        return today == null ? null : today.getGroupIds();
    }

    /** In the shape in which the engine's REST layer says that something is not allowed. */
    private void refuse(HttpServletResponse response, HttpStatus status, String sentence) throws IOException {
        response.setStatus(status.value());
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        json.writeValue(
                response.getWriter(),
                Map.of("type", "AuthorizationException", "message", sentence + " Nothing was stored.", "code", 0));
    }
}
