package org.peerladder.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables about mentoring, asked at the edges of what they decide. */
class MentoringTablesTest {

    @ParameterizedTest
    @CsvSource({
        // offers, peer, guest, level, training, booked, hours: may mentor
        "true, true, false, 2, true, false, 0, true",
        "false, true, false, 2, true, false, 99, false",
        "true, false, false, 0, true, false, 99, false",
        "true, true, false, 1, true, true, 99, false",
        "true, true, false, 0, true, true, 99, false",
        "true, true, false, 7, true, false, 0, true",
        "true, true, false, 2, false, true, 39, false",
        "true, true, false, 2, false, true, 40, true",
        "true, true, false, 2, false, false, 400, false",
        "true, true, true, 0, false, false, 0, true",
        "false, true, true, 0, false, false, 0, false",
        "true, false, true, 0, true, false, 40, false",
    })
    void whoMayMentor(
            boolean optedIn,
            boolean peer,
            boolean guest,
            int level,
            boolean training,
            boolean booked,
            int hours,
            boolean eligible) {
        var row = Table.named("mentor-eligibility")
                .row(Map.of(
                        "optedIn",
                        optedIn,
                        "peer",
                        peer,
                        "guest",
                        guest,
                        "positionLevel",
                        level,
                        "mentorTraining",
                        training,
                        "trainingBooked",
                        booked,
                        "mentoringHours",
                        hours));

        assertThat(row).containsEntry("eligible", eligible);
        assertThat((String) row.get("reason")).endsWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "false, 40, 3, 1",
        "false, 30, 3, 1",
        "false, 29.99, 1, 1",
        "false, 0, 1, 1",
        "true, 40, 1, 1",
        "true, 0, 1, 1",
    })
    void howManyMenteesAMentorMayHave(boolean guest, double weeklyHours, int places, int newHires) {
        assertThat(Table.named("mentor-capacity")
                        .row(Map.of("guest", guest, "position", "peer-2", "weeklyHours", weeklyHours)))
                .containsEntry("places", places)
                .containsEntry("newHires", newHires);
    }

    @ParameterizedTest
    @CsvSource({
        "0, preceptorship, 7, 90, precepting-hours, 0, true",
        "90, preceptorship, 7, 90, precepting-hours, 0, true",
        "91, mentoring, 14, 180, mentoring-hours, 1, false",
        "99999, mentoring, 14, 180, mentoring-hours, 1, false",
    })
    void howMentoringGoes(
            int daysSinceHire,
            String kind,
            int everyDays,
            int lastsDays,
            String creditedAs,
            int queueRank,
            boolean overtakes) {
        var row = Table.named("mentoring-terms").row(Map.of("daysSinceHire", daysSinceHire));

        assertThat(row)
                .containsEntry("kind", kind)
                .containsEntry("everyDays", everyDays)
                .containsEntry("lastsDays", lastsDays)
                .containsEntry("creditedAs", creditedAs)
                .containsEntry("queueRank", queueRank);
        assertThat(row.get("queueReason") != null).isEqualTo(overtakes);
    }

    @Test
    void eachFocusAreaHasItsWords() {
        var table = Table.named("mentoring-focus-areas");
        var areas = allowed(table, "focusArea");

        assertThat(areas).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        assertThat(areas).allSatisfy(area -> assertThat(table.row(Map.of("focusArea", area)))
                .containsEntry("points", 20));
        assertThat(areas.stream()
                        .map(area -> table.row(Map.of("focusArea", area)).get("words")))
                .doesNotHaveDuplicates();
        assertThat(table.rows(Map.of("focusArea", "astrology"))).isEmpty();
    }

    @Nested
    class MatchScore {

        final Table table = Table.named("mentor-match-score");
        final Map<String, Object> nothing = Map.of(
                "kind",
                "mentoring",
                "language",
                "none",
                "meeting",
                "none",
                "sameProgram",
                true,
                "sameFamily",
                false,
                "heldNextPosition",
                false,
                "mentees",
                2);

        @Test
        void nothingSpeaksForSomebodyWithNothingInCommon() {
            assertThat(table.rows(nothing)).isEmpty();
        }

        @Test
        void languagesAndWaysToMeet() {
            assertThat(allowed(table, "language"))
                    .contains("en", "es", "ase")
                    .allSatisfy(code -> assertThat(points("language", code)).isEqualTo(15));
            assertThat(allowed(table, "meeting"))
                    .containsExactly("in-person", "video", "phone")
                    .allSatisfy(code -> assertThat(points("meeting", code)).isEqualTo(10));
        }

        @ParameterizedTest
        @CsvSource({
            "mentoring, true, 0",
            "mentoring, false, 5",
            "preceptorship, true, 15",
            "preceptorship, false, 0",
        })
        void theTeamOrTheViewFromOutside(String kind, boolean sameProgram, int points) {
            var inputs = new HashMap<>(nothing);
            inputs.put("kind", kind);
            inputs.put("sameProgram", sameProgram);

            assertThat(points(inputs)).isEqualTo(points);
        }

        @ParameterizedTest
        @CsvSource({"0, 6", "1, 3", "2, 0", "9, 0"})
        void menteesAreSpread(int mentees, int points) {
            assertThat(points("mentees", mentees)).isEqualTo(points);
        }

        @Test
        void theSameWorkAndTheSameWayUp() {
            assertThat(points("sameFamily", true)).isEqualTo(10);
            assertThat(points("heldNextPosition", true)).isEqualTo(10);
        }

        private int points(String input, Object value) {
            return points(with(input, value));
        }

        private int points(Map<String, Object> inputs) {
            return table.rows(inputs).stream()
                    .mapToInt(row -> (Integer) row.get("points"))
                    .sum();
        }

        private Map<String, Object> with(String input, Object value) {
            var inputs = new HashMap<>(nothing);
            inputs.put(input, value);
            return inputs;
        }
    }

    private static List<String> allowed(Table table, String name) {
        return ((DecisionTable) table.model().getExpression())
                .getInputs().stream()
                        .filter(input ->
                                name.equals(input.getInputExpression().getText().getTextContent()))
                        .findFirst()
                        .map((Input input) -> DecisionTables.allowedValues(input))
                        .orElseThrow();
    }
}
