package org.peerladder.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How many results a request may ask for; who says no number gets {@link #MOST}. The engine's own limit is not used: it
 * refuses every list without a number, which the webapps ask for in many places, and so does our own code for a person.
 */
class ResultLimit extends OncePerRequestFilter {

    /** Where the webapps say a number, it is 2000 at most. */
    static final int MOST = 5000;

    private static final String PARAMETER = "maxResults";

    private final Refusals refusals;

    ResultLimit(Refusals refusals) {
        this.refusals = refusals;
    }

    /** The parameters of a form stand in its body, which is not ours to read. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null
                && (type.startsWith("multipart/") || type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var asked = request.getParameterValues(PARAMETER);
        if (asked == null) {
            chain.doFilter(new Limited(request), response);
        } else if (Stream.of(asked).allMatch(ResultLimit::isAllowed)) {
            chain.doFilter(request, response);
        } else {
            refusals.answer(
                    request, response, HttpStatus.BAD_REQUEST, PARAMETER + ": give a number up to " + MOST + ".");
        }
    }

    private static boolean isAllowed(String number) {
        return number.matches("\\d{1,4}") && Integer.parseInt(number) <= MOST;
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
