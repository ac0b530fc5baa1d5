package org.peerladder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.boot.test.context.TestComponent;

/**
 * Notes which flow nodes and sequence flows of the diagrams the tests have passed, all test classes together, and leaves
 * the list under {@code target} for {@link ModelCoverageTest}.
 */
@TestComponent
class ModelCoverage extends AbstractProcessEnginePlugin {

    private static final Path FOLDER = Path.of("target", "model-coverage");

    private static final Set<String> PASSED = new ConcurrentSkipListSet<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ModelCoverage::write));
    }

    /** {@code promotion userTask_endorse}; what all test runs of this build have passed. */
    static List<String> passed() {
        try (var files = Files.exists(FOLDER) ? Files.list(FOLDER) : Stream.<Path>empty()) {
            var passed = new ArrayList<String>();
            for (var file : files.toList()) {
                passed.addAll(Files.readAllLines(file));
            }
            return passed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write() {
        try {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(System.getProperty("peerladder.test.run", "h2") + ".txt"), PASSED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.getCustomPreBPMNParseListeners().add(new Listening());
    }

    private static final class Listening extends AbstractBpmnParseListener {

        @Override
        public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl flow) {
            flow.addListener(ExecutionListener.EVENTNAME_TAKE, passing(scope, flow.getId()));
        }

        @Override
        public void parseProcess(Element element, ProcessDefinitionEntity process) {
            listenIn(process);
        }

        /** When the whole process has been read, so that no kind of node is forgotten. */
        private static void listenIn(ScopeImpl scope) {
            for (ActivityImpl node : scope.getActivities()) {
                node.addListener(ExecutionListener.EVENTNAME_START, passing(scope, node.getId()));
                listenIn(node);
            }
        }

        private static ExecutionListener passing(ScopeImpl scope, String id) {
            var passed = ((ProcessDefinitionEntity) scope.getProcessDefinition()).getKey() + " " + id;
            return execution -> PASSED.add(passed);
        }
    }
}
