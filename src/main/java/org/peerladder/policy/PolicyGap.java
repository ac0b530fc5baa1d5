package org.peerladder.policy;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A table does not answer, or answers what nobody can read. That is a mistake in the model, never a "no" to a person:
 * in a process it becomes an incident. The message names the table and what it was asked, and says what to do.
 */
public class PolicyGap extends RuntimeException {

    PolicyGap(String message) {
        super(message);
    }

    PolicyGap(String message, Throwable cause) {
        super(message, cause);
    }

    static PolicyGap noRow(String table, Map<String, ?> inputs) {
        return new PolicyGap(
                "Table " + table + " has no row for " + inWords(inputs) + ". Add one in Modeler and deploy the table.");
    }

    static PolicyGap severalRows(String table, Map<String, ?> inputs, int rows) {
        return new PolicyGap("Table " + table + " has " + rows + " rows for " + inWords(inputs)
                + " where one is expected. Narrow them in Modeler and deploy the table.");
    }

    static String inWords(Map<String, ?> inputs) {
        return new TreeMap<>(inputs)
                .entrySet().stream()
                        .map(input -> input.getKey() + "=" + input.getValue())
                        .collect(Collectors.joining(", "));
    }
}
