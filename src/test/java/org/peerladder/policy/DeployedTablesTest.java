package org.peerladder.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.peerladder.policy.Records.record;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.peerladder.WithApplication;
import org.peerladder.career.Credential.Level;
import org.springframework.beans.factory.annotation.Autowired;

@WithApplication
class DeployedTablesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Autowired
    DecisionTables tables;

    @Autowired
    CareerLadder ladder;

    @Autowired
    Assessments assessments;

    @Autowired
    AssessmentJson json;

    @Autowired
    RepositoryService repositoryService;

    @Autowired
    IdentityService identityService;

    @Autowired
    HistoryService historyService;

    private String deployment;

    @AfterEach
    void forgetTheDeployment() {
        identityService.clearAuthentication();
        if (deployment != null) {
            repositoryService.deleteDeployment(deployment, true);
        }
    }

    @Test
    void whoeverIsSignedInNeedsNoRightToDecisions() {
        long operations = evaluations();
        identityService.setAuthentication("nobody-in-particular", List.of());

        assertThat(tables.row("stand-ins", Map.of("group", "hr"))).containsEntry("standIn", "directors");
        assertThat(tables.allowedInputs("stand-ins", "group")).contains("hr", "directors");

        identityService.clearAuthentication();
        assertThat(evaluations()).as("looking up is no operation of a user").isEqualTo(operations);
    }

    private long evaluations() {
        return historyService
                .createUserOperationLogQuery()
                .operationType(UserOperationLogEntry.OPERATION_TYPE_EVALUATE)
                .count();
    }

    @Test
    void listsTheCodesOfTheLadder() {
        assertThat(ladder.codes()).hasSize(12).startsWith("peer-1").contains("peer-director");
        assertThat(ladder.codes())
                .allSatisfy(code -> assertThat(ladder.find(code)).isPresent());
    }

    @Test
    void onlyAPromotionCanBeAskedFor() {
        assertThat(ladder.reachableFrom("peer-1"))
                .extracting(Position::code)
                .containsExactly("peer-2", "co-facilitator");
        assertThat(ladder.position("peer-3").nextPositions()).contains("peer-supervisor");
        assertThat(ladder.reachableFrom("peer-3")).extracting(Position::code).doesNotContain("peer-supervisor");
        assertThat(ladder.reachableFrom("Accountant")).isEmpty();
        assertThat(ladder.reachableFrom(null)).isEmpty();
    }

    @Test
    void aMissingRowIsAGapThatNamesTableAndInputs() {
        assertThatThrownBy(() -> tables.row("pay-grade", Map.of("payGrade", 9)))
                .isInstanceOf(PolicyGap.class)
                .hasMessage("Table pay-grade has no row for payGrade=9. Add one in Modeler and deploy the table.");
        assertThatThrownBy(() -> ladder.position("peer-9"))
                .isInstanceOf(PolicyGap.class)
                .hasMessageContaining("career-ladder")
                .hasMessageContaining("position=peer-9");
        assertThatThrownBy(() -> assessments.assess(record().build(), "peer-supervisor", TODAY))
                .isInstanceOf(PolicyGap.class)
                .hasMessageContaining(
                        "Table tier-requirements has no row for state=CA, targetPosition=peer-supervisor");
        assertThatThrownBy(() -> tables.rows("no-such-table", Map.of()))
                .isInstanceOf(PolicyGap.class)
                .hasMessageContaining("no-such-table is not deployed");
        assertThatThrownBy(() -> tables.allowedInputs("stand-ins", "nothing"))
                .isInstanceOf(PolicyGap.class)
                .hasMessageContaining("no input nothing");
        assertThatThrownBy(() -> tables.rows("pay-grade", Map.of("payGrade", "two")))
                .isInstanceOf(PolicyGap.class)
                .hasMessageContaining("payGrade=two");
    }

    @Test
    void assessesByTheDefaultRows() {
        var ready = record().held("peer-1", "2025-01-01", null)
                .credential(Level.PROVISIONAL, "2027-12-31")
                .entry("supervised-hours", "500", "2026-01-01", "")
                .entry("mentoring-hours", "40", "2026-01-01", "mentee")
                .build();
        assertThat(assessments.assess(ready, "peer-2", TODAY))
                .returns(true, Assessment::eligible)
                .returns(0, Assessment::missing)
                .returns(List.of(), Assessment::routes)
                .returns("You have everything", Assessment::summary);

        var short3Months = record().held("peer-1", "2026-02-23", null)
                .credential(Level.PROVISIONAL, "2027-12-31")
                .entry("supervised-hours", "500", "2026-01-01", "")
                .entry("training", "1", "2026-01-01", "mentor-training")
                .build();
        assertThat(assessments.assess(short3Months, "peer-2", TODAY))
                .returns(false, Assessment::eligible)
                .returns(List.of("plan", "competency", "dispute", "withdraw"), Assessment::routes)
                .returns("1 of 4 still to go", Assessment::summary);

        assertThat(assessments.assess(record().build(), "peer-2", TODAY))
                .returns(4, Assessment::missing)
                .returns(1, Assessment::missingNotWaivable)
                .returns(List.of("plan", "dispute", "withdraw"), Assessment::routes);
    }

    @Test
    void whatWasStoredIsAssessedAgain() {
        var record = record().held("peer-1", "2026-02-23", null)
                .credential(Level.PROVISIONAL, "2026-12-31")
                .build();
        var stored =
                json.read(json.write(assessments.assess(record, "peer-2", TODAY).requirements()));

        var later = assessments.reassess(stored, record, LocalDate.of(2027, 2, 23));

        assertThat(later).hasSameSizeAs(stored);
        assertThat(later).filteredOn(row -> row.criterion().equals("months")).allMatch(AssessedRequirement::met);
        assertThat(later)
                .filteredOn(row -> row.criterion().equals("credential"))
                .as("lapsed by then")
                .noneMatch(AssessedRequirement::met);
    }

    @Test
    void aRowWithAnotherCriterionOfTheRecordNeedsNoJava() throws IOException {
        deploy("tier-requirements", "\"supervised-hours\"", "\"ce-hours\"");

        var record = record().entry("ce-hours", "120.5", "2026-01-01", "").build();

        assertThat(assessments.assess(record, "peer-2", TODAY).requirements())
                .filteredOn(row -> row.criterion().equals("ce-hours"))
                .singleElement()
                .returns("120.5 hours", AssessedRequirement::have)
                .returns("500 hours", AssessedRequirement::need);
    }

    @Test
    void aTableIsAskedOnceForManyPeople() throws IOException {
        var post = Map.of("state", "CA", "payer", "medicaid", "service", "peer-support");
        var asked = assessments.asked("supervisor-requirements", List.of(post));
        deploy("supervisor-requirements", "\"provisional\"", "\"platinum\"");
        var ready = record().held("peer-3", "2024-01-01", null)
                .credential(Level.PROVISIONAL, "2027-12-31")
                .build();

        assertThat(asked.assess(ready, TODAY).eligible()).isTrue();
        assertThat(asked.assess(record().build(), TODAY).missing()).isEqualTo(3);
        assertThat(asked.dueLater(ready, TODAY))
                .extracting(DueLater::monthsAfterStart)
                .containsExactly(6);
        assertThatThrownBy(() -> assessments
                        .asked("supervisor-requirements", List.of(post))
                        .assess(ready, TODAY))
                .isInstanceOf(PolicyGap.class)
                .hasMessageStartingWith("Table supervisor-requirements asks for a credential of level \"platinum\"");
    }

    @Test
    void eachInputHasARow() {
        assertThatThrownBy(() -> assessments.asked(
                        "tier-requirements",
                        List.of(
                                Map.of("targetPosition", "peer-2", "state", "CA"),
                                Map.of("targetPosition", "peer-9", "state", "CA"))))
                .isInstanceOf(PolicyGap.class)
                .hasMessageContaining("has no row for state=CA, targetPosition=peer-9");
    }

    @Test
    void aRowForAnotherPositionNeedsNoJava() throws IOException {
        deploy("career-ladder", "\"peer-coach\"", "\"peer-navigator\"");

        assertThat(ladder.codes()).contains("peer-navigator").doesNotContain("peer-coach");
        assertThat(ladder.find("peer-navigator")).get().returns("Peer Coach", Position::title);
    }

    @Test
    void aCriterionThatNoRecordKnowsIsNamed() throws IOException {
        deploy("tier-requirements", "\"supervised-hours\"", "\"charm\"");
        assertThatThrownBy(() -> assessments.assess(record().build(), "peer-2", TODAY))
                .isInstanceOf(PolicyGap.class)
                .hasMessageContaining("\"charm\"");
    }

    @Test
    void anEmptyCellThatIsNeededIsNamed() throws IOException {
        deploy("tier-requirements", "<text>500</text>", "<text></text>");
        assertThatThrownBy(() -> assessments.assess(record().build(), "peer-2", TODAY))
                .isInstanceOf(PolicyGap.class)
                .hasMessageContaining("column minimum");
    }

    private void deploy(String table, String from, String to) throws IOException {
        var model = Files.readString(Table.FOLDER.resolve(table + ".dmn")).replace(from, to);
        deployment = repositoryService
                .createDeployment()
                .addString(table + ".dmn", model)
                .deploy()
                .getId();
    }
}
