package org.peerladder.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.access.Role;

/**
 * The fields that Modeler shows at a task are valid, and are those our diagrams use. The schema is Camunda's own, of the
 * package {@code @camunda/element-templates-json-schema} 0.22.1 (MIT).
 */
class ElementTemplateTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode template() throws IOException {
        return JSON.readTree(new File(".camunda/element-templates/peer-ladder-user-task.json"))
                .get(0);
    }

    /** What Modeler says about a value, by the name of the property. */
    private static Map<String, String> patterns() throws IOException {
        var patterns = new TreeMap<String, String>();
        template()
                .path("properties")
                .forEach(property -> patterns.put(
                        property.at("/binding/name").asText(),
                        property.at("/constraints/pattern/value").asText()));
        return patterns;
    }

    static Stream<UserTask> tasks() {
        return Arrays.stream(new File("processes").listFiles((folder, name) -> name.endsWith(".bpmn")))
                .flatMap(file -> Bpmn.readModelFromFile(file).getModelElementsByType(UserTask.class).stream());
    }

    @Test
    void isWhatModelerTakes() throws IOException {
        try (var schema = getClass().getResourceAsStream("/element-templates/schema.json")) {
            var faults = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                    .getSchema(schema)
                    .validate(template());
            assertThat(faults).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyTaskUsesItAndHasValuesItTakes(UserTask task) throws IOException {
        assertThat(task.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, "modelerTemplate"))
                .as(task.getId())
                .isEqualTo(template().path("id").asText());
        assertThat(task.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, "modelerTemplateVersion"))
                .as(task.getId())
                .isEqualTo(template().path("version").asText());

        var properties = new TreeMap<String, String>();
        task.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                .flatMap(all -> all.getCamundaProperties().stream())
                .forEach(property -> properties.put(property.getCamundaName(), property.getCamundaValue()));
        // How a decision reads in the story of a case: differs with its answers, so no template has fields for it
        properties.keySet().removeIf(name -> name.startsWith("decision"));
        var patterns = patterns();
        assertThat(properties.keySet()).as(task.getId()).isEqualTo(patterns.keySet());
        assertThat(properties)
                .as(task.getId())
                .allSatisfy((name, value) -> assertThat(value).as(name).matches(patterns.get(name)));
    }

    /** The same durations and groups in Modeler as in Java. */
    @Test
    void takesTheDurationsAndGroupsThatTheApplicationKnows() throws IOException {
        var duration = "^" + TaskTerms.DURATION.pattern() + "$";
        assertThat(patterns()).containsEntry("remindAfter", duration).containsEntry("escalateAfter", duration);

        var groups = List.of(patterns()
                .get("escalateTo")
                .replaceAll("^\\^\\(([^)]*)\\).*", "$1")
                .split("\\|"));
        assertThat(groups)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Role.values()).map(Role::id).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "PT", "3 days", "P1W", "-P1D", "P1.5D", "P9999D"})
    void whatIsNoDurationIsNotTaken(String value) throws IOException {
        assertThat(value).doesNotMatch(patterns().get("remindAfter"));
    }
}
