package org.peerladder.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;

/** A decision table read from its file and asked directly, without a process engine. */
final class Table {

    static final Path FOLDER = Path.of("processes/policies");

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    private final Path file;
    private final DmnDecision decision;

    private Table(Path file, DmnDecision decision) {
        this.file = file;
        this.decision = decision;
    }

    static Table named(String id) {
        var file = FOLDER.resolve(id + ".dmn");
        try (InputStream content = Files.newInputStream(file)) {
            return new Table(file, ENGINE.parseDecision(id, content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Map<String, Object>> rows(Map<String, ?> inputs) {
        return ENGINE.evaluateDecisionTable(decision, DecisionTables.variables(inputs))
                .getResultList();
    }

    /** The one row that matches; fails on none, and on two in a UNIQUE table. */
    Map<String, Object> row(Map<String, ?> inputs) {
        var rows = rows(inputs);
        if (rows.size() != 1) {
            throw new AssertionError(file + " has " + rows.size() + " rows for " + inputs);
        }
        return rows.get(0);
    }

    /** As Modeler sees it. */
    Decision model() {
        return Dmn.readModelFromFile(file.toFile()).getModelElementById(decision.getKey());
    }
}
