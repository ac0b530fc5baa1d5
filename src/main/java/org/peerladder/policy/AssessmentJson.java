package org.peerladder.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Assessed requirements as the Json that a case keeps and the forms show: an array of objects with the columns of
 * {@link AssessedRequirement} and {@code status}, where each stands in the words of the screens. Days are
 * {@code yyyy-MM-dd}.
 */
@Component
public class AssessmentJson {

    private final ObjectMapper mapper;
    private final ObjectReader reader;

    AssessmentJson(ObjectMapper mapper) {
        this.mapper = mapper;
        // The status is computed, so it is not read back.
        this.reader = mapper.readerFor(new TypeReference<List<AssessedRequirement>>() {})
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** A requirement as others see it. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Row(@JsonUnwrapped AssessedRequirement requirement, @JsonProperty("status") String status) {}

    static List<Row> rows(List<AssessedRequirement> requirements) {
        var standing = new Standing(requirements);
        return requirements.stream()
                .map(requirement -> new Row(requirement, standing.statusOf(requirement)))
                .toList();
    }

    public String write(List<AssessedRequirement> requirements) {
        try {
            return mapper.writeValueAsString(rows(requirements));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An assessment cannot be written as Json", e);
        }
    }

    /** What {@link #write} wrote. */
    public List<AssessedRequirement> read(String json) {
        try {
            return reader.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no assessment: " + e.getOriginalMessage(), e);
        }
    }
}
