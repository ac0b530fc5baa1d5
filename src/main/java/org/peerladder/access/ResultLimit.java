package org.peerladder.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Whoever does not say how many results they want gets {@link #MOST}. The engine refuses more than that, and also every
 * list without a number, which the webapps ask for in many places.
 */
class ResultLimit extends OncePerRequestFilter {

    /** Where the webapps say a number, it is 2000 at most. */
    static final int MOST = 5000;

    private static final String PARAMETER = "maxResults";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var query = request.getQueryString();
        var asked = query != null && query.contains(PARAMETER + "=");
        chain.doFilter(asked ? request : new Limited(request), response);
    }

    private static class Limited extends HttpServletRequestWrapper {

        Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getQueryString() {
            var query = super.getQueryString();
            return (query == null ? "" : query + "&") + PARAMETER + "=" + MOST;
        }
    }
}
