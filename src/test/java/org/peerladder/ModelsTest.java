package org.peerladder;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.model.bpmn.impl.BpmnModelConstants.CAMUNDA_NS;
import static org.peerladder.ModelFiles.all;
import static org.peerladder.ModelFiles.camunda;
import static org.peerladder.ModelFiles.components;
import static org.peerladder.ModelFiles.diagram;
import static org.peerladder.ModelFiles.elements;
import static org.peerladder.ModelFiles.form;
import static org.peerladder.ModelFiles.id;
import static org.peerladder.ModelFiles.ids;
import static org.peerladder.ModelFiles.table;
import static org.peerladder.ModelFiles.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.Lane;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.access.Role;

/** What every diagram, table and form keeps to. How diagrams look is in {@link ModelsLayoutTest}. */
class ModelsTest {

    /** Modeler's own: a type and seven random characters, as in {@code Activity_0k2x9ab}. */
    private static final Pattern GENERATED = Pattern.compile(".*_(?=[a-z]*\\d)[0-9a-z]{7}");

    private static final Pattern SENTENCE_CASE = Pattern.compile("[A-Z]\\S*( ([a-z0-9]\\S*|[A-Z]{2,}))*");

    private static final Set<String> GROUPS =
            Arrays.stream(Role.values()).map(Role::id).collect(toSet());

    @Test
    void fileNamesAreUnique() {
        var names = Stream.of(ModelFiles.diagrams(), ModelFiles.tables(), ModelFiles.forms())
                .flatMap(files -> files)
                .collect(groupingBy(file -> file.getFileName().toString()));

        assertThat(names.values()).as("a second file would replace the first").allMatch(files -> files.size() == 1);
    }

    @Nested
    class Diagrams {

