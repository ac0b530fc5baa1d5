package org.peerladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every flow node and every sequence flow of every diagram is passed by some test. Runs after all others: {@code ./mvnw verify}. */
@Tag("coverage")
class ModelCoverageTest {

    static Stream<Path> diagrams() {
        return ModelFiles.diagrams();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void isPassedWhole(Path diagram) {
        var model = Bpmn.readModelFromFile(diagram.toFile());
        var process =
                model.getModelElementsByType(Process.class).iterator().next().getId();

        assertThat(ModelCoverage.passed())
                .containsAll(Stream.<FlowElement>concat(
                                model.getModelElementsByType(FlowNode.class).stream(),
                                model.getModelElementsByType(SequenceFlow.class).stream())
                        .map(each -> process + " " + each.getId())
                        .toList());
    }
}
