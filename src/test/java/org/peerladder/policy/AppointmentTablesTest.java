package org.peerladder.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.peerladder.policy.Records.day;
import static org.peerladder.policy.Records.record;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.career.Credential.Level;

/** The tables about filling a post from within, asked at the edges of what they decide. */
class AppointmentTablesTest {

    private static final LocalDate TODAY = day("2026-11-23");

    @ParameterizedTest
    @ValueSource(strings = {"peer-supervisor", "lead-peer", "Accountant", ""})
    void howLongThingsTake(String position) {
        var row = Table.named("appointment-terms").row(Map.of("position", position));

        assertThat(row)
                .containsEntry("callDays", 5)
                .containsEntry("extensionDays", 10)
                .containsEntry("appealDays", 10)
                .containsEntry("returnDays", 90)
                .containsEntry("checkDays", "30,60,90")
                .containsEntry("checkOpenDays", 10)
                .containsEntry("smallestGroupShown", 3);
        assertThat(row.get("source")).asString().contains("default");
    }

    @ParameterizedTest
    @CsvSource({"true, CA", "false, CA", "true, NV", "false, ''"})
    void noCiteNoCheck(boolean citeGiven, String state) {
        var row = Table.named("background-check").row(Map.of("citeGiven", citeGiven, "state", state));

        assertThat(row).containsEntry("checkNeeded", citeGiven);
        assertThat(row.get("reason")).asString().endsWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "New York City, Fair Chance Act",
        "Buffalo, FCRA",
        "'', FCRA",
    })
    void howLongSomebodyHasToAnswer(String city, String source) {
        var row = Table.named("fair-chance-clock").row(Map.of("city", city));

        assertThat(row).containsEntry("businessDays", 5).containsEntry("keepDays", 365);
        assertThat(row.get("source")).asString().contains(source);
    }

    @ParameterizedTest
    @CsvSource({"NY, 8, Article 23-A", "CA, 3, EEOC", "'', 3, EEOC"})
    void whatIsWeighed(String state, int factors, String source) {
        var rows = Table.named("check-factors").rows(Map.of("state", state));

        assertThat(rows).hasSize(factors).doesNotHaveDuplicates().allSatisfy(row -> {
            assertThat(row.get("source")).asString().contains(source);
            assertThat(row.get("factor"))
                    .asString()
                    .doesNotContainIgnoringCase("crim")
                    .isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "peer-supervisor, true, 7, DCMR",
        "peer-supervisor, false, 7, DCMR",
        "peer-3, false, 2, default",
        "peer-3, true, 0, default",
        "lead-peer, true, 7, default",
        "Accountant, false, 7, default",
    })
    void howManyOnePersonSupervises(String position, boolean billed, double mostFte, String source) {
        var row = Table.named("supervisor-load").row(Map.of("position", position, "billed", billed));

        assertThat(row).containsEntry("mostFte", mostFte).containsEntry("fullTimeHours", 40.0);
        assertThat(row.get("source")).asString().contains(source);
    }

    @ParameterizedTest
    @CsvSource({
        "LCSW, true",
        "lcsw, true",
        "Licensed Clinical Social Worker, true",
        "LMFT, true",
        "LPC, true",
        "LPCC, true",
        "Psychologist, true",
        "Licensed Psychologist, true",
        "Psychiatrist, true",
        "QCC, true",
        "LPHA, true",
        "Certified Peer Support Specialist, false",
        "CPS, false",
        "LMSW, false",
        "'', false",
    })
    void whichLicencesMakeAClinician(String credential, boolean clinician) {
        assertThat(Table.named("clinical-licences").row(Map.of("credential", credential)))
                .containsEntry("clinician", clinician);
    }

    @Nested
    class SupervisionScope {

        static final String UNKNOWN = "We do not know this combination yet";

        final Table table = Table.named("supervision-scope");

        @ParameterizedTest
        @CsvSource({
            // state, payer, service, credential: scope
            "CA, not-billed, peer-support, provisional, peer-alone",
            "TX, not-billed, warm-line, full, peer-alone",
            "PA, not-billed, peer-support, advanced, peer-alone",
            "NV, not-billed, peer-support, clinician, peer-alone",
            "CA, not-billed, peer-support, none, ask-compliance",
            "CA, grant, peer-support, full, peer-alone",
            "CA, grant, peer-support, advanced, peer-alone",
            "TX, grant, crisis-support, clinician, peer-alone",
            "CA, grant, peer-support, provisional, ask-compliance",
            "CA, grant, peer-support, none, ask-compliance",
            "TX, medicaid, peer-support, clinician, peer-alone",
            "TX, medicaid, peer-support, full, peer-with-clinician",
            "TX, medicaid, crisis-support, advanced, peer-with-clinician",
            "TX, medicaid, peer-support, provisional, clinician-only",
            "TX, medicaid, peer-support, none, clinician-only",
            "PA, medicaid, peer-support, full, peer-alone",
            "PA, medicaid, peer-support, advanced, peer-alone",
            "PA, medicaid, peer-support, clinician, peer-alone",
            "PA, medicaid, peer-support, provisional, ask-compliance",
            "PA, medicaid, peer-support, none, ask-compliance",
            "PA, medicaid, crisis-support, clinician, ask-compliance",
            "CA, medicaid, peer-support, clinician, ask-compliance",
            "TX, county, peer-support, full, ask-compliance",
            "PA, private-insurance, peer-support, clinician, ask-compliance",
        })
        void whoMaySupervise(String state, String payer, String service, String credential, String scope) {
            assertThat(row(state, payer, service, credential)).containsEntry("scope", scope);
        }

        @Test
        void aQualifiedPeerInTexasNeedsAClinicianByName() {
            assertThat(row("TX", "medicaid", "peer-support", "full").get("reason"))
                    .asString()
                    .startsWith("Name a clinician:")
                    .contains("QCC or LPHA", "documented meeting each month");
        }

        /** Complete and without overlap, whatever the words; what is unknown is asked, never refused or allowed. */
        @Test
        void answersEverythingOnce() {
            for (var state : List.of("TX", "PA", "CA", "NY", "tx", "none", "")) {
                for (var payer : List.of(
                        "not-billed",
                        "grant",
                        "medicaid",
                        "county",
                        "private-insurance",
                        "other-payer",
                        "Medicaid",
                        "")) {
                    for (var service : List.of("peer-support", "crisis-support", "warm-line", "new-service", "")) {
                        for (var credential :
                                List.of("none", "provisional", "full", "advanced", "clinician", "platinum", "")) {
                            var row = row(state, payer, service, credential);
                            var scope = expected(state, payer, service, credential);
                            assertThat(row)
                                    .as("%s, %s, %s, %s", state, payer, service, credential)
                                    .containsEntry("scope", scope);
                            assertThat(row.get("source")).asString().isNotBlank();
                            assertThat(row.get("reason").toString().startsWith(UNKNOWN))
                                    .isEqualTo(scope.equals("ask-compliance"));
                        }
                    }
                }
            }
        }

        @Test
        void saysOnlyWhatItListsAsAllowed() {
            var rules = ((DecisionTable) table.model().getExpression()).getRules();
            assertThat(rules)
                    .extracting(rule -> text(rule.getOutputEntries().iterator().next()))
                    .containsOnly(
                            "\"peer-alone\"", "\"peer-with-clinician\"", "\"clinician-only\"", "\"ask-compliance\"");
        }

        private Map<String, Object> row(String state, String payer, String service, String credential) {
            return table.row(Map.of("state", state, "payer", payer, "service", service, "credential", credential));
        }

        private static String expected(String state, String payer, String service, String credential) {
            boolean full = List.of("full", "advanced", "clinician").contains(credential);
            return switch (payer) {
                case "not-billed" -> full || credential.equals("provisional") ? "peer-alone" : "ask-compliance";
                case "grant" -> full ? "peer-alone" : "ask-compliance";
                case "medicaid" ->
                    switch (state) {
                        case "TX" -> texas(credential);
                        case "PA" -> full && service.equals("peer-support") ? "peer-alone" : "ask-compliance";
                        default -> "ask-compliance";
                    };
                default -> "ask-compliance";
            };
        }

        private static String texas(String credential) {
            return switch (credential) {
                case "clinician" -> "peer-alone";
                case "full", "advanced" -> "peer-with-clinician";
                case "provisional", "none" -> "clinician-only";
                default -> "ask-compliance";
            };
        }
    }

    /** {@code supervisor-requirements} beside career records. */
    @Nested
    class SupervisorRequirements {

        static final String TABLE = "supervisor-requirements";

        /** What no supervisor may need without another way: a degree or a licence. */
        private static final Pattern NEVER_THE_ONLY_WAY =
                Pattern.compile("degree|bachelor|master|diploma|licen[cs]e|clinical", Pattern.CASE_INSENSITIVE);

        final Assessments assessments = assessments();

        @Test
        void theThirdTierWithTwoYearsOfPeerWorkHasEverything() {
            var record = peer("2024-11-23").credential(Level.PROVISIONAL, "2027-12-31");

            assertThat(california().assess(record.build(), TODAY))
                    .returns(true, Assessment::eligible)
                    .returns("You have everything", Assessment::summary);
        }

        @ParameterizedTest
        @CsvSource({
            "peer-3, 2026-11-01, 0",
            "lead-peer, 2026-11-01, 0",
            "peer-2, 2026-11-01, 1",
            "peer-coach, 2025-11-23, 0",
            "peer-trainer, 2025-11-23, 0",
            "peer-coach, 2025-11-24, 1",
            "facilitator, 2020-01-01, 1",
        })
        void theThirdTierTodayOrAYearOfLeading(String position, String since, int missing) {
            var record = record().held("peer-2", "2020-01-01", since)
                    .held(position, since, null)
                    .credential(Level.FULL, "2027-12-31")
                    .build();

            assertThat(california().assess(record, TODAY).missing()).isEqualTo(missing);
        }

        @Test
        void leadAndCoachCountTogetherAlsoWhenTheyAreOver() {
            var record = record().held("lead-peer", "2024-01-01", "2024-07-01")
                    .held("peer-coach", "2024-07-01", "2025-01-01")
                    .held("peer-2", "2025-01-01", null)
                    .credential(Level.FULL, "2027-12-31")
                    .build();

            assertThat(california().assess(record, TODAY).eligible()).isTrue();
        }

        @Test
        void workElsewhereCountsByTheHour() {
            var record = peer("2026-01-01").credential(Level.FULL, "2027-12-31");
            assertThat(california().assess(record.build(), TODAY).eligible()).isFalse();

            record.entry("supervised-hours", "4000", "2025-01-01", "");
            assertThat(california().assess(record.build(), TODAY).eligible()).isTrue();
        }

        @Test
        void theCredentialIsActiveAndCannotBeShownByCompetency() {
            var record = peer("2024-01-01").credential(Level.FULL, "2026-11-22").build();

            assertThat(california().assess(record, TODAY))
                    .returns(1, Assessment::missing)
                    .returns(1, Assessment::missingNotWaivable);
        }

        @Test
        void theTrainingMayComeAfterTheStart() {
            var record = peer("2024-01-01").credential(Level.FULL, "2027-12-31");

            assertThat(california().assess(record.build(), TODAY).requirements())
                    .extracting(AssessedRequirement::criterion)
                    .doesNotContain("training");
            assertThat(california().dueLater(record.build(), TODAY))
                    .singleElement()
                    .satisfies(due -> {
                        assertThat(due.requirement()).isEqualTo("Supervisor training");
                        assertThat(due.monthsAfterStart()).isEqualTo(6);
                        assertThat(due.howToMeet()).contains("paid work time");
                        assertThat(due.source()).contains("papeersupportcoalition.org, 2019");
                    });

            record.entry("training", "1", "2026-01-01", "supervisor-training");
            assertThat(california().dueLater(record.build(), TODAY)).isEmpty();
        }

        @Test
        void inPennsylvaniaThreeYearsAndElevenMonthsAreOneMonthShort() {
            var record = peer("2022-12-23").credential(Level.FULL, "2027-12-31").build();

            var assessment = pennsylvania().assess(record, TODAY);

            assertThat(assessment).returns(false, Assessment::eligible).returns(1, Assessment::missing);
            assertThat(new Standing(assessment.requirements()).stillToCome())
                    .filteredOn(row -> row.criterion().equals("months"))
                    .singleElement()
                    .returns("48 months", AssessedRequirement::need)
                    .returns("47 months", AssessedRequirement::have)
                    .returns(day("2026-12-23"), AssessedRequirement::earliestDate);
            assertThat(pennsylvania().assess(record, day("2026-12-23")).eligible())
                    .isTrue();
        }

        @Test
        void inPennsylvaniaFourYearsOfPeerWorkAreEnough() {
            var record = peer("2022-11-23").credential(Level.FULL, "2027-12-31").build();

            assertThat(pennsylvania().assess(record, TODAY).eligible()).isTrue();
            assertThat(pennsylvania().dueLater(record, TODAY))
                    .extracting(DueLater::requirement, DueLater::monthsAfterStart)
                    .containsExactly(tuple("Supervisor training", 6));
        }

        @ParameterizedTest
        @CsvSource({"2024-11-23, true", "2024-11-24, false"})
        void inPennsylvaniaABachelorAndTwoYearsAreEnough(String since, boolean eligible) {
            var record = peer(since)
                    .credential(Level.FULL, "2027-12-31")
                    .entry("training", "1", "2015-06-01", "bachelor-degree")
                    .entry("supervised-hours", "4000", "2020-01-01", "")
                    .build();

            assertThat(pennsylvania().assess(record, TODAY).eligible()).isEqualTo(eligible);
        }

        @Test
        void inPennsylvaniaALicenceNeedsNoYearsBesideTheRest() {
            var record = peer("2026-06-01")
                    .licence("LCSW", "2027-12-31")
                    .entry("supervised-hours", "4000", "2020-01-01", "")
                    .build();

            assertThat(pennsylvania().assess(record, TODAY).eligible()).isTrue();
        }

        @ParameterizedTest
        @CsvSource({"PA, grant, peer-support", "PA, medicaid, crisis-support", "NY, medicaid, peer-support"})
        void elsewhereAndForOtherServicesPennsylvaniaDoesNotCount(String state, String payer, String service) {
            var record = peer("2024-01-01").credential(Level.FULL, "2027-12-31").build();

            assertThat(asked(state, payer, service).assess(record, TODAY))
                    .returns(true, Assessment::eligible)
                    .satisfies(assessment -> assertThat(assessment.requirements())
                            .extracting(AssessedRequirement::group)
                            .doesNotContain("P", "Q"));
        }

        @Test
        void rowsOfSeveralPayersCountTogetherEachOnce() {
            var record = peer("2024-01-01").credential(Level.FULL, "2027-12-31").build();
            var both = assessments.asked(
                    TABLE, List.of(inputs("PA", "grant", "peer-support"), inputs("PA", "medicaid", "peer-support")));

            assertThat(both.assess(record, TODAY).requirements())
                    .isEqualTo(pennsylvania().assess(record, TODAY).requirements())
                    .doesNotHaveDuplicates();
        }

        @Test
        void nothingAskedIsAMistakeOfTheCaller() {
            assertThatThrownBy(() -> assessments.asked(TABLE, List.of())).isInstanceOf(IllegalArgumentException.class);
        }

        /** Over the rows as they are, for every state, payer and service that any of them names. */
        @Test
        void eachGroupHasAWayWithoutDegreeOrLicence() {
            for (var state : List.of("PA", "CA", "")) {
                for (var payer : List.of("medicaid", "grant")) {
                    for (var service : List.of("peer-support", "crisis-support")) {
                        var groups = Table.named(TABLE).rows(inputs(state, payer, service)).stream()
                                .collect(Collectors.groupingBy(
                                        row -> row.get("group") == null ? row : row.get("group"),
                                        Collectors.mapping(
                                                SupervisorRequirements::openToEverybody, Collectors.toList())));
                        assertThat(groups.values()).isNotEmpty().allSatisfy(ways -> assertThat(ways)
                                .contains(true));
                    }
                }
            }
            assertThat(openToEverybody(Map.of("criterion", "licence", "reference", "LCSW", "requirement", "")))
                    .isFalse();
            assertThat(openToEverybody(Map.of("criterion", "training", "reference", "bachelor-degree")))
                    .isFalse();
        }

        /** A letter stands for the same alternatives wherever rows of several payers meet, so none is narrowed. */
        @Test
        void noGroupIsSharedByRowsForDifferentPayersOrServices() {
            var rules = ((DecisionTable) Table.named(TABLE).model().getExpression())
                    .getRules().stream()
                            .filter(rule -> !output(rule, "group").isEmpty())
                            .collect(Collectors.groupingBy(
                                    rule -> output(rule, "group"),
                                    Collectors.mapping(
                                            rule -> rule.getInputEntries().stream()
                                                    .map(entry ->
                                                            entry.getText().getTextContent())
                                                    .toList(),
                                            Collectors.toSet())));
            assertThat(rules.values()).isNotEmpty().allSatisfy(inputs -> assertThat(inputs)
                    .hasSize(1));
        }

        private static boolean openToEverybody(Map<String, Object> row) {
            return Stream.of("criterion", "reference", "requirement")
                    .map(row::get)
                    .filter(Objects::nonNull)
                    .noneMatch(words ->
                            NEVER_THE_ONLY_WAY.matcher(words.toString()).find());
        }

        /** In the third tier since that day. */
        private static Records peer(String since) {
            return record().held("peer-3", since, null);
        }

        private Assessments.Asked california() {
            return asked("CA", "medicaid", "peer-support");
        }

        private Assessments.Asked pennsylvania() {
            return asked("PA", "medicaid", "peer-support");
        }

        private Assessments.Asked asked(String state, String payer, String service) {
            return assessments.asked(TABLE, List.of(inputs(state, payer, service)));
        }

        private static Map<String, ?> inputs(String state, String payer, String service) {
            return Map.of("state", state, "payer", payer, "service", service);
        }
    }

    private static String output(Rule rule, String name) {
        var columns = ((DecisionTable) rule.getParentElement())
                .getOutputs().stream().map(Output::getName).toList();
        return text(List.copyOf(rule.getOutputEntries()).get(columns.indexOf(name)))
                .replace("\"", "");
    }

    private static String text(OutputEntry entry) {
        return entry.getText().getTextContent();
    }

    /** Over the files, without a process engine. */
    private static Assessments assessments() {
        var files = new DecisionTables(null) {

            @Override
            public List<Map<String, Object>> rows(String table, Map<String, ?> inputs) {
                return Table.named(table).rows(inputs);
            }

            @Override
            public List<String> allowedInputs(String table, String inputName) {
                return ((DecisionTable) Table.named(table).model().getExpression())
                        .getInputs().stream()
                                .filter(input -> inputName.equals(
                                        input.getInputExpression().getText().getTextContent()))
                                .findFirst()
                                .map(DecisionTables::allowedValues)
                                .orElseThrow();
            }
        };
        return new Assessments(files, new CareerLadder(files), new Agency("CA", "Calaveras", ""));
    }
}
