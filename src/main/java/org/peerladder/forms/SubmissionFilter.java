package org.peerladder.forms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.peerladder.Refusal;
import org.peerladder.Refusal.Fault;
import org.peerladder.ReplayedRequest;
import org.peerladder.audit.RouteRefused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Looks at the variables of a submission before the engine's REST layer reads them. That layer answers a variable of null,
 * an empty type, or a file without its name with 500; here they get the same 400 as everything else that a form does not
 * take. What the values may be is not its business: that is checked where they are stored, for every caller.
 *
 * <p>On the way back it takes the ids, which mean nothing to anybody, off the message that Tasklist shows.
 */
class SubmissionFilter extends OncePerRequestFilter {

    private static final Set<String> TYPES =
            Set.of("string", "boolean", "short", "integer", "long", "double", "json", "null");

    /** What the REST layer puts before the reason. */
    private static final Pattern BEFORE_THE_REASON =
            Pattern.compile("^Cannot (instantiate process definition|submit task form|complete task) \\S+: ");

    private final ObjectMapper json;
    private final ApplicationEventPublisher events;

    SubmissionFilter(ObjectMapper json, ApplicationEventPublisher events) {
        this.json = json;
        this.events = events;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !"POST".equals(request.getMethod()) || !(path.contains("/submit-form") || path.contains("/complete"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var body = request.getInputStream().readAllBytes(); // its size has been looked at
        var faults = faults(body);
        if (faults.isEmpty()) {
            var answer = new ContentCachingResponseWrapper(response);
            chain.doFilter(new ReplayedRequest(request, body), answer);
            if (answer.getStatus() == HttpServletResponse.SC_BAD_REQUEST && isJson(answer)) {
                keepTheReason(answer);
            }
            answer.copyBodyToResponse();
            return;
        }
        RouteRefused.of(request, Refusal.INVALID).ifPresent(events::publishEvent);
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        // The shape in which the engine's REST layer says that something is wrong
        var message = new Refusal(faults).getMessage();
        json.writeValue(response.getWriter(), Map.of("type", "InvalidRequestException", "message", message, "code", 0));
    }

    /** What is no Json at all is refused by Jersey in plain text. */
    private static boolean isJson(HttpServletResponse answer) {
        return answer.getContentType() != null && answer.getContentType().startsWith(MediaType.APPLICATION_JSON_VALUE);
    }

    private void keepTheReason(ContentCachingResponseWrapper answer) throws IOException {
        if (json.readTree(answer.getContentAsByteArray()) instanceof ObjectNode problem) {
            var message = problem.path("message").asText();
            problem.put("message", BEFORE_THE_REASON.matcher(message).replaceFirst(""));
            answer.resetBuffer();
            answer.getOutputStream().write(json.writeValueAsBytes(problem));
        }
    }

    private List<Fault> faults(byte[] body) {
        JsonNode variables;
        try {
            var submission = json.readTree(body);
            if (!submission.isObject()) {
                return List.of(new Fault("request", "must be an object such as {\"variables\": {}}."));
            }
            variables = submission.path("variables");
        } catch (IOException e) {
            return List.of(); // no Json at all: the REST layer says so itself
        }
        var faults = new ArrayList<Fault>();
        for (var entry : variables.properties()) {
            var type = entry.getValue().path("type");
            if (!entry.getValue().isObject()) {
                faults.add(
                        new Fault(FormContract.printable(entry.getKey()), "must be an object such as {\"value\": 5}."));
            } else if (!(type.isMissingNode() || type.isNull() || TYPES.contains(uncapitalized(type.asText())))) {
                faults.add(
                        new Fault(
                                FormContract.printable(entry.getKey()),
                                "has a type that no form takes; leave it out or give String, Boolean, Integer, Long, Double or Json."));
            }
        }
        return faults;
    }

    private static String uncapitalized(String type) {
        return type.isEmpty() ? "" : Character.toLowerCase(type.charAt(0)) + type.substring(1);
    }
}
