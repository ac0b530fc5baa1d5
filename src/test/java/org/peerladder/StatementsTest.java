package org.peerladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Holds each step of a promotion to the number of SQL statements that it needs today. The numbers stand in
 * {@code statements-per-step.properties}; what was sent stands under {@code target/statements} after a run.
 */
@ProcessTest
class StatementsTest {

    private static final String NUMBERS = "statements-per-step.properties";

    /** What a step sends that happens to find a cache of some minutes empty is not the step's own. */
    private static final int PLAYS = 3;

    @Autowired
    TestAgency agency;

    @Autowired
    ProcessEngine engine;

    @Test
    void noStepSendsMoreStatementsThanBefore() throws IOException {
        var steps = new LinkedHashMap<String, List<String>>();
        play();
        for (int i = 0; i < PLAYS; i++) {
            play().forEach((step, sent) ->
                    steps.merge(step, sent, (least, now) -> now.size() < least.size() ? now : least));
        }
        keep(steps);

        var counts = new LinkedHashMap<String, Integer>();
        steps.forEach((step, sent) -> counts.put(step, sent.size()));
        counts.put("sum.people", sum(counts, false));
        counts.put("sum.jobs", sum(counts, true));
        counts.put("sum", counts.get("sum.people") + counts.get("sum.jobs"));
        assertThat(differences(counts, known())).isEmpty();
    }

    private Map<String, List<String>> play() {
        agency.open();
        var steps = new LinkedHashMap<String, List<String>>();
        new WholePromotion(engine, agency, (name, step) -> steps.computeIfAbsent(name, first -> new ArrayList<>())
                        .addAll(Statements.of(step)))
                .play();
        return steps;
    }

    private static int sum(Map<String, Integer> counts, boolean jobs) {
        return counts.entrySet().stream()
                .filter(step -> step.getKey().startsWith("job.") == jobs)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static List<String> differences(Map<String, Integer> counts, Map<String, Integer> known) {
        var differences = new ArrayList<String>();
        counts.forEach((step, now) -> {
            var before = known.get(step);
            if (before == null) {
                differences.add(
                        "%s sends %d statements and is new: add %s=%d to %s.".formatted(step, now, step, now, NUMBERS));
            } else if (now > before) {
                differences.add("%s sent %d statements and sends %d now: see what was added, in target/statements."
                        .formatted(step, before, now));
            } else if (now < before) {
                differences.add("%s sent %d statements and sends only %d now: lower it in %s, so that it stays so."
                        .formatted(step, before, now, NUMBERS));
            }
        });
        known.keySet().stream()
                .filter(step -> !counts.containsKey(step))
                .forEach(
                        step -> differences.add("%s is no step any more: remove it from %s.".formatted(step, NUMBERS)));
        return differences;
    }

    private static Map<String, Integer> known() throws IOException {
        var numbers = new Properties();
        try (var file = StatementsTest.class.getResourceAsStream("/" + NUMBERS)) {
            numbers.load(file);
        }
        var known = new LinkedHashMap<String, Integer>();
        numbers.stringPropertyNames().forEach(step -> known.put(step, Integer.valueOf(numbers.getProperty(step))));
        return known;
    }

    private static void keep(Map<String, List<String>> steps) throws IOException {
        var folder = Files.createDirectories(
                Path.of("target", "statements", System.getProperty("peerladder.test.database", "h2")));
        for (var step : steps.entrySet()) {
            Files.write(
                    folder.resolve(step.getKey() + ".sql"),
                    step.getValue().stream()
                            .map(sql -> String.join(
                                    " ", Arrays.stream(sql.split("\\s+")).toList()))
                            .toList());
        }
    }
}
