package org.peerladder.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables asked at the edges of what they decide. Rows and their ids are HR's and not fixed here. */
class PolicyTablesTest {

    static Stream<String> tables() throws IOException {
        return Files.list(Table.FOLDER)
                .map(file -> file.getFileName().toString().replace(".dmn", ""))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void isReadableInModeler(String id) {
        var decision = Table.named(id).model();
        assertThat(decision).as("decision id = file name").isNotNull();
        assertThat(decision.getDescription().getTextContent()).contains("Source:");
        assertThat(decision.getCamundaHistoryTimeToLiveString()).isEqualTo("P1825D");
        var table = (DecisionTable) decision.getExpression();
        assertThat(table.getInputs())
                .allSatisfy(input -> assertThat(input.getLabel()).isNotBlank());
        assertThat(table.getOutputs()).allSatisfy(output -> {
            assertThat(output.getLabel()).isNotBlank();
            assertThat(output.getName()).isNotBlank();
        });
        assertThat(table.getRules()).isNotEmpty().allSatisfy(rule -> assertThat(
                        rule.getDescription().getTextContent())
                .isNotBlank());
        if (table.getHitPolicy() == HitPolicy.FIRST) {
            assertThat(decision.getDescription().getTextContent())
                    .as("a reason for FIRST")
                    .contains("FIRST, so that");
        }
    }

    /** Whatever an input lists as allowed has exactly one answer, and nothing else is asked for in a row. */
    @ParameterizedTest
    @ValueSource(strings = {"career-ladder", "job-descriptions", "pay-grade", "decline-reasons", "stand-ins"})
    void answersEachAllowedValueOnce(String id) {
        var table = Table.named(id);
        Input input = ((DecisionTable) table.model().getExpression())
                .getInputs()
                .iterator()
                .next();
        var allowed = DecisionTables.allowedValues(input);
        assertThat(allowed).isNotEmpty().doesNotHaveDuplicates();
        for (var value : allowed) {
            boolean number = input.getInputExpression().getTypeRef().equals("integer");
            table.row(Map.of(name(input), number ? Integer.valueOf(value) : value));
        }
        assertThat(((DecisionTable) table.model().getExpression()).getRules())
                .flatExtracting(rule -> rule.getInputEntries().stream()
                        .map(entry -> entry.getText().getTextContent())
                        .filter(text -> text.matches("\"[^\"]*\"|\\d+"))
                        .map(text -> text.replace("\"", ""))
                        .toList())
                .isSubsetOf(allowed);
    }

    private static String name(Input input) {
        return input.getInputExpression().getText().getTextContent();
    }

    @Nested
    class TierEligibility {

        final Table table = Table.named("tier-eligibility");

        @ParameterizedTest
        @CsvSource({
            "0, 0, true, ''",
            "1, 0, false, 'plan,competency,dispute,withdraw'",
            "5, 0, false, 'plan,competency,dispute,withdraw'",
            "1, 1, false, 'plan,dispute,withdraw'",
            "5, 1, false, 'plan,dispute,withdraw'",
        })
        void opensCompetencyOnlyWhenAllThatIsMissingMayBeShown(
                int missing, int missingNotWaivable, boolean eligible, String routes) {
            assertThat(table.row(Map.of("missing", missing, "missingNotWaivable", missingNotWaivable)))
                    .containsEntry("eligible", eligible)
                    .containsEntry("routes", routes);
        }

        @Test
        void answersEverything() {
            for (int missing = -1; missing <= 12; missing++) {
                for (int missingNotWaivable = -1; missingNotWaivable <= 12; missingNotWaivable++) {
                    table.row(Map.of("missing", missing, "missingNotWaivable", missingNotWaivable));
                }
            }
        }
    }

    @Nested
    class PanelRule {

        final Table table = Table.named("panel-rule");

        @ParameterizedTest
        @CsvSource({"0, 2", "1, 2", "14, 2", "15, 3", "16, 3", "4000, 3"})
        void seatsThreeAndTwoInASmallAgency(int agencySize, int seats) {
            for (int level = 0; level <= 8; level++) {
                assertThat(table.row(Map.of("agencySize", agencySize, "targetLevel", level)))
                        .containsEntry("seats", seats)
                        .containsEntry("peerSeats", 1);
            }
        }
    }

    @Nested
    class PanelOutcome {

        final Table table = Table.named("panel-outcome");

        @ParameterizedTest
        @CsvSource({
            "3, 2, 0, 0, seat-again",
            "3, 2, 1, 1, seat-again",
            "3, 2, 1, 0, promote",
            "3, 3, 0, 0, promote",
            "3, 1, 2, 0, develop",
            "3, 0, 3, 0, develop",
            "2, 2, 0, 0, promote",
            "2, 1, 1, 0, seat-one-more",
            "4, 2, 2, 0, seat-one-more",
            "4, 2, 2, 1, seat-again",
            "5, 3, 2, 0, promote",
        })
        void decides(int seats, int promote, int develop, int peerSeatsMissing, String outcome) {
            assertThat(row(seats, promote, develop, peerSeatsMissing)).containsEntry("panelOutcome", outcome);
        }

        /** Complete and without overlap, whatever the numbers; and always as a reader of the rules would say. */
        @Test
        void answersEverythingOnce() {
            for (int seats = -1; seats <= 6; seats++) {
                for (int promote = -1; promote <= 6; promote++) {
                    for (int develop = -1; develop <= 6; develop++) {
                        for (int missing = -1; missing <= 2; missing++) {
                            assertThat(row(seats, promote, develop, missing))
                                    .as("%d seats, %d : %d, %d peer seats missing", seats, promote, develop, missing)
                                    .containsEntry("panelOutcome", expected(seats, promote, develop, missing));
                        }
                    }
                }
            }
        }

        private Map<String, Object> row(int seats, int promote, int develop, int peerSeatsMissing) {
            return table.row(Map.of(
                    "seats",
                    seats,
                    "promoteVotes",
                    promote,
                    "developVotes",
                    develop,
                    "peerSeatsMissing",
                    peerSeatsMissing));
        }

        private static String expected(int seats, int promote, int develop, int missing) {
            if (promote + develop < seats || missing > 0) {
                return "seat-again";
            }
            return promote == develop ? "seat-one-more" : promote > develop ? "promote" : "develop";
        }
    }

    @Nested
    class LivingWage {

        final Table table = Table.named("living-wage");

        @ParameterizedTest
        @CsvSource({
            "Calaveras, 2026-01-01, 21.00",
            "Calaveras, 2027-03-03, 21.00",
            "Calaveras, 2025-12-31, 16.50",
            "Kern, 2025-12-31, 16.50",
            "Kern, 2026-01-01, 16.90",
            "Kern, 2030-01-01, 16.90",
        })
        void takesTheMostSpecificRow(String county, LocalDate date, String floor) {
            assertThat(table.row(Map.of("state", "CA", "county", county, "date", date)))
                    .containsEntry("hourlyFloor", floor);
        }

        @Test
        void saysNothingForAStateThatNobodyEntered() {
            assertThat(table.rows(Map.of("state", "NV", "county", "Clark", "date", LocalDate.of(2026, 6, 1))))
                    .isEmpty();
        }
    }

    @Nested
    class DeclineReasons {

        @Test
        void onlyARuleOfLawNeedsACite() {
            var table = Table.named("decline-reasons");
            assertThat(table.row(Map.of("reasonCode", "rule-of-law"))).containsEntry("needsCite", true);
            assertThat(table.row(Map.of("reasonCode", "money"))).containsEntry("needsCite", false);
        }

        @Test
        void aProtectiveReasonIsNone() {
            assertThat(Table.named("decline-reasons").rows(Map.of("reasonCode", "too-stressful")))
                    .isEmpty();
        }
    }

    @Nested
    class StandIns {

        @ParameterizedTest
        @CsvSource({
            "directors, hr",
            "hr, directors",
            "supervisors, directors",
            "panel, directors",
            "new-group, directors"
        })
        void thereIsAlwaysSomebody(String group, String standIn) {
            assertThat(Table.named("stand-ins").row(Map.of("group", group))).containsEntry("standIn", standIn);
        }
    }

    @Nested
    class PayGrade {

        @Test
        void aPromotionAlwaysAdds() {
            var row = Table.named("pay-grade").row(Map.of("payGrade", 2));
            assertThat(new BigDecimal((String) row.get("leastRaise"))).isPositive();
            assertThat(new BigDecimal((String) row.get("aboveGradeStep"))).isPositive();
            assertThat(row).containsEntry("weeksPerYear", 52);
        }

        @Test
        void knowsOnlyTheGradesOfTheLadder() {
            assertThat(Table.named("pay-grade").rows(Map.of("payGrade", 9))).isEmpty();
        }
    }

    @Nested
    class TierRequirements {

        final Table table = Table.named("tier-requirements");

        @Test
        void asksForTheCertificationWhereThereIsOne() {
            assertThat(table.rows(Map.of("targetPosition", "peer-2", "state", "CA")))
                    .extracting(row -> row.get("criterion"), row -> row.get("reference"))
                    .contains(tuple("credential", "provisional"))
                    .doesNotContain(tuple("training", "peer-core-training"));
        }

        @Test
        void takesTheCoreTrainingWhereTheStateCertifiesNobody() {
            var group = table.rows(Map.of("targetPosition", "peer-2", "state", "none")).stream()
                    .filter(row -> "peer-core-training".equals(row.get("reference"))
                            || "credential".equals(row.get("criterion")))
                    .map(row -> row.get("group"))
                    .toList();
            assertThat(group).hasSize(2).doesNotContainNull();
            assertThat(group.get(0)).isEqualTo(group.get(1));
        }

        @Test
        void provisionalIsNotEnoughForTheThirdTier() {
            assertThat(table.rows(Map.of("targetPosition", "peer-3", "state", "CA")))
                    .filteredOn(row -> "full".equals(row.get("reference")))
                    .singleElement()
                    .satisfies(row -> assertThat(row)
                            .containsEntry("waivable", false)
                            .containsEntry("minimum", 1.0)
                            .doesNotContainEntry("group", "A"));
        }
    }
}
