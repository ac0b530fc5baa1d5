package org.peerladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Lane;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Diagrams are read by people: everything is on a grid, flows run at right angles, and nothing covers anything. */
class ModelsLayoutTest {

    static Stream<Path> diagrams() {
        return ModelFiles.diagrams();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everythingIsDrawn(Path file) {
        var drawn = Stream.concat(
                        ModelFiles.all(file, BpmnShape.class).stream().map(BpmnShape::getBpmnElement),
                        ModelFiles.all(file, BpmnEdge.class).stream().map(BpmnEdge::getBpmnElement))
                .map(BaseElement::getId)
                .toList();

        assertThat(drawn).doesNotHaveDuplicates();
        assertThat(ModelFiles.all(file, FlowElement.class))
                .extracting(FlowElement::getId)
                .isSubsetOf(drawn);
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void coordinatesAreWholeNumbers(Path file) {
        assertThat(ModelFiles.all(file, Bounds.class).stream()
                        .flatMap(bounds ->
                                Stream.of(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight())))
                .allMatch(number -> number % 1 == 0);
        assertThat(ModelFiles.all(file, Waypoint.class).stream()
                        .flatMap(point -> Stream.of(point.getX(), point.getY())))
                .allMatch(number -> number % 1 == 0);
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void shapesHaveModelersSizes(Path file) {
        assertThat(new Drawing(file).nodes()).allSatisfy(node -> {
            var size = List.of(node.box().width(), node.box().height());
            if (node.element() instanceof Event) {
                assertThat(size).as(node.id()).containsExactly(36.0, 36.0);
            } else if (node.element() instanceof Gateway) {
                assertThat(size).as(node.id()).containsExactly(50.0, 50.0);
            } else if (!(node.element() instanceof SubProcess)) {
                // A little wider where the name would run into the symbol
                assertThat(size.get(0)).as(node.id()).isBetween(100.0, 120.0);
                assertThat(size.get(1)).as(node.id()).isEqualTo(80.0);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void exclusiveGatewaysShowTheirMarker(Path file) {
        assertThat(ModelFiles.all(file, BpmnShape.class).stream()
                        .filter(shape -> shape.getBpmnElement() instanceof ExclusiveGateway))
                .allMatch(BpmnShape::isMarkerVisible);
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyNameBesideAShapeHasItsPlace(Path file) {
        var drawing = new Drawing(file);
        var labelled = drawing.labels().stream().map(Shape::id).toList();

        assertThat(ModelFiles.all(file, FlowElement.class).stream()
                        .filter(element -> element.getName() != null && !(element instanceof Activity))
                        .map(FlowElement::getId))
                .isSubsetOf(labelled);
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void flowsRunAtRightAngles(Path file) {
        assertThat(new Drawing(file).segments())
                .allSatisfy(segment -> assertThat(segment.horizontal() || segment.vertical())
                        .as(segment.flow().getId())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void flowsStartAndEndAtTheBorderOfTheirShapes(Path file) {
        var drawing = new Drawing(file);

        assertThat(ModelFiles.all(file, BpmnEdge.class)).allSatisfy(edge -> {
            var flow = (SequenceFlow) edge.getBpmnElement();
            var points = new ArrayList<>(edge.getWaypoints());
            assertThat(drawing.box(flow.getSource().getId()).hasOnBorder(points.get(0)))
                    .as(flow.getId() + " starts at its source")
                    .isTrue();
            assertThat(drawing.box(flow.getTarget().getId()).hasOnBorder(points.get(points.size() - 1)))
                    .as(flow.getId() + " ends at its target")
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void noFlowRunsThroughAShape(Path file) {
        var drawing = new Drawing(file);

        assertThat(pairs(
                        drawing.segments(),
                        drawing.nodes(),
                        (segment, node) -> segment.runsThrough(node.box()) && !inside(segment.flow(), node.element())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void noFlowRunsThroughALabel(Path file) {
        var drawing = new Drawing(file);

        assertThat(pairs(drawing.segments(), drawing.labels(), (segment, label) -> segment.runsThrough(label.box())))
                .isEmpty();
    }

    /** Flows from one gateway may share their first piece, flows into one node their last. */
    @ParameterizedTest
    @MethodSource("diagrams")
    void noFlowRunsAlongAnother(Path file) {
        var segments = new Drawing(file).segments();

        assertThat(pairs(
                        segments,
                        segments,
                        (one, other) -> !one.flow().equals(other.flow())
                                && one.runsAlong(other)
                                && !(one.first()
                                        && other.first()
                                        && one.source().equals(other.source()))
                                && !(one.last() && other.last() && one.target().equals(other.target()))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void noFlowsCross(Path file) {
        var segments = new Drawing(file).segments();

        assertThat(pairs(segments, segments, Segment::crosses)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void noShapeCoversAnother(Path file) {
        var nodes = new Drawing(file).nodes();

        assertThat(pairs(
                        nodes,
                        nodes,
                        (one, other) -> !one.equals(other)
                                && one.box().overlaps(other.box())
                                && !inside(one.element(), other.element())
                                && !inside(other.element(), one.element())
                                && !attached(one.element(), other.element())
                                && !attached(other.element(), one.element())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void noLabelCoversAnything(Path file) {
        var drawing = new Drawing(file);

        assertThat(pairs(
                        drawing.labels(),
                        drawing.nodes(),
                        (label, node) -> label.box().overlaps(node.box())
                                && !label.element().equals(node.element())
                                && !inside(label.element(), node.element())))
                .isEmpty();
        assertThat(pairs(
                        drawing.labels(),
                        drawing.labels(),
                        (label, other) -> !label.equals(other) && label.box().overlaps(other.box())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everythingIsWhereItBelongs(Path file) {
        var drawing = new Drawing(file);

        assertThat(ModelFiles.all(file, Lane.class)).allSatisfy(lane -> assertThat(lane.getFlowNodeRefs().stream()
                        .filter(node -> !(drawing.box(lane.getId()).contains(drawing.box(node.getId())))))
                .as(lane.getId())
                .isEmpty());
        assertThat(ModelFiles.all(file, SubProcess.class))
                .allSatisfy(parent -> assertThat(parent.getChildElementsByType(FlowNode.class).stream()
                                .filter(node -> !drawing.box(parent.getId()).contains(drawing.box(node.getId()))))
                        .as(parent.getId())
                        .isEmpty());
    }

    private static boolean inside(BaseElement element, BaseElement parent) {
        return element.getParentElement().equals(parent);
    }

    private static boolean attached(BaseElement event, BaseElement host) {
        return event instanceof BoundaryEvent boundary
                && boundary.getAttachedTo().equals(host);
    }

    /** Those pairs, in words, for which the fault holds. */
    private static <A, B> List<String> pairs(List<A> ones, List<B> others, BiPredicate<A, B> fault) {
        return ones.stream()
                .flatMap(one ->
                        others.stream().filter(other -> fault.test(one, other)).map(other -> one + " and " + other))
                .toList();
    }

    private record Box(double x, double y, double width, double height) {

        static Box of(Bounds bounds) {
            return new Box(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
        }

        double right() {
            return x + width;
        }

        double bottom() {
            return y + height;
        }

        boolean overlaps(Box other) {
            return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
        }

        boolean contains(Box other) {
            return x <= other.x && other.right() <= right() && y <= other.y && other.bottom() <= bottom();
        }

        boolean hasOnBorder(Waypoint point) {
            double px = point.getX();
            double py = point.getY();
            return (px == x || px == right()) && y <= py && py <= bottom()
                    || (py == y || py == bottom()) && x <= px && px <= right();
        }
    }

    /** A shape or, beside it, the place of its name. */
    private record Shape(BaseElement element, Box box) {

        String id() {
            return element.getId();
        }

        @Override
        public String toString() {
            return id();
        }
    }

    /** One straight piece of a flow. */
    private record Segment(SequenceFlow flow, boolean first, boolean last, double x1, double y1, double x2, double y2) {

        FlowNode source() {
            return flow.getSource();
        }

        FlowNode target() {
            return flow.getTarget();
        }

        boolean horizontal() {
            return y1 == y2;
        }

        boolean vertical() {
            return x1 == x2;
        }

        double left() {
            return Math.min(x1, x2);
        }

        double right() {
            return Math.max(x1, x2);
        }

        double top() {
            return Math.min(y1, y2);
        }

        double bottom() {
            return Math.max(y1, y2);
        }

        boolean runsThrough(Box box) {
            return left() < box.right() && box.x() < right() && top() < box.bottom() && box.y() < bottom()
                    || vertical() && box.x() < x1 && x1 < box.right() && top() < box.bottom() && box.y() < bottom()
                    || horizontal() && box.y() < y1 && y1 < box.bottom() && left() < box.right() && box.x() < right();
        }

        boolean runsAlong(Segment other) {
            return vertical() && other.vertical() && x1 == other.x1 && top() < other.bottom() && other.top() < bottom()
                    || horizontal()
                            && other.horizontal()
                            && y1 == other.y1
                            && left() < other.right()
                            && other.left() < right();
        }

        boolean crosses(Segment other) {
            return vertical()
                    && other.horizontal()
                    && other.left() < x1
                    && x1 < other.right()
                    && top() < other.y1
                    && other.y1 < bottom();
        }

        @Override
        public String toString() {
            return flow.getId();
        }
    }

    /** What is drawn in one file, except pools and lanes. */
    private record Drawing(List<Shape> nodes, List<Shape> labels, List<Segment> segments, List<Shape> lanes) {

        Drawing(Path file) {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            var model = ModelFiles.diagram(file);
            for (var shape : model.getModelElementsByType(BpmnShape.class)) {
                var drawn = new Shape(shape.getBpmnElement(), Box.of(shape.getBounds()));
                (shape.getBpmnElement() instanceof FlowNode ? nodes : lanes).add(drawn);
                label(shape.getBpmnElement(), shape.getBpmnLabel());
            }
            for (var edge : model.getModelElementsByType(BpmnEdge.class)) {
                if (edge.getBpmnElement() instanceof SequenceFlow flow) {
                    segments.addAll(segments(flow, new ArrayList<>(edge.getWaypoints())));
                    label(flow, edge.getBpmnLabel());
                }
            }
        }

        private void label(BaseElement element, BpmnLabel label) {
            if (label != null && label.getBounds() != null) {
                labels.add(new Shape(element, Box.of(label.getBounds())));
            }
        }

        private static List<Segment> segments(SequenceFlow flow, List<Waypoint> points) {
            return IntStream.range(1, points.size())
                    .mapToObj(i -> new Segment(
                            flow,
                            i == 1,
                            i == points.size() - 1,
                            points.get(i - 1).getX(),
                            points.get(i - 1).getY(),
                            points.get(i).getX(),
                            points.get(i).getY()))
                    .toList();
        }

        Box box(String id) {
            return Stream.concat(nodes.stream(), lanes.stream())
                    .filter(shape -> shape.id().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .box();
        }
    }
}
