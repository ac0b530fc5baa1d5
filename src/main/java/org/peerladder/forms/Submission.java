package org.peerladder.forms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.BytesValue;
import org.camunda.bpm.engine.variable.value.DateValue;
import org.camunda.bpm.engine.variable.value.FileValue;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.json.SpinJsonNode;
import org.camunda.spin.plugin.variable.value.JsonValue;

/**
 * What was sent, in the plain values of Json: text, number, Boolean, list, map, null.
 *
 * @param values name → value
 * @param unreadable name → why the value is of no kind that a form sends
 */
record Submission(Map<String, Object> values, Map<String, String> unreadable) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Reads what a caller sent. Lists and objects must come as {@code Json}: that is how they would be stored. */
    static Submission of(VariableMap sent) {
        var values = new LinkedHashMap<String, Object>();
        var unreadable = new LinkedHashMap<String, String>();
        for (var name : sent.keySet()) {
            try {
                values.put(name, sentValue(sent.getValueTyped(name)));
            } catch (IllegalArgumentException e) {
                unreadable.put(name, e.getMessage());
            }
        }
        return new Submission(values, unreadable);
    }

    /** Reads what the case holds now, as Tasklist gives it to a form. What a form cannot show is left out. */
    static Map<String, Object> current(VariableMap variables) {
        var values = new HashMap<String, Object>();
        for (var name : variables.keySet()) {
            TypedValue variable = variables.getValueTyped(name);
            try {
                if (variable instanceof DateValue date) {
                    values.put(name, date.getValue() == null ? null : iso(date));
                } else if (variable instanceof ObjectValue object
                        && Variables.SerializationDataFormats.JSON
                                .getName()
                                .equals(object.getSerializationDataFormat())) {
                    values.put(name, json(object.getValueSerialized()));
                } else {
                    values.put(name, sentValue(variable));
                }
            } catch (IllegalArgumentException e) {
                continue;
            }
        }
        return values;
    }

    private static String iso(DateValue date) {
        return DateTimeFormatter.ISO_INSTANT.format(date.getValue().toInstant());
    }

    private static Object sentValue(TypedValue sent) {
        if (sent == null) {
            return null;
        }
        if (sent.isTransient()) {
            throw new IllegalArgumentException("was sent as transient and would not be kept; send it without that.");
        }
        if (sent instanceof JsonValue json) {
            return jsonValue(json);
        }
        if (sent instanceof FileValue || sent instanceof BytesValue || sent instanceof SerializableValue) {
            throw new IllegalArgumentException("was sent as " + sent.getType().getName()
                    + "; a form takes text, numbers, true or false, and Json.");
        }
        var value = sent.getValue();
        if (value instanceof SpinJsonNode json) {
            return listOrObject(json.toString());
        }
        if (value instanceof Collection || value instanceof Map) {
            throw new IllegalArgumentException("must be sent with type Json, its value written as one text.");
        }
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Double) {
            return value;
        }
        throw new IllegalArgumentException(
                value instanceof Number
                        ? "is a number that cannot be kept; it is too large."
                        : "is of a kind that a form does not send; send text, a number, true or false, or Json.");
    }

    private static Object jsonValue(JsonValue json) {
        if (json.isDeserialized()) {
            return json.getValue() == null ? null : listOrObject(json.getValue().toString());
        }
        return json.getValueSerialized() == null ? null : listOrObject(json.getValueSerialized());
    }

    private static Object listOrObject(String text) {
        var value = json(text);
        if (value instanceof Collection || value instanceof Map) {
            return value;
        }
        throw new IllegalArgumentException("was sent as Json but is neither a list nor an object; send it plain.");
    }

    private static Object json(String text) {
        try {
            return text == null ? null : JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is not readable as Json; send for example [\"a\",\"b\"].");
        }
    }
}