        static Stream<Path> diagrams() {
            return ModelFiles.diagrams();
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void holdsOneProcessNamedLikeItsFileAndItsPool(Path file) {
            assertThat(all(file, Process.class)).singleElement().satisfies(process -> {
                assertThat(process.getId()).isEqualTo(id(file));
                assertThat(process.isExecutable()).isTrue();
                assertThat(all(file, Participant.class))
                        .extracting(Participant::getName)
                        .containsExactly(process.getName());
            });
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void saysHowLongItsHistoryIsKeptAndWhatItIsFor(Path file) {
            assertThat(all(file, Process.class)).allSatisfy(process -> {
                assertThat(process.getCamundaHistoryTimeToLiveString()).matches("P\\d+D");
                assertThat(documentation(process)).isNotBlank();
            });
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void idsSayWhatTheElementIsAndDoes(Path file) {
            assertThat(faults(file, FlowElement.class, element -> !element.getId()
                            .matches(prefix(element) + "_[a-z][a-zA-Z0-9]*")))
                    .isEmpty();
            assertThat(faults(
                            file,
                            BaseElement.class,
                            element -> element.getId() != null
                                    && GENERATED.matcher(element.getId()).matches()))
                    .as("generated")
                    .isEmpty();
        }

        private String prefix(FlowElement element) {
            var type = element.getElementType().getTypeName();
            if (element instanceof Gateway) {
                return "gateway";
            } else if (element instanceof SequenceFlow) {
                return "flow";
            } else if (element instanceof EndEvent end) {
                // An end that throws goes on elsewhere; only a plain one is where a case may end
                return end.getEventDefinitions().isEmpty() ? "endEvent" : "event";
            } else if (element instanceof Event && !(element instanceof StartEvent)) {
                return "event";
            }
            return type;
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void tasksSayVerbAndObject(Path file) {
            assertThat(faults(file, Activity.class, activity -> !sentence(activity.getName())))
                    .isEmpty();
            assertThat(faults(file, Task.class, task -> !task.getName().contains(" ")))
                    .as("verb and object")
                    .isEmpty();
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void eventsSayWhatHappened(Path file) {
            assertThat(faults(file, Event.class, event -> !sentence(event.getName())))
                    .isEmpty();
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void splitsAskAQuestionAndHaveOneDefault(Path file) {
            var splits = all(file, ExclusiveGateway.class).stream()
                    .filter(gateway -> gateway.getOutgoing().size() > 1)
                    .toList();

            assertThat(splits).allSatisfy(split -> {
                assertThat(split.getName()).as(split.getId()).endsWith("?").matches(SENTENCE_CASE);
                assertThat(split.getDefault()).as(split.getId() + " default").isIn(split.getOutgoing());
                assertThat(split.getOutgoing()).allSatisfy(flow -> {
                    assertThat(flow.getName()).as(flow.getId()).isNotBlank();
                    assertThat(flow.getConditionExpression() == null)
                            .as(flow.getId() + " has no condition")
                            .isEqualTo(flow.equals(split.getDefault()));
                });
            });
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void joinsAndParallelGatewaysSayNothing(Path file) {
            assertThat(faults(
                            file,
                            Gateway.class,
                            gateway -> gateway.getName() != null
                                    && (gateway instanceof ParallelGateway
                                            || gateway.getOutgoing().size() == 1)))
                    .isEmpty();
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void onlyGatewaysSplitAndJoinAndNoneDoesBoth(Path file) {
            assertThat(faults(
                            file,
                            FlowNode.class,
                            node -> node instanceof Gateway
                                    ? (node.getIncoming().size() > 1)
                                            == (node.getOutgoing().size() > 1)
                                    : node.getIncoming().size() > 1
                                            || node.getOutgoing().size() > 1))
                    .isEmpty();
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void everyNodeOfTheProcessIsInOneLane(Path file) {
            var lanes = all(file, Lane.class).stream()
                    .flatMap(lane -> lane.getFlowNodeRefs().stream())
                    .map(FlowNode::getId)
                    .toList();
            var nodes = all(file, FlowNode.class).stream()
                    .filter(node -> node.getParentElement() instanceof Process)
                    .map(FlowNode::getId)
                    .toList();

            assertThat(lanes).containsExactlyInAnyOrderElementsOf(nodes);
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void everyUserTaskSaysWhatIsDecidedAndBelongsToSomebody(Path file) {
            assertThat(all(file, UserTask.class)).allSatisfy(task -> {
                assertThat(documentation(task)).as(task.getId()).hasSizeGreaterThan(40);
                assertThat(Stream.of(task.getCamundaAssignee(), task.getCamundaCandidateGroups()))
                        .as(task.getId() + " assignee or candidate groups")
                        .anyMatch(Objects::nonNull);
                assertThat(task.getCamundaCandidateGroupsList().stream().filter(group -> !group.startsWith("$")))
                        .as(task.getId())
                        .isSubsetOf(GROUPS);
            });
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void everyUserTaskHasAStageAndSaysWhoIsRemindedWhen(Path file) {
            assertThat(all(file, UserTask.class)).allSatisfy(task -> {
                var properties = properties(task);
                assertThat(properties.keySet().stream().filter(key -> !key.startsWith("decision")))
                        .as(task.getId())
                        .containsExactlyInAnyOrder("stage", "remindAfter", "escalateAfter", "escalateTo");
                assertThat(properties.get("stage")).as(task.getId()).matches(SENTENCE_CASE);
                assertThat(Duration.parse(properties.get("remindAfter")))
                        .as(task.getId())
                        .isPositive()
                        .isLessThan(Duration.parse(properties.get("escalateAfter")));
                assertThat(properties.get("escalateTo").split(","))
                        .as(task.getId())
                        .isSubsetOf(GROUPS);
            });
        }

        /** Whoever asks about their request is told what it waits for, wherever it stands. */
        @ParameterizedTest
        @MethodSource("diagrams")
        void whereverACaseWaitsThereIsAStageAndWords(Path file) {
            assertThat(all(file, Activity.class).stream().filter(Activity::isCamundaAsyncBefore))
                    .allSatisfy(step ->
                            assertThat(properties(step)).as(step.getId()).containsKey("stage"));
            assertThat(all(file, IntermediateCatchEvent.class))
                    .allSatisfy(event ->
                            assertThat(properties(event)).as(event.getId()).containsKeys("stage", "waitingFor"));
            assertThat(all(file, BoundaryEvent.class))
                    .allSatisfy(event ->
                            assertThat(properties(event)).as(event.getId()).containsKey("waitingFor"));
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void everyUserTaskHasAFormThatExists(Path file) {
            assertThat(all(file, UserTask.class)).allSatisfy(ModelsTest::usesAFormThatExists);
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void whatPeopleStartHasAFormThatExists(Path file) {
            var startable =
                    all(file, Process.class).stream().anyMatch(process -> process.isCamundaStartableInTasklist());

            assertThat(all(file, StartEvent.class).stream()
                            .filter(start -> start.getParentElement() instanceof Process)
                            .filter(start -> start.getEventDefinitions().isEmpty()))
                    .singleElement()
                    .satisfies(start -> {
                        if (startable) {
                            usesAFormThatExists(start);
                        } else {
                            assertThat(camunda(start, "formRef")).isNull();
                        }
                    });
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void calledProcessesExistAndKnowTheCase(Path file) {
            assertThat(all(file, CallActivity.class)).allSatisfy(call -> {
                assertThat(call.getCalledElement()).as(call.getId()).isIn(ids(ModelFiles.diagrams()));
                assertThat(call.getCamundaCalledElementBinding())
                        .as(call.getId())
                        .isEqualTo("latest");
                assertThat(extensions(call, CamundaIn.class))
                        .as(call.getId())
                        .extracting(CamundaIn::getCamundaBusinessKey)
                        .contains("#{execution.processBusinessKey}");
            });
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void decisionsExist(Path file) {
            assertThat(all(file, BusinessRuleTask.class).stream()
                            .filter(task -> task.getCamundaDelegateExpression() == null))
                    .allSatisfy(task -> {
                        assertThat(task.getCamundaDecisionRef())
                                .as(task.getId())
                                .isIn(ids(ModelFiles.tables()));
                        assertThat(task.getCamundaDecisionRefBinding())
                                .as(task.getId())
                                .isEqualTo("latest");
                    });
        }

        /** A variable is declared by a field of a form, by a mapping in a diagram, or by a constant in Java. */
        @ParameterizedTest
        @MethodSource("diagrams")
        void everyVariableOfAnExpressionIsDeclared(Path file) {
            var declared = new HashSet<String>();
            ModelFiles.forms()
                    .flatMap(path -> components(form(path)))
                    .forEach(component -> declared.add(
                            component.path("key").asText(component.path("path").asText())));
            ModelFiles.diagrams().forEach(path -> {
                all(path, CamundaIn.class).forEach(in -> declared.add(in.getCamundaTarget()));
                all(path, CamundaOut.class).forEach(out -> declared.add(out.getCamundaTarget()));
                all(path, CamundaInputParameter.class).forEach(in -> declared.add(in.getCamundaName()));
                all(path, CamundaOutputParameter.class).forEach(out -> declared.add(out.getCamundaName()));
                elements(diagram(path).getDocument().getRootElement())
                        .map(element -> element.getAttribute(CAMUNDA_NS, "elementVariable"))
                        .forEach(declared::add);
            });
            var java = String.join(
                    "\n",
                    ModelFiles.find("src/main/java", ".java")
                            .map(ModelFiles::text)
                            .toList());

            assertThat(ModelFiles.variables(file).stream()
                            .filter(variable -> !declared.contains(variable))
                            .filter(variable -> !java.contains('"' + variable + '"')))
                    .isEmpty();
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void callsBeansOnly(Path file) {
            assertThat(elements(diagram(file).getDocument().getRootElement())
                            .filter(element -> Set.of("script", "scriptTask").contains(element.getLocalName())
                                    || element.getAttribute(CAMUNDA_NS, "class") != null
                                    || element.getAttribute(CAMUNDA_NS, "type") != null
                                    || element.getAttribute("class") != null
                                    || element.getAttribute("scriptFormat") != null
                                    || element.getAttribute(CAMUNDA_NS, "resource") != null
                                    || element.getLocalName().equals("conditionExpression")
                                            && element.getAttribute("language") != null)
                            .map(element -> element.getLocalName() + " " + element.getAttribute("id")))
                    .as("scripts, classes and external tasks")
                    .isEmpty();
        }

        @ParameterizedTest
        @MethodSource("diagrams")
        void hasNoCommentsWhichModelerWouldDrop(Path file) {
            assertThat(text(file)).doesNotContain("<!--");
        }
    }

    @Nested
    class Tables {

        static Stream<Path> tables() {
            return ModelFiles.tables();
        }

        @ParameterizedTest
        @MethodSource("tables")
        void decidesWhatItsFileNameSays(Path file) {
            assertThat(table(file).getModelElementsByType(Decision.class))
                    .extracting(Decision::getId)
                    .contains(id(file));
        }

        @ParameterizedTest
        @MethodSource("tables")
        void saysHowLongItsHistoryIsKeptAndWhatItDecides(Path file) {
            assertThat(table(file).getModelElementsByType(Decision.class)).allSatisfy(decision -> {
                assertThat(decision.getCamundaHistoryTimeToLiveString())
                        .as(decision.getId())
                        .matches("P\\d+D");
                assertThat(decision.getDescription()).as(decision.getId()).isNotNull();
                assertThat(decision.getDescription().getTextContent())
                        .as(decision.getId())
                        .isNotBlank();
            });
        }

        @ParameterizedTest
        @MethodSource("tables")
        void columnsHaveALabelAndAReadableId(Path file) {
            var table = table(file);

            assertThat(table.getModelElementsByType(Input.class)).allSatisfy(input -> {
                assertThat(input.getLabel()).as(input.getId()).isNotBlank();
                assertThat(input.getId()).startsWith("input_").doesNotMatch(GENERATED);
            });
            assertThat(table.getModelElementsByType(Output.class)).allSatisfy(output -> {
                assertThat(output.getLabel()).as(output.getId()).isNotBlank();
                assertThat(output.getName()).as(output.getId()).matches("[a-z][a-zA-Z0-9]*");
                assertThat(output.getId()).startsWith("output_").doesNotMatch(GENERATED);
            });
        }

        @ParameterizedTest
        @MethodSource("tables")
        void isWrittenInFeelOnly(Path file) {
            assertThat(elements(table(file).getDocument().getRootElement())
                            .map(element -> element.getAttribute("expressionLanguage"))
                            .filter(Objects::nonNull))
                    .allMatch(language -> language.endsWith("/FEEL/"));
        }

        @ParameterizedTest
        @MethodSource("tables")
        void hasNoCommentsWhichModelerWouldDrop(Path file) {
            assertThat(text(file)).doesNotContain("<!--");
        }
    }

    @Nested
    class Forms {

        private static final Set<String> INPUTS = Set.of(
                "textfield", "textarea", "number", "checkbox", "radio", "select", "checklist", "taglist", "datetime");

        /** Shown only. With the inputs and groups this is all that works in Tasklist 7.24. */
        private static final Set<String> SHOWN =
                Set.of("text", "html", "image", "table", "separator", "spacer", "button", "expression");

        private static final String WARNING = "do not write anything about health";

        private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();

        static Stream<Path> forms() {
            return ModelFiles.forms();
        }

        @ParameterizedTest
        @MethodSource("forms")
        void isNamedLikeItsFileAndMadeForThisPlatform(Path file) {
            var form = form(file);

            assertThat(form.path("id").asText()).isEqualTo(id(file));
            assertThat(form.path("schemaVersion").asInt()).isEqualTo(16);
            assertThat(form.path("executionPlatform").asText()).isEqualTo("Camunda Platform");
            assertThat(form.path("executionPlatformVersion").asText()).isEqualTo("7.24.0");
        }

        @ParameterizedTest
        @MethodSource("forms")
        void isUsedByADiagram(Path file) {
            assertThat(ModelFiles.diagrams()
                            .flatMap(diagram -> all(diagram, FlowNode.class).stream())
                            .map(node -> camunda(node, "formRef")))
                    .contains(id(file));
        }

        @ParameterizedTest
        @MethodSource("forms")
        void usesOnlyWhatWorksInTasklist(Path file) {
            assertThat(components(form(file))
                            .map(component -> component.path("type").asText()))
                    .allMatch(type -> INPUTS.contains(type) || SHOWN.contains(type) || type.equals("group"));
        }

        @ParameterizedTest
        @MethodSource("forms")
        void asksForNoDateWithADatePickerWhichIsWrongWestOfGreenwich(Path file) {
            assertThat(components(form(file))
                            .filter(component -> component.path("type").asText().equals("datetime")))
                    .noneMatch(component ->
                            component.path("subtype").asText("date").equals("date"));
        }

        @ParameterizedTest
        @MethodSource("forms")
        void everyInputHasALabelAndAKey(Path file) {
            assertThat(inputs(file)).allSatisfy(input -> {
                assertThat(input.path("key").asText()).as(input.toString()).matches("[a-z][a-zA-Z0-9]*");
                assertThat(input.path("label").asText(input.path("dateLabel").asText()))
                        .as(input.path("key").asText())
                        .isNotBlank();
            });
        }

        @ParameterizedTest
        @MethodSource("forms")
        void freeTextIsShortAndComesWithAWarning(Path file) {
            var freeTexts = inputs(file)
                    .filter(input -> Set.of("textarea", "textfield")
                            .contains(input.path("type").asText()))
                    .filter(input -> !input.at("/validate/pattern").isTextual())
                    .toList();

            assertThat(freeTexts)
                    .allMatch(text -> text.at("/validate/maxLength").asInt() > 0);
            if (!freeTexts.isEmpty()) {
                assertThat(text(file)).contains(WARNING);
            }
        }

        @ParameterizedTest
        @MethodSource("forms")
        void aWarningStandsRightAboveEachTextArea(Path file) {
            var components = components(form(file)).toList();

            for (int i = 0; i < components.size(); i++) {
                if (components.get(i).path("type").asText().equals("textarea")) {
                    assertThat(components.get(i - 1).path("text").asText())
                            .as(components.get(i).path("key").asText())
                            .contains(WARNING);
                }
            }
        }

        @ParameterizedTest
        @MethodSource("forms")
        void everyTableKnowsItsRowsAndColumns(Path file) {
            assertThat(components(form(file))
                            .filter(component -> component.path("type").asText().equals("table")))
                    .allSatisfy(table -> {
                        assertThat(table.path("dataSource").asText()).startsWith("=");
                        assertThat(table.path("columns")).isNotEmpty().allSatisfy(column -> {
                            assertThat(column.path("key").asText()).isNotBlank();
                            assertThat(column.has("label")).isTrue();
                        });
                    });
        }

        @ParameterizedTest
        @MethodSource("forms")
        void everyChoiceHasOptions(Path file) {
            var startForm = ModelFiles.diagrams()
                    .flatMap(diagram -> all(diagram, StartEvent.class).stream())
                    .anyMatch(start -> id(file).equals(camunda(start, "formRef")));

            assertThat(inputs(file).filter(input -> Set.of("radio", "select", "checklist", "taglist")
                            .contains(input.path("type").asText())))
                    .allSatisfy(choice -> {
                        var options = choice.path("values");
                        assertThat(options.isEmpty())
                                .as(choice.path("key").asText())
                                .isEqualTo(choice.has("valuesKey") || choice.has("valuesExpression"));
                        assertThat(options)
                                .allMatch(option -> !option.path("label")
                                                .asText()
                                                .isBlank()
                                        && !option.path("value").asText().isBlank());
                        assertThat(startForm
                                        && choice.has("valuesKey")
                                        && !choice.path("valuesKey").asText().equals("colleagues"))
                                .as("a start form knows no variables, but what StartChoices fill in")
                                .isFalse();
                    });
        }

        @ParameterizedTest
        @MethodSource("forms")
        void everyExpressionIsFeel(Path file) {
            assertThat(expressions(form(file))).allSatisfy(expression -> assertThat(
                            FEEL.parseExpression(expression.substring(1)).isSuccess())
                    .as(expression)
                    .isTrue());
        }

        @ParameterizedTest
        @ValueSource(strings = {"promotion-request", "tuition-request"})
        void positionsToAskForAreThoseOfTheLadder(String request) {
            var ladder = table(Path.of("processes/policies/career-ladder.dmn"));
            var codes = ladder.getModelElementsByType(DecisionTable.class).iterator().next().getRules().stream()
                    .map(rule -> rule.getInputEntries().iterator().next().getTextContent())
                    .map(code -> code.strip().replace("\"", ""))
                    .toList();
            var asked = inputs(Path.of("forms/" + request + ".form"))
                    .filter(input -> input.path("key").asText().equals("targetPosition"))
                    .findFirst()
                    .orElseThrow();

            assertThat(asked.path("values"))
                    .extracting(option -> option.path("value").asText())
                    .containsExactlyInAnyOrderElementsOf(codes);
        }

        @ParameterizedTest
        @CsvSource({"focusAreas, mentoring-focus-areas, focusArea", "languages, mentor-match-score, language"})
        void wishesForAMentorAreThoseOfTheTable(String key, String asked, String input) {
            var table = table(Path.of("processes/policies/" + asked + ".dmn"));
            var codes = table.getModelElementsByType(Input.class).stream()
                    .filter(column -> column.getId().equals("input_" + input))
                    .flatMap(column -> Arrays.stream(
                            column.getInputValues().getText().getTextContent().split(",")))
                    .map(code -> code.strip().replace("\"", ""))
                    .toList();

            assertThat(codes).isNotEmpty();
            for (var form : List.of("mentoring-request", "mentoring-complete-request")) {
                assertThat(inputs(Path.of("forms/" + form + ".form"))
                                .filter(field -> field.path("key").asText().equals(key)))
                        .singleElement()
                        .satisfies(field -> assertThat(field.path("values"))
                                .extracting(option -> option.path("value").asText())
                                .containsExactlyElementsOf(codes));
            }
        }

        private static Stream<JsonNode> inputs(Path file) {
            return components(form(file))
                    .filter(component -> INPUTS.contains(component.path("type").asText()));
        }

        /** Every text that the form library takes as an expression. */
        private static Stream<String> expressions(JsonNode node) {
            if (node.isTextual()) {
                return Stream.of(node.asText().strip()).filter(text -> text.startsWith("="));
            }
            return StreamSupport.stream(node.spliterator(), false).flatMap(Forms::expressions);
        }
    }

    private static void usesAFormThatExists(FlowNode node) {
        assertThat(camunda(node, "formRef")).as(node.getId()).isIn(ids(ModelFiles.forms()));
        assertThat(camunda(node, "formRefBinding")).as(node.getId()).isEqualTo("latest");
    }

    private static <T extends BaseElement> List<String> faults(Path file, Class<T> type, Predicate<T> fault) {
        return all(file, type).stream().filter(fault).map(BaseElement::getId).toList();
    }

    private static boolean sentence(String name) {
        return name != null && SENTENCE_CASE.matcher(name).matches();
    }

    private static String documentation(BaseElement element) {
        return String.join(
                " ",
                element.getDocumentations().stream()
                        .map(documentation -> documentation.getTextContent())
                        .toList());
    }

    private static Map<String, String> properties(BaseElement element) {
        return extensions(element, CamundaProperties.class).stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .collect(toMap(CamundaProperty::getCamundaName, CamundaProperty::getCamundaValue));
    }

    private static <T extends ModelElementInstance> List<T> extensions(BaseElement element, Class<T> type) {
        return element.getExtensionElements() == null
                ? List.of()
                : element.getExtensionElements()
                        .getElementsQuery()
                        .filterByType(type)
                        .list();
    }
}
