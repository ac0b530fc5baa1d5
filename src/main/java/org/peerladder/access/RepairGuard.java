package org.peerladder.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.peerladder.ReplayedRequest;
import org.peerladder.engine.PrivateVariables;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/** Administrators repair cases, but no repair writes, reads or deletes the variables that hold a private view. */
class RepairGuard extends OncePerRequestFilter {

    private static final JsonFactory JSON = new JsonFactory();

    private final Refusals refusals;

    RepairGuard(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var row = RouteTable.row(request.getMethod(), request.getRequestURI());
        return !row.roles().equals(Set.of(Role.ADMINISTRATORS));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8);
        var isFile = Objects.toString(request.getContentType(), "").startsWith("multipart/");
        var body = isFile ? new byte[0] : request.getInputStream().readAllBytes();
        var named = Arrays.stream(path.split("/"))
                .filter(PrivateVariables::contains)
                .findFirst()
                .or(() -> namedIn(body));
        if (named.isPresent()) {
            refusals.answer(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    "\"" + named.get() + "\" is somebody's private view: only the form of their own task writes it.");
        } else {
            chain.doFilter(isFile ? request : new ReplayedRequest(request, body), response);
        }
    }

    /** Names of variables are keys, or stand in a list of those to delete. What is no Json nobody behind us reads either. */
    private static Optional<String> namedIn(byte[] body) {
        try (var parser = JSON.createParser(body)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                var names = token == JsonToken.FIELD_NAME
                        || token == JsonToken.VALUE_STRING
                                && parser.getParsingContext().inArray();
                if (names && PrivateVariables.contains(parser.getText())) {
                    return Optional.of(parser.getText());
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
