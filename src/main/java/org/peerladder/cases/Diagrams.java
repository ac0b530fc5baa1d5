package org.peerladder.cases;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.peerladder.engine.ApplicationRights;
import org.springframework.stereotype.Component;

/** The deployed diagrams, as people read them. */
@Component
class Diagrams {

    /** Behind a called process it is not known which end will be reached, so none is promised. */
    private static final String THE_END = "The request is complete";

    /**
     * Where a case is: a step of a diagram.
     *
     * @param caller the call activity that leads here; null in a main process
     */
    record Place(Diagram diagram, Diagram.Step step, Place caller) {

        private Place at(Diagram.Step other) {
            return new Place(diagram, other, caller);
        }
    }

    private final RepositoryService repository;
    private final ApplicationRights rights;

    /** By definition id, which never changes its content. */
    private final ConcurrentMap<String, Diagram> known = new ConcurrentHashMap<>();

    Diagrams(RepositoryService repository, ApplicationRights rights) {
        this.repository = repository;
        this.rights = rights;
    }

    Diagram get(String definitionId) {
        return known.computeIfAbsent(
                definitionId,
                id -> rights.call(() -> new Diagram(
                        id, repository.getProcessDefinition(id).getKey(), repository.getBpmnModelInstance(id))));
    }

    /** The diagrams that are called, or started, from now on; by their keys. */
    Map<String, Diagram> latest() {
        var definitions = rights.call(() -> repository
                .createProcessDefinitionQuery()
                .latestVersion()
                .orderByProcessDefinitionName()
                .asc()
                .list());
        var latest = new HashMap<String, Diagram>();
        for (ProcessDefinition definition : definitions) {
            latest.put(definition.getKey(), get(definition.getId()));
        }
        return latest;
    }

    /** What may come next for somebody, in the order of the diagram: tasks, waits and ends. */
    List<String> after(Place place, Map<String, Diagram> latest) {
        var walk = new Walk(latest);
        walk.on(place, true);
        walk.found.remove(place.step().name());
        if (walk.found.size() > 1) {
            walk.found.remove(THE_END);
        }
        return List.copyOf(walk.found);
    }

    private record Walk(Map<String, Diagram> latest, Set<String> found, Set<String> seen) {

        Walk(Map<String, Diagram> latest) {
            this(latest, new LinkedHashSet<>(), new HashSet<>());
        }

        void on(Place from, boolean knownEnds) {
            for (var id : from.step().next()) {
                if (seen.add(from.diagram().id() + " " + id)) {
                    visit(from.at(from.diagram().step(id)), knownEnds);
                }
            }
        }

        private void visit(Place place, boolean knownEnds) {
            var step = place.step();
            switch (step.kind()) {
                case TASK, WAIT -> found.add(step.name());
                case CALL ->
                    Optional.ofNullable(latest.get(step.called()))
                            .ifPresent(called -> on(new Place(called, called.start(), place), knownEnds));
                case END -> {
                    if (place.caller() == null) {
                        found.add(knownEnds ? step.outcome() : THE_END);
                    } else {
                        on(place.caller(), false);
                    }
                }
                case THROWN -> {}
                case START, PASSED -> on(place, knownEnds);
            }
        }
    }
}
