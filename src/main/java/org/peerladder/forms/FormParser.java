package org.peerladder.forms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.peerladder.forms.FormField.Choices;
import org.peerladder.forms.FormField.Rules;
import org.peerladder.forms.FormField.Setting;
import org.peerladder.forms.FormField.Type;

/** Reads a form's Json. What it does not know it refuses: a rule that nobody checks is worse than a form that fails. */
final class FormParser {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Type> INPUTS = Map.of(
            "textfield", Type.TEXTFIELD,
            "textarea", Type.TEXTAREA,
            "number", Type.NUMBER,
            "checkbox", Type.CHECKBOX,
            "radio", Type.RADIO,
            "select", Type.SELECT,
            "checklist", Type.CHECKLIST,
            "taglist", Type.TAGLIST,
            "expression", Type.EXPRESSION);

    private static final Set<String> WITHOUT_INPUT =
            Set.of("text", "html", "image", "table", "separator", "spacer", "button");

    private static final Set<String> KNOWN_RULES =
            Set.of("required", "min", "max", "minLength", "maxLength", "pattern", "validationType");

    private final String form;
    private final List<FormField> fields = new ArrayList<>();

    private FormParser(String form) {
        this.form = form;
    }

    static FormContract parse(String json) {
        try {
            var schema = JSON.readTree(json);
            var parser = new FormParser("form \"" + schema.path("id").asText() + "\"");
            parser.components(schema, List.of(), List.of());
            parser.findCollisions();
            // Written anew, so that no name hides behind an escape
            return new FormContract(parser.form, schema.toString(), parser.fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A deployed form is not Json: " + e.getOriginalMessage(), e);
        }
    }

    private void components(JsonNode parent, List<String> path, List<Feel> hides) {
        for (var component : parent.path("components")) {
            var type = component.path("type").asText();
            if (WITHOUT_INPUT.contains(type)) {
                continue;
            }
            var hidesHere = hides;
            var hide = component.path("conditional").path("hide").asText();
            if (Feel.isExpression(hide)) {
                hidesHere = new ArrayList<>(hides);
                hidesHere.add(feel(component, hide));
            }
            if (type.equals("group")) {
                components(component, plus(path, component.path("path").asText()), hidesHere);
            } else {
                fields.add(field(component, inputType(component), path, hidesHere));
            }
        }
    }

    private Type inputType(JsonNode component) {
        var type = component.path("type").asText();
        if (type.equals("datetime")) {
            if (component.path("disallowPassedDates").asBoolean()) {
                throw unknown(component, "disallowPassedDates; check that beside the process");
            }
            return switch (component.path("subtype").asText()) {
                case "date" -> Type.DATE;
                case "time" -> Type.TIME;
                case "datetime" -> Type.DATETIME;
                default -> throw unknown(component, "this subtype");
            };
        }
        if (!INPUTS.containsKey(type)) {
            throw unknown(component, "this component type");
        }
        return INPUTS.get(type);
    }

    private FormField field(JsonNode component, Type type, List<String> parent, List<Feel> hides) {
        var path = plus(parent, component.path("key").asText());
        if (path.size() == parent.size()) {
            throw unknown(component, "an input without a key");
        }
        boolean chooses = type == Type.RADIO || type == Type.SELECT || type.list();
        return new FormField(
                path,
                type,
                label(component, path),
                List.copyOf(hides),
                setting(component, component.path("readonly")),
                component.path("disabled").asBoolean(),
                rules(component),
                chooses ? choices(component) : null,
                type == Type.EXPRESSION
                        ? feel(component, component.path("expression").asText())
                        : null,
                JSON.convertValue(component.get("defaultValue"), Object.class));
    }

    private Rules rules(JsonNode component) {
        var validate = component.path("validate");
        validate.fieldNames().forEachRemaining(rule -> {
            if (!KNOWN_RULES.contains(rule)) {
                throw unknown(component, "validate." + rule);
            }
        });
        return new Rules(
                validate.path("required").asBoolean(),
                setting(component, validate.path("min")),
                setting(component, validate.path("max")),
                setting(component, validate.path("minLength")),
                setting(component, validate.path("maxLength")),
                pattern(component, validate.path("pattern").asText()),
                validate.path("validationType").asText(),
                component.path("decimalDigits").isNumber()
                        ? component.path("decimalDigits").asInt()
                        : null,
                increment(component),
                component.path("serializeToString").asBoolean());
    }

    private static BigDecimal increment(JsonNode component) {
        var increment = component.path("increment").asText();
        return increment.isBlank() ? null : new BigDecimal(increment);
    }

    /** The form library tests a JavaScript expression; there "$" is the very end, in Java also before a last line break. */
    private Pattern pattern(JsonNode component, String pattern) {
        try {
            return pattern.isEmpty() ? null : Pattern.compile(pattern.replaceAll("(?<!\\\\)\\$$", "\\\\z"));
        } catch (PatternSyntaxException e) {
            throw unknown(component, "the pattern " + pattern);
        }
    }

    /** In the order in which the form library looks. */
    private Choices choices(JsonNode component) {
        if (component.hasNonNull("valuesKey")) {
            return new Choices(null, component.get("valuesKey").asText(), null);
        }
        if (component.path("values").isArray()) {
            var values = new ArrayList<Object>();
            component.path("values").forEach(option -> values.add(JSON.convertValue(option, Object.class)));
            return new Choices(List.copyOf(values), null, null);
        }
        if (component.hasNonNull("valuesExpression")) {
            return new Choices(
                    null,
                    null,
                    feel(component, component.get("valuesExpression").asText()));
        }
        throw unknown(component, "a choice without choices");
    }

    private Setting setting(JsonNode component, JsonNode value) {
        if (value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.asText().isBlank()) {
            return null;
        }
        if (value.isTextual() && Feel.isExpression(value.asText())) {
            return new Setting(null, feel(component, value.asText()));
        }
        return new Setting(JSON.convertValue(value, Object.class), null);
    }

    private Feel feel(JsonNode component, String expression) {
        try {
            return Feel.parse(expression);
        } catch (IllegalArgumentException e) {
            throw unknown(component, "the expression " + expression + " (" + e.getMessage() + ")");
        }
    }

    /** The label in words; one that is computed says nothing here, so the key stands in. */
    private static String label(JsonNode component, List<String> path) {
        var label = component.path("label").asText();
        if (label.isBlank()) {
            label = component
                    .path("dateLabel")
                    .asText(component.path("timeLabel").asText());
        }
        boolean computed = label.isBlank() || Feel.isExpression(label) || label.contains("{{");
        return computed ? path.get(path.size() - 1) : label.strip();
    }

    private void findCollisions() {
        var seen = new HashMap<String, FormField>();
        for (var field : fields) {
            if (seen.put(field.key(), field) != null) {
                throw new IllegalStateException(form + " declares " + field.key() + " twice.");
            }
        }
        for (var field : fields) {
            for (int depth = 1; depth < field.path().size(); depth++) {
                var outer = String.join(".", field.path().subList(0, depth));
                if (seen.containsKey(outer)) {
                    throw new IllegalStateException(form + " declares " + outer + " as a value and as a group.");
                }
            }
        }
    }

    private static List<String> plus(List<String> path, String keys) {
        var longer = new ArrayList<>(path);
        for (var key : keys.split("\\.")) {
            if (!key.isBlank()) {
                longer.add(key.strip());
            }
        }
        return List.copyOf(longer);
    }

    private IllegalStateException unknown(JsonNode component, String what) {
        var name = component.path("key").asText(component.path("id").asText());
        return new IllegalStateException("The contract of " + form + " cannot check component \"" + name + "\" of type "
                + component.path("type").asText() + ": " + what + ".");
    }
}
