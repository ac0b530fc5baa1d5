package org.peerladder.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.peerladder.ReplayedRequest;
import org.peerladder.engine.SealedProcesses;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Cockpit's list of instances has SQL of its own, past {@link SealedPlaces}. It may not ask which of them are at a step of a
 * sealed process; to ask for a step is to say of which process.
 */
class SealedSearch extends OncePerRequestFilter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Refusals refusals;

    SealedSearch(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals(HttpMethod.POST.name())
                || !request.getRequestURI()
                        .matches(".*/camunda/api/cockpit/plugin/base/[^/]+/process-instance(/count)?/?");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var body = request.getInputStream().readAllBytes();
        if (asksForASealedStep(body)) {
            refusals.answer(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    "Where this process is, is known to those who do its steps alone. For another one, say its"
                            + " processDefinitionId.");
        } else {
            chain.doFilter(new ReplayedRequest(request, body), response);
        }
    }

    /** What cannot be read nobody behind us reads either. */
    private static boolean asksForASealedStep(byte[] body) {
        JsonNode asked;
        try {
            asked = JSON.readTree(body);
        } catch (IOException e) {
            return false;
        }
        var definition = asked.path("processDefinitionId").asText("");
        return !asked.path("activityIdIn").isEmpty()
                && (definition.isEmpty() || SealedProcesses.containsDefinition(definition));
    }
}
