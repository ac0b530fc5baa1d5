package org.peerladder.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.spin.plugin.variable.SpinValues;

/**
 * A variable of a case: its name and its type, declared once and used by everyone who reads or writes it.
 *
 * @param <T> the type our code works with; lists and objects are stored as Json, everything else as it is
 */
public final class ProcessVariable<T> {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final String name;
    private final Function<Object, T> reader;
    private final Function<T, Object> writer;

    private ProcessVariable(String name, Function<Object, T> reader, Function<T, Object> writer) {
        this.name = name;
        this.reader = reader;
        this.writer = writer;
    }

    public static ProcessVariable<String> text(String name) {
        return new ProcessVariable<>(name, String.class::cast, value -> value);
    }

    public static ProcessVariable<Boolean> flag(String name) {
        return new ProcessVariable<>(name, Boolean.class::cast, value -> value);
    }

    public static ProcessVariable<Integer> count(String name) {
        return new ProcessVariable<>(name, value -> ((Number) value).intValue(), value -> value);
    }

    /** A number as forms send it: a whole number or a decimal one. Stored as Double, the type a form can show again. */
    public static ProcessVariable<BigDecimal> number(String name) {
        return new ProcessVariable<>(name, value -> new BigDecimal(value.toString()), BigDecimal::doubleValue);
    }

    /** Money in US dollars: a String with two decimals, so that nothing is rounded on its way. */
    public static ProcessVariable<BigDecimal> money(String name) {
        return new ProcessVariable<>(name, value -> new BigDecimal((String) value), value -> value.setScale(2)
                .toPlainString());
    }

    public static ProcessVariable<List<String>> texts(String name) {
        return json(name, new TypeReference<>() {});
    }

    /** Json that is written and read elsewhere; our code handles its text. */
    public static ProcessVariable<String> jsonText(String name) {
        return new ProcessVariable<>(
                name, Object::toString, value -> SpinValues.jsonValue(value).create());
    }

    public static <T> ProcessVariable<T> json(String name, TypeReference<T> type) {
        return new ProcessVariable<>(name, value -> read(value, type), value -> SpinValues.jsonValue(write(value))
                .create());
    }

    public String name() {
        return name;
    }

    /** The value, or nothing when the variable does not exist, is null or is an empty text. */
    public Optional<T> find(VariableScope scope) {
        Object value = scope.getVariable(name);
        return value == null || "".equals(value) ? Optional.empty() : Optional.of(reader.apply(value));
    }

    /** The same among variables that were read before. */
    public Optional<T> find(Map<String, ?> variables) {
        Object value = variables.get(name);
        return value == null || "".equals(value) ? Optional.empty() : Optional.of(reader.apply(value));
    }

    /** The value. Its absence is an error of the model or of our code, never of a person. */
    public T get(VariableScope scope) {
        return find(scope).orElseThrow(() -> new IllegalStateException("Variable " + name + " is missing."));
    }

    public void set(VariableScope scope, T value) {
        scope.setVariable(name, value == null ? null : writer.apply(value));
    }

    public void setLocal(VariableScope scope, T value) {
        scope.setVariableLocal(name, value == null ? null : writer.apply(value));
    }

    /** The value in the form the engine stores it, for example to start a process with it. */
    public Object stored(T value) {
        return writer.apply(value);
    }

    private static <T> T read(Object value, TypeReference<T> type) {
        try {
            return JSON.readValue(value.toString(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not readable as " + type.getType(), e);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not writable as Json", e);
        }
    }
}
