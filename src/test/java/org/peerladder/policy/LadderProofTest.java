package org.peerladder.policy;

import static java.util.function.Function.identity;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peerladder.career.Credential;
import org.peerladder.career.EntryKind;

/** What the tables promise together, proved from the files as they are: HR may edit rows, but not break these. */
class LadderProofTest {

    /** What no rung may depend on: a degree, a clinical credential, a check by the agency. */
    private static final Pattern NEVER_THE_ONLY_WAY = Pattern.compile(
            "degree|bachelor|master|diploma|licens|clinical|background|fingerprint|clearance|\\bcheck",
            Pattern.CASE_INSENSITIVE);

    /** One that certifies peers, and the word for those that certify nobody. */
    private static final List<String> STATES = List.of("CA", "none");

    private static final Table LADDER = Table.named("career-ladder");
    private static final Table REQUIREMENTS = Table.named("tier-requirements");
    private static final Table JOB_DESCRIPTIONS = Table.named("job-descriptions");
    private static final Table PAY_GRADE = Table.named("pay-grade");

    private static final Map<String, Position> POSITIONS =
            codes().collect(Collectors.toMap(identity(), LadderProofTest::position, (a, b) -> a, LinkedHashMap::new));

    record Edge(Position from, Position to) {

        @Override
        public String toString() {
            return from.code() + " to " + to.code();
        }
    }

    static Stream<String> codes() {
        var input = ((DecisionTable) LADDER.model().getExpression())
                .getInputs()
                .iterator()
                .next();
        return DecisionTables.allowedValues(input).stream();
    }

    static Stream<Edge> edges() {
        return POSITIONS.values().stream()
                .flatMap(from -> from.nextPositions().stream().map(to -> new Edge(from, POSITIONS.get(to))));
    }

    @ParameterizedTest
    @MethodSource("edges")
    void eachStepUpRaisesLevelGradeAndPay(Edge edge) {
        assertThat(edge.to().level()).isGreaterThan(edge.from().level());
        assertThat(edge.to().payGrade()).isGreaterThan(edge.from().payGrade());
        assertThat(edge.to().lowestRate()).isGreaterThan(edge.from().lowestRate());
        assertThat(edge.to().highestRate()).isGreaterThan(edge.from().highestRate());
    }

    @ParameterizedTest
    @MethodSource("codes")
    void eachPositionHasARangeAGradeAndAJobDescription(String code) {
        var position = POSITIONS.get(code);
        assertThat(position.lowestRate().scale()).isEqualTo(2);
        assertThat(position.highestRate().scale()).isEqualTo(2);
        assertThat(position.highestRate()).isGreaterThan(position.lowestRate());
        assertThat(POSITIONS.keySet()).containsAll(position.nextPositions());
        PAY_GRADE.row(Map.of("payGrade", position.payGrade()));
        assertThat(JOB_DESCRIPTIONS.row(Map.of("position", code)).values()).doesNotContainNull();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void requirementsStandExactlyWherePromotionLeads(String code) {
        for (var state : STATES) {
            assertThat(requirements(code, state).isEmpty())
                    .isEqualTo(!POSITIONS.get(code).throughPromotion());
        }
    }

    @ParameterizedTest
    @MethodSource("codes")
    void eachRequirementCanBeReadFromARecord(String code) {
        for (var state : STATES) {
            for (var row : requirements(code, state)) {
                assertThat(row).allSatisfy((column, value) -> {
                    if (!Set.of("reference", "withinYears", "group").contains(column)) {
                        assertThat(value).as(column + " of " + row).isNotNull();
                    }
                });
                var reference = Objects.requireNonNullElse((String) row.get("reference"), "");
                switch ((String) row.get("criterion")) {
                    case "months" -> {
                        if (!Requirement.ANY_PEER_TITLE.equals(reference)) {
                            assertThat(CareerLadder.words(reference))
                                    .isNotEmpty()
                                    .isSubsetOf(POSITIONS.keySet());
                        }
                    }
                    case "credential" ->
                        assertThat(Stream.of(Credential.Level.values())
                                        .map(level -> level.name().toLowerCase()))
                                .contains(reference);
                    case "training" -> assertThat(reference).isNotEmpty();
                    default ->
                        assertThat(EntryKind.find((String) row.get("criterion")))
                                .as("%s", row)
                                .isPresent();
                }
            }
        }
    }

    @Test
    void eachRungCanBeReachedWithoutADegreeAClinicalCredentialOrACheck() {
        for (var state : STATES) {
            var reached = new LinkedHashSet<String>();
            var next = new ArrayDeque<>(List.of("peer-1"));
            while (!next.isEmpty()) {
                var code = next.remove();
                if (isOpen(code, state) && reached.add(code)) {
                    next.addAll(POSITIONS.get(code).nextPositions());
                }
            }
            assertThat(reached).containsExactlyInAnyOrderElementsOf(POSITIONS.keySet());
        }
    }

    /** Whether each group of alternatives has one that everybody may take, and the post needs no check. */
    private static boolean isOpen(String code, String state) {
        var groups = requirements(code, state).stream()
                .collect(Collectors.groupingBy(
                        row -> row.get("group") == null ? row : row.get("group"),
                        Collectors.mapping(LadderProofTest::openToEverybody, Collectors.toList())));
        return groups.values().stream().allMatch(ways -> ways.contains(true))
                && "none".equals(JOB_DESCRIPTIONS.row(Map.of("position", code)).get("checksRequired"));
    }

    private static boolean openToEverybody(Map<String, Object> row) {
        return Stream.of("criterion", "reference", "requirement")
                .map(row::get)
                .filter(Objects::nonNull)
                .noneMatch(words -> NEVER_THE_ONLY_WAY.matcher(words.toString()).find());
    }

    private static List<Map<String, Object>> requirements(String code, String state) {
        return REQUIREMENTS.rows(Map.of("targetPosition", code, "state", state));
    }

    private static Position position(String code) {
        return CareerLadder.position(code, LADDER.row(Map.of("position", code)));
    }
}
