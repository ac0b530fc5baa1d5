package org.peerladder.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** What browsers are told about every answer. The webapps add their own content security policy in place of ours. */
class SecurityHeaders extends OncePerRequestFilter {

    private static final String YEAR = "31536000";

    private final boolean https;

    /** @param https whether people come by https, as everywhere but in the demo */
    SecurityHeaders(boolean https) {
        this.https = https;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.setHeader("Referrer-Policy", "same-origin");
        if (https) {
            response.setHeader("Strict-Transport-Security", "max-age=" + YEAR);
        }
        var path = request.getRequestURI();
        if (!path.startsWith("/camunda/")) {
            response.setHeader(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none';"
                            + " frame-ancestors 'self'");
        }
        if (path.startsWith("/api/") || path.startsWith("/engine-rest/")) {
            response.setHeader("Cache-Control", "no-store");
        }
        chain.doFilter(request, response);
    }
}
