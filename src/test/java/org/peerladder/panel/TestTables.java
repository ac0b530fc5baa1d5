package org.peerladder.panel;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.springframework.core.io.Resource;

/** Tables as HR could change them. */
final class TestTables {

    private TestTables() {}

    /** Every panel has two seats. */
    static DmnModelInstance panelOfTwo(Resource table) {
        try (var in = table.getInputStream()) {
            var model = Dmn.readModelFromStream(in);
            var decisions = model.getModelElementsByType(DecisionTable.class);
            decisions.forEach(decision -> decision.getRules().forEach(rule -> rule.getOutputEntries().stream()
                    .findFirst()
                    .orElseThrow()
                    .getText()
                    .setTextContent("2")));
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
