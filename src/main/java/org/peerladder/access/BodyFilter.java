package org.peerladder.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.peerladder.ReplayedRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/** What a request may bring along: not too much, and to the engine no expression. */
class BodyFilter extends OncePerRequestFilter {

    static final int LARGEST_JSON = 1_000_000;

    /** A roster or a deployment. */
    static final int LARGEST_UPLOAD = 20_000_000;

    private final Refusals refusals;

    BodyFilter(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var type = contentType(request);
        if (type == null) {
            refusals.answer(request, response, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content type cannot be read.");
        } else if (isUpload(type) || MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(type)) {
            var largest = isUpload(type) ? LARGEST_UPLOAD : LARGEST_JSON;
            if (isOurs(request) && isUpload(type)) {
                chain.doFilter(request, response); // measured and answered part by part
            } else if (request.getContentLengthLong() > largest) {
                tooLarge(request, response, largest);
            } else if (request.getContentLengthLong() < 0) {
                chain.doFilter(new ReplayedRequest(request, new Counted(request.getInputStream(), largest)), response);
            } else {
                chain.doFilter(request, response);
            }
        } else {
            checkJson(request, response, chain, type);
        }
    }

    private void checkJson(HttpServletRequest request, HttpServletResponse response, FilterChain chain, MediaType type)
            throws ServletException, IOException {
        var body = request.getInputStream().readNBytes(LARGEST_JSON + 1);
        if (body.length > LARGEST_JSON) {
            tooLarge(request, response, LARGEST_JSON);
            return;
        }
        if (!isOurs(request)) {
            var fault = faultIn(request, body, type);
            if (fault != null) {
                refusals.answer(request, response, HttpStatus.BAD_REQUEST, fault);
                return;
            }
        }
        chain.doFilter(new ReplayedRequest(request, body), response);
    }

    private static String faultIn(HttpServletRequest request, byte[] body, MediaType type) {
        if (type.getCharset() != null && !type.getCharset().equals(StandardCharsets.UTF_8)) {
            return "Send UTF-8.";
        }
        try {
            var inQuery = QueryExpressions.in(request.getParameterMap().keySet());
            var found = inQuery.isPresent() ? inQuery : QueryExpressions.in(body);
            return found.map(key -> "\"" + key + "\" is an expression; give a value instead.")
                    .orElse(null);
        } catch (IOException e) {
            return "The request cannot be read as Json.";
        }
    }

    private void tooLarge(HttpServletRequest request, HttpServletResponse response, int largest) throws IOException {
        refusals.answer(
                request,
                response,
                HttpStatus.PAYLOAD_TOO_LARGE,
                "The request is too large; send at most " + largest / 1_000_000 + " MB.");
    }

    private static boolean isOurs(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/");
    }

    private static boolean isUpload(MediaType type) {
        return "multipart".equals(type.getType());
    }

    /** Json when nothing is said; null when what is said cannot be read. */
    private static MediaType contentType(HttpServletRequest request) {
        try {
            return request.getContentType() == null
                    ? MediaType.APPLICATION_JSON
                    : MediaType.parseMediaType(request.getContentType());
        } catch (InvalidMediaTypeException e) {
            return null;
        }
    }

    /** An upload that does not say its length ends with a failure where it becomes too large. */
    private static final class Counted extends FilterInputStream {

        private long left;

        Counted(InputStream body, long largest) {
            super(body);
            left = largest;
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            return counted(read, read);
        }

        private int counted(int result, int bytes) throws IOException {
            left -= result < 0 ? 0 : bytes;
            if (left < 0) {
                throw new IOException("The request is too large");
            }
            return result;
        }
    }
}
