package org.peerladder;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.springframework.web.util.HtmlUtils;

/** The diagrams, tables and forms as they lie in the repository, and the expressions in them. */
final class ModelFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    /** The first name of a chain such as {@code panelPool.membersFor(applicantId)}, and what stands behind it. */
    private static final Pattern NAME = Pattern.compile("(?<![.\\w])([a-zA-Z_]\\w*)\\s*([.(]?)");

    private static final Set<String> GIVEN_BY_THE_ENGINE = Set.of("execution", "task", "null", "true", "false", "JSON");

    private ModelFiles() {}

    static Stream<Path> diagrams() {
        return find("processes", ".bpmn");
    }

    static Stream<Path> tables() {
        return find("processes", ".dmn");
    }

    static Stream<Path> forms() {
        return find("forms", ".form");
    }

    static Stream<Path> find(String folder, String ending) {
        try (var files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's name without its ending: what the model in it has to be called. */
    static String id(Path file) {
        return file.getFileName().toString().replaceFirst("\\.\\w+$", "");
    }

    static Set<String> ids(Stream<Path> files) {
        return files.map(ModelFiles::id).collect(toSet());
    }

    static BpmnModelInstance diagram(Path file) {
        return Bpmn.readModelFromFile(file.toFile());
    }

    static <T extends ModelElementInstance> Collection<T> all(Path diagram, Class<T> type) {
        return diagram(diagram).getModelElementsByType(type);
    }

    static DmnModelInstance table(Path file) {
        return Dmn.readModelFromFile(file.toFile());
    }

    static JsonNode form(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not Json", e);
        }
    }

    /** All components of a form, those in groups too. */
    static Stream<JsonNode> components(JsonNode parent) {
        return StreamSupport.stream(parent.path("components").spliterator(), false)
                .flatMap(component -> Stream.concat(Stream.of(component), components(component)));
    }

    static String camunda(ModelElementInstance element, String attribute) {
        return element.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, attribute);
    }

    /** All elements of a diagram or table, of whatever name space, as plain Xml. */
    static Stream<DomElement> elements(DomElement root) {
        return Stream.concat(Stream.of(root), root.getChildElements().stream().flatMap(ModelFiles::elements));
    }

    /** The beans that a diagram calls: its delegates, and whatever a method is called on. */
    static Set<String> beans(Path diagram) {
        return names(unescaped(diagram), true);
    }

    /** The process variables that a diagram's expressions read. */
    static Set<String> variables(Path diagram) {
        return names(unescaped(diagram), false);
    }

    private static String unescaped(Path diagram) {
        return HtmlUtils.htmlUnescape(text(diagram));
    }

    private static Set<String> names(String xml, boolean beans) {
        Function<String, Stream<String>> namesIn = expression -> NAME.matcher(expression.replaceAll("'[^']*'", "''"))
                .results()
                .filter(name -> beans != name.group(2).isEmpty())
                .map(name -> name.group(1));
        var delegates = Pattern.compile("delegateExpression=\"[$#]\\{(\\w+)}\"")
                .matcher(xml)
                .results()
                .map(delegate -> delegate.group(1))
                .toList();
        var called =
                EXPRESSION.matcher(xml).results().map(found -> found.group(1)).flatMap(namesIn);
        return Stream.concat(called, beans ? delegates.stream() : Stream.empty())
                .filter(name -> !GIVEN_BY_THE_ENGINE.contains(name))
                .filter(name -> beans || !delegates.contains(name))
                .collect(toCollection(LinkedHashSet::new));
    }
}
