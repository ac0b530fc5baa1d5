package org.peerladder.forms;

import java.time.ZoneId;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.syntaxtree.ParsedExpression;

/** One FEEL expression of a form, parsed once. Its "today" is the engine's. */
final class Feel {

    private static final FeelEngineApi ENGINE = FeelEngineBuilder.forJava()
            .withClock(() -> ClockUtil.getCurrentTime().toInstant().atZone(ZoneId.systemDefault()))
            .build();

    private final ParsedExpression expression;

    private Feel(ParsedExpression expression) {
        this.expression = expression;
    }

    /** Whether a property of a form holds an expression: the form library takes a text as one if it starts with "=". */
    static boolean isExpression(String text) {
        return text.strip().startsWith("=");
    }

    /**
     * @param text the expression, with its leading "="
     * @throws IllegalArgumentException if it is not FEEL
     */
    static Feel parse(String text) {
        var parsed = ENGINE.parseExpression(text.strip().substring(1));
        if (!parsed.isSuccess()) {
            throw new IllegalArgumentException(parsed.failure().message());
        }
        return new Feel(parsed.parsedExpression());
    }

    /** The value as plain Java ({@code Number}, {@code String}, {@code List}, {@code Map}…); null where FEEL finds none. */
    Object value(Map<String, Object> variables) {
        var result = ENGINE.evaluate(expression, variables);
        return result.isSuccess() ? result.result() : null;
    }

    boolean isTrue(Map<String, Object> variables) {
        return Boolean.TRUE.equals(value(variables));
    }
}
