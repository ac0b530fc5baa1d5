package org.peerladder.cases;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.Lane;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;

/**
 * One version of a diagram as people read it. All words come from the diagram: names, lanes, and these properties of its
 * nodes, which Modeler shows.
 *
 * <ul>
 *   <li>{@code stage}: where a case is while it is at this node
 *   <li>{@code waitingFor}: what an event waits for; at the edge of a task, what happens without an answer
 *   <li>{@code decision}: the variable that says what was decided here about the worker; {@code decision.yes} is what the
 *       worker is told when its value is {@code yes}. Without such words the value itself is told
 *   <li>{@code nextStep}: {@code hidden} on a flow that nobody is told of as what may come next
 *   <li>{@code outcome}: what an end means to the worker, if its name does not say it
 * </ul>
 */
final class Diagram {

    enum Kind {
        START,
        TASK,
        WAIT,
        CALL,
        /** A plain end. */
        END,
        /** An end that throws: what follows is drawn elsewhere. */
        THROWN,
        /** Nobody waits here. */
        PASSED
    }

    /**
     * @param lane the name of the lane; empty in a sub-process
     * @param several one task for each of several people
     * @param groups the candidate groups that the diagram names
     * @param properties see {@link Diagram}
     * @param next ids of the nodes that may follow
     * @param otherwise what happens without an answer; null if nothing does
     */
    record Step(
            String id,
            String name,
            Kind kind,
            String lane,
            boolean several,
            List<String> groups,
            String called,
            Map<String, String> properties,
            List<String> next,
            String otherwise) {

        Optional<String> stage() {
            return property("stage");
        }

        Optional<String> property(String key) {
            return Optional.ofNullable(properties.get(key)).filter(value -> !value.isBlank());
        }

        /** Whether a case stays here until somebody or something comes. */
        boolean holds() {
            return kind == Kind.TASK || kind == Kind.WAIT;
        }

        /** What the value of the variable {@code decision} means. */
        String told(String value) {
            return property("decision." + value).orElse(value);
        }

        String outcome() {
            return property("outcome").orElse(name);
        }
    }

    /** The engine's name for what surrounds the tasks of several people. */
    private static final String SEVERAL = "#multiInstanceBody";

    /** The property of a process, and of where it is called, that runs beside what the case itself is at. */
    static final String BESIDE_THE_CASE = "besideTheCase";

    private final String id;
    private final String key;
    private final String title;
    private final boolean besideTheCase;
    private final Map<String, Step> steps = new LinkedHashMap<>();

    Diagram(String id, String key, BpmnModelInstance model) {
        this.id = id;
        this.key = key;
        var process = (Process) model.getModelElementById(key);
        this.title = process.getName();
        this.besideTheCase = properties(process).containsKey(BESIDE_THE_CASE);
        var lanes = new HashMap<String, String>();
        model.getModelElementsByType(Lane.class)
                .forEach(lane -> lane.getFlowNodeRefs().forEach(node -> lanes.put(node.getId(), lane.getName())));
        var otherwise = new HashMap<String, String>();
        model.getModelElementsByType(BoundaryEvent.class)
                .forEach(event -> otherwise.put(
                        event.getAttachedTo().getId(), properties(event).get("waitingFor")));
        model.getModelElementsByType(FlowNode.class)
                .forEach(node -> steps.put(
                        node.getId(),
                        new Step(
                                node.getId(),
                                node.getName(),
                                kind(node),
                                lanes.getOrDefault(node.getId(), ""),
                                node instanceof Activity activity
                                        && activity.getLoopCharacteristics()
                                                instanceof MultiInstanceLoopCharacteristics,
                                groups(node),
                                node instanceof CallActivity call ? call.getCalledElement() : null,
                                properties(node),
                                node.getOutgoing().stream()
                                        .filter(flow -> !"hidden"
                                                .equals(properties(flow).get("nextStep")))
                                        .map(flow -> flow.getTarget().getId())
                                        .toList(),
                                otherwise.get(node.getId()))));
    }

    String id() {
        return id;
    }

    String key() {
        return key;
    }

    String title() {
        return title;
    }

    /** Whether it runs beside what the case itself is at; a property {@code besideTheCase} of the process says so. */
    boolean besideTheCase() {
        return besideTheCase;
    }

    Step step(String activityId) {
        return steps.get(activityId.replace(SEVERAL, ""));
    }

    /** Where a process begins that calls it. */
    Step start() {
        return steps.values().stream()
                .filter(step -> step.kind() == Kind.START)
                .findFirst()
                .orElseThrow();
    }

    Collection<Step> steps() {
        return steps.values();
    }

    private static Kind kind(FlowNode node) {
        if (node instanceof UserTask) {
            return Kind.TASK;
        } else if (node instanceof IntermediateCatchEvent || node instanceof ReceiveTask) {
            return Kind.WAIT;
        } else if (node instanceof CallActivity) {
            return Kind.CALL;
        } else if (node instanceof EndEvent end) {
            return !end.getEventDefinitions().isEmpty() ? Kind.THROWN : endsTheCase(end) ? Kind.END : Kind.PASSED;
        } else if (node instanceof StartEvent && node.getParentElement() instanceof Process) {
            return Kind.START;
        }
        return Kind.PASSED;
    }

    /** Not the end of a part: of an embedded sub-process, or of what runs beside the rest. */
    private static boolean endsTheCase(EndEvent end) {
        return !(end.getParentElement() instanceof SubProcess part)
                || part.triggeredByEvent()
                        && part.getChildElementsByType(StartEvent.class).stream()
                                .allMatch(StartEvent::isInterrupting);
    }

    private static List<String> groups(FlowNode node) {
        return node instanceof UserTask task
                ? task.getCamundaCandidateGroupsList().stream()
                        .filter(group -> !group.contains("{"))
                        .toList()
                : List.of();
    }

    private static Map<String, String> properties(BaseElement element) {
        var extensions = element.getExtensionElements();
        var found = new HashMap<String, String>();
        if (extensions != null) {
            extensions.getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                    .flatMap(properties -> properties.getCamundaProperties().stream())
                    .forEach((CamundaProperty property) ->
                            found.put(property.getCamundaName(), property.getCamundaValue()));
        }
        return Map.copyOf(found);
    }
}
