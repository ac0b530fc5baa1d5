package org.peerladder.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Gives the scripts of a webapp's page the nonce of this very answer. The webapps keep the nonce in one place for
 * everybody, so while others are asking for something a page is at times given somebody else's: its scripts are refused
 * and it stays empty.
 */
class PageNonce extends OncePerRequestFilter {

    private static final Pattern TOLD = Pattern.compile("'nonce-([^']+)'");
    private static final Pattern GIVEN = Pattern.compile("nonce=\"[^\"]*\"");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().contains("/default/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var page = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, page);
        var policy = page.getHeader("Content-Security-Policy");
        var told = TOLD.matcher(policy == null ? "" : policy);
        if (told.find()) {
            // One byte a character, so that whatever stands between the nonces stays as it is
            var body = new String(page.getContentAsByteArray(), StandardCharsets.ISO_8859_1);
            page.resetBuffer();
            page.getOutputStream()
                    .write(GIVEN.matcher(body)
                            .replaceAll("nonce=\"" + told.group(1) + "\"")
                            .getBytes(StandardCharsets.ISO_8859_1));
        }
        page.copyBodyToResponse();
    }
}
