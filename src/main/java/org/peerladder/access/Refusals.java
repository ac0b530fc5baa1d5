package org.peerladder.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.peerladder.Refusal;
import org.peerladder.audit.RouteRefused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** What a filter says when it lets a request no further: as a problem document, or as the engine's REST layer says it. */
@Component
class Refusals {

    private final ObjectMapper json;
    private final ApplicationEventPublisher events;

    Refusals(ObjectMapper json, ApplicationEventPublisher events) {
        this.json = json;
        this.events = events;
    }

    void answer(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String sentence)
            throws IOException {
        RouteRefused.of(request, status == HttpStatus.FORBIDDEN ? "not-authorized" : Refusal.INVALID)
                .ifPresent(events::publishEvent);
        var message = sentence + " Nothing was stored.";
        response.setStatus(status.value());
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        if (request.getRequestURI().startsWith("/api/")) {
            var problem = ProblemDetail.forStatusAndDetail(status, message);
            problem.setInstance(URI.create(request.getRequestURI()));
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            json.writeValue(response.getWriter(), problem);
        } else {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            json.writeValue(
                    response.getWriter(), Map.of("type", "InvalidRequestException", "message", message, "code", 0));
        }
    }
}
