package org.peerladder.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Admin's first-run route makes an administrator of anyone who asks, as long as the group of administrators is empty
 * (CVE-2026-77226). Ours comes from the environment, so the route is closed for good.
 */
class SetupRoute extends OncePerRequestFilter {

    static final String ROUTE = "/camunda/api/admin/setup/*";

    private final Refusals refusals;

    SetupRoute(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        refusals.answer(
                request,
                response,
                HttpStatus.FORBIDDEN,
                "There is no first-run setup: the administrator is named by PEERLADDER_ADMIN_USER.");
    }
}
