package org.peerladder.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/** The webapps answer an address that has a mistake in it with 500; here it is a page that is not there. */
class WebappPages extends OncePerRequestFilter {

    static final String ROUTE = "/camunda/app/*";

    private static final Pattern PAGE = Pattern.compile(
            "/camunda/app(/((admin|cockpit|tasklist|welcome)(/([^/]*\\.[^/]*|plugins/[^/]+/.+|((default|locales|scripts|styles|assets)(/.*)?))?)?)?)?");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (PAGE.matcher(request.getRequestURI()).matches()) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
