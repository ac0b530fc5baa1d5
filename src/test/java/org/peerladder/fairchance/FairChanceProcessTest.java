package org.peerladder.fairchance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.peerladder.TestAgency.form;
import static org.peerladder.TestAgency.json;
import static org.peerladder.appointment.OpenPost.LAW;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.ProcessTest;
import org.peerladder.StoredTexts;
import org.peerladder.TestAgency;
import org.peerladder.access.Accounts;
import org.peerladder.appointment.OpenPost;
import org.peerladder.career.Career;
import org.peerladder.career.RosterFile;
import org.peerladder.cases.Cases;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

@ProcessTest
@ExtendWith(OutputCaptureExtension.class)
class FairChanceProcessTest {

    private static final String PLANTED = "heron-under-the-bridge";

    @Autowired
    TestAgency agency;

    @Autowired
    FairChanceFiles files;

    @Autowired
    FairChanceSweep sweep;

    @Autowired
    FirstCalls firstCalls;

    @Autowired
    Cases cases;

    @Autowired
    Career career;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    @Autowired
    HistoryService history;

    @Autowired
    Accounts passwords;

    @Autowired
    TestRestTemplate http;

    @Autowired
    DataSource database;

    @Autowired
    JdbcClient jdbc;

    OpenPost post;

    @BeforeEach
    void open() {
        agency.open();
        post = new OpenPost(agency).staffed();
    }

    private ProcessInstance checking() {
        return post.offered("siteCheckCite", LAW);
    }

    private ProcessInstance agreed() {
        var vacancy = checking();
        agency.answers("eli", vacancy, "userTask_consentToCheck", form("consent", true));
        return vacancy;
    }

    private ProcessInstance heardFirst() {
        var vacancy = agreed();
        agency.answers("ivy", vacancy, "userTask_recordCheckOutcome", form("checkOutcome", "hear-first"));
        return vacancy;
    }

    private ProcessInstance heard() {
        var vacancy = heardFirst();
        agency.answers(
                "eli",
                vacancy,
                "userTask_respondToReport",
                form("response", "Twelve years ago; ask " + PLANTED, "disputesReport", false));
        return vacancy;
    }

    private void assesses(String officer, ProcessInstance vacancy, String result) {
        agency.answers(
                officer,
                vacancy,
                "userTask_assessIndividually",
                form(
                        "factorFindings",
                        json("{\"factor1\":\"neutral\",\"factor2\":\"speaks-for\",\"factor3\":\"speaks-against\"}"),
                        "checkResult",
                        result));
    }

    /** All that the vacancy knows: it goes on with the plan, or with the others. */
    private void goesOn(ProcessInstance vacancy) {
        assertThat(vacancy).isWaitingAt("userTask_assignSupervisees");
    }

    private void doesNotGoOn(ProcessInstance vacancy) {
        assertThat(vacancy).isWaitingAt("userTask_selectCandidate");
        assertThat(career.worker("eli").orElseThrow().position())
                .as("the present job")
                .isEqualTo("peer-3");
    }

    @Test
    void withoutACiteThereIsNoCheck() {
        var vacancy = post.offered();

        assertThat(agency.tasks(vacancy, "userTask_consentToCheck")).isEmpty();
        goesOn(vacancy);
    }

    @Test
    void thereIsNoCheckBeforeTheConditionalOffer() {
        var vacancy = post.recommended("siteCheckCite", LAW);
        post.selects("dana", vacancy, "eli");
        post.othersHeard(vacancy, "fay");

        assertThat(agency.tasks(vacancy, "userTask_consentToCheck")).isEmpty();
        assertThat(files.of(agency.businessKey(vacancy))).isEmpty();
        assertThatThrownBy(() -> runtime.startProcessInstanceByKey(
                        FairChanceProcess.KEY,
                        agency.businessKey(vacancy),
                        Map.of("applicantId", "eli", "siteCheckCite", LAW, "targetPosition", "peer-supervisor")))
                .hasStackTraceContaining("conditional offer");
    }

    @Test
    void whoIsClearGoesOn() {
        var vacancy = agreed();
        agency.answers("ivy", vacancy, "userTask_recordCheckOutcome", form("checkOutcome", "clear"));

        goesOn(vacancy);
    }

    @Test
    void whoDoesNotAgreeEndsThisCandidacyOnly() {
        var vacancy = checking();
        agency.answers("eli", vacancy, "userTask_consentToCheck", form("consent", false));

        doesNotGoOn(vacancy);
        assertThat(firstCalls.has("eli")).isFalse();
    }

    @Test
    void theFirstReaderMayFindThatItGoesOn() {
        var vacancy = heard();
        assesses("ivy", vacancy, "go-on");

        goesOn(vacancy);
    }

    @Test
    void aNoNeedsASecondReader() {
        var vacancy = heard();
        assesses("ivy", vacancy, "no");
        assertThatThrownBy(() -> agency.answers("ivy", vacancy, "userTask_secondReading", form("secondView", "agree")))
                .as("a second person")
                .isNotNull();
        agency.answers("ezra", vacancy, "userTask_secondReading", form("secondView", "disagree"));

        goesOn(vacancy);
    }

    @Test
    void afterANoThereIsAChoiceAndTheOthersAreAsked() {
        var vacancy = heard();
        assesses("ivy", vacancy, "no");
        agency.answers("ezra", vacancy, "userTask_secondReading", form("secondView", "agree"));
        agency.answers("eli", vacancy, "userTask_considerAlternative", form("alternative", "same-level-post"));

        doesNotGoOn(vacancy);
        assertThat(firstCalls.has("eli")).isTrue();
        assertThat(files.of(agency.businessKey(vacancy)).get(0).alternative()).isEqualTo("same-level-post");
    }

    @Test
    void whoDoesNotChooseKeepsTheFirstCall() {
        var vacancy = heard();
        assesses("ivy", vacancy, "no");
        agency.answers("ezra", vacancy, "userTask_secondReading", form("secondView", "agree"));
        agency.runs(vacancy, "event_choiceOpenNoLonger");

        doesNotGoOn(vacancy);
        assertThat(firstCalls.has("eli")).isTrue();
        var next = post.called("programId", "South");
        var task = agency.taskOf("eli", next, "userTask_applyForPost");
        assertThat(agency.variable(task, "firstCallNote")).asString().contains("first call");
    }

    @Test
    void whoWantsNothingElseHasNoFirstCall() {
        var vacancy = heard();
        assesses("ivy", vacancy, "no");
        agency.answers("ezra", vacancy, "userTask_secondReading", form("secondView", "agree"));
        agency.answers("eli", vacancy, "userTask_considerAlternative", form("alternative", "neither"));

        doesNotGoOn(vacancy);
        assertThat(firstCalls.has("eli")).isFalse();
    }

    @Test
    void theClockNeverDecides() {
        var vacancy = heardFirst();
        agency.runs(vacancy, "event_answerClockOver");

        assertThat(agency.tasks(vacancy, "userTask_assessIndividually")).hasSize(1);
        assertThat(vacancy).as("held").isWaitingAt("callActivity_fairChanceCheck");
    }

    @Test
    void aDisputeStopsTheClock() {
        var vacancy = heardFirst();
        agency.answers("eli", vacancy, "userTask_respondToReport", form("disputesReport", true));
        assertThatThrownBy(() -> agency.runs(vacancy, "event_answerClockOver"))
                .as("no clock runs")
                .isInstanceOf(AssertionError.class);
        agency.answers("ivy", vacancy, "userTask_resolveDispute", form("disputeResolved", "corrected"));
        agency.answers("ivy", vacancy, "userTask_recordCheckOutcome", form("checkOutcome", "clear"));

        goesOn(vacancy);
    }

    @Test
    void aReportThatStandsIsAssessed() {
        var vacancy = heardFirst();
        agency.answers("eli", vacancy, "userTask_respondToReport", form("disputesReport", true));
        agency.answers("ivy", vacancy, "userTask_resolveDispute", form("disputeResolved", "stands"));

        assertThat(agency.tasks(vacancy, "userTask_assessIndividually")).hasSize(1);
    }

    @Test
    void everyFactorIsWeighed() {
        var vacancy = heard();

        assertThatThrownBy(() -> agency.answers(
                        "ivy",
                        vacancy,
                        "userTask_assessIndividually",
                        form("factorFindings", json("{\"factor1\":\"neutral\"}"), "checkResult", "no")))
                .hasMessageContaining("factor2");
    }

    @Test
    void newYorkWeighsEightFactors() {
        var vacancy = post.offered("siteCheckCite", "NY Social Services Law 378-a", "state", "NY");
        agency.answers("eli", vacancy, "userTask_consentToCheck", form("consent", true));
        agency.answers("ivy", vacancy, "userTask_recordCheckOutcome", form("checkOutcome", "hear-first"));
        var task = agency.taskOf("eli", vacancy, "userTask_respondToReport");

        assertThat(agency.variable(task, "factors").toString().split("\"factor\""))
                .hasSize(9);
    }

    @Test
    void whereThereAreNotTwoOfficersTheDirectorsNameSomebodyFirst() {
        agency.roster(
                RosterFile.STAFF, "ezra,Ezra,Ellis,ezra@example.org,Office,,Clerk,39.00,40,-2500d,-900d,lena,,true");
        var vacancy = checking();
        assertThat(agency.tasks(vacancy, "userTask_consentToCheck")).isEmpty();
        for (var person : List.of("marcus", "eli", "dana", "nobody")) {
            assertThatThrownBy(() -> agency.answers(
                            "dana", vacancy, "userTask_nameSecondReader", form("secondReaderId", person)))
                    .as(person)
                    .hasMessageContaining("secondReaderId");
        }
        agency.answers("dana", vacancy, "userTask_nameSecondReader", form("secondReaderId", "kim"));
        agency.answers("eli", vacancy, "userTask_consentToCheck", form("consent", true));
        agency.answers("ivy", vacancy, "userTask_recordCheckOutcome", form("checkOutcome", "hear-first"));
        agency.runs(vacancy, "event_answerClockOver");
        assesses("ivy", vacancy, "no");
        for (var other : List.of("dana", "rosa", "lena")) {
            assertThatThrownBy(
                            () -> agency.answers(other, vacancy, "userTask_secondReading", form("secondView", "agree")))
                    .as(other)
                    .isNotNull();
        }
        agency.answers("kim", vacancy, "userTask_secondReading", form("secondView", "disagree"));

        goesOn(vacancy);
    }

    @Test
    void whoStepsAsideDuringTheCheckIsOutLikeAnybodyElse() {
        var vacancy = heardFirst();
        cases.stop(agency.businessKey(vacancy), "eli");

        doesNotGoOn(vacancy);
        sweep.sweep();
        assertThat(files.of(agency.businessKey(vacancy)).get(0).closedOn()).isEqualTo(LocalDate.now());
    }

    @ParameterizedTest
    @ValueSource(strings = {"agreed", "hear-first", "heard"})
    void aCandidateWhoLeavesTheAgencyIsOut(String stage) {
        var vacancy =
                switch (stage) {
                    case "agreed" -> agreed();
                    case "hear-first" -> heardFirst();
                    default -> heard();
                };
        agency.roster(
                RosterFile.STAFF, "eli,Eli,Evans,eli@example.org,South,adult,,,40,-1500d,-600d,marcus,peers,false");

        assertThat(vacancy).isWaitingAt("userTask_selectCandidate");
    }

    @ParameterizedTest
    @CsvSource({"checkOutcome, a report from 2009", "checkOutcome, ''", "content, something", "comment, something"})
    void contentHasNoPlace(String field, String value) {
        var vacancy = agreed();

        assertThatThrownBy(() -> agency.answers(
                        "ivy", vacancy, "userTask_recordCheckOutcome", form("checkOutcome", "clear", field, value)))
                .hasMessageContaining(field);
        assertThat(files.of(agency.businessKey(vacancy)).get(0).outcome()).isNull();
    }

    /** A comment would be a place for it. */
    @Test
    void nothingIsWrittenBesideIt() {
        var vacancy = agreed();
        passwords.setPassword("ivy", "ivy-Ladder-4-Tests!");
        var task = agency.taskOf("ivy", vacancy, "userTask_recordCheckOutcome");
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);

        assertThat(http.withBasicAuth("ivy", "ivy-Ladder-4-Tests!")
                        .postForEntity(
                                "/engine-rest/task/" + task.getId() + "/comment/create",
                                new HttpEntity<>("{\"message\":\"" + PLANTED + "\"}", headers),
                                String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void onlyOfficersRecord() {
        var vacancy = agreed();
        for (var person : List.of("dana", "rosa", "lena", "kim", "marcus", "eli", "fay")) {
            assertThatThrownBy(() -> agency.answers(
                            person, vacancy, "userTask_recordCheckOutcome", form("checkOutcome", "clear")))
                    .as(person)
                    .isNotNull();
        }
    }

    @Test
    void nothingOfItIsAnywhereButInItsFile(CapturedOutput log) throws SQLException {
        var vacancy = heard();
        assertThat(StoredTexts.columnsWith(database, PLANTED)).containsExactly("fair_chance_check.response");
        assesses("ivy", vacancy, "no");
        assertThat(StoredTexts.columnsWith(database, "\"factor3\":\"speaks-against\""))
                .containsExactly("fair_chance_check.findings");
        agency.answers("ezra", vacancy, "userTask_secondReading", form("secondView", "agree"));
        assertThat(StoredTexts.columnsWith(database, "hear-first"))
                .as("and in the deployed form, as a choice")
                .containsExactly("act_ge_bytearray.bytes_", "fair_chance_check.outcome");
        agency.answers("eli", vacancy, "userTask_considerAlternative", form("alternative", "first-call"));
        assertThat(StoredTexts.columnsWith(database, PLANTED)).containsExactly("fair_chance_check.response");
        assertThat(StoredTexts.columnsWith(database, "Say your side"))
                .as("which step it was; it stands in the diagram")
                .containsExactly("act_ge_bytearray.bytes_");
        for (var step : List.of("userTask_respondToReport", "userTask_assessIndividually", "userTask_secondReading")) {
            assertThat(StoredTexts.columnsWith(database, step))
                    .as(step)
                    .allMatch(column -> column.equals("act_ge_bytearray.bytes_")
                            || column.equals("act_ru_jobdef.act_id_")
                            || column.equals("act_ru_jobdef.job_configuration_"));
        }
        assertThat(log.getAll()).doesNotContain(PLANTED, "hear-first", "Say your side", "userTask_respondToReport");
    }

    /** Everybody but the officers and the person, on every route that could tell. */
    @Test
    void nobodyElseReadsItOnAnyRoute() {
        var vacancy = heard();
        var number = agency.businessKey(vacancy);
        var check = runtime.createProcessInstanceQuery()
                .processDefinitionKey(FairChanceProcess.KEY)
                .singleResult()
                .getId();
        var task = agency.tasks(vacancy, "userTask_assessIndividually").get(0).getId();
        for (var person : List.of("dana", "rosa", "lena", "kim", "marcus", "fay", "eli", "ivy")) {
            passwords.setPassword(person, person + "-Ladder-4-Tests!");
        }
        var routes = List.of(
                "/api/fair-chance/" + number,
                "/api/cases/" + number,
                "/api/cases",
                "/api/cases/mine",
                "/api/audit?caseNumber=" + number,
                "/api/mails?state=dead",
                "/engine-rest/task/" + task,
                "/engine-rest/task/" + task + "/form-variables",
                "/engine-rest/task/" + task + "/variables",
                "/engine-rest/task/" + task + "/localVariables",
                "/engine-rest/task/" + task + "/comment",
                "/engine-rest/task?processInstanceBusinessKey=" + number,
                "/engine-rest/task?processDefinitionKey=fair-chance-check",
                "/engine-rest/process-instance/" + check + "/activity-instances",
                "/engine-rest/process-instance/" + check + "/variables",
                "/engine-rest/variable-instance?processInstanceIdIn=" + check,
                "/engine-rest/history/activity-instance?processInstanceId=" + check,
                "/engine-rest/history/task?processInstanceId=" + check,
                "/engine-rest/history/variable-instance?processInstanceId=" + check,
                "/engine-rest/history/detail?processInstanceId=" + check,
                "/engine-rest/history/identity-link-log",
                "/engine-rest/history/user-operation?processInstanceId=" + check);
        for (var person : List.of("admin", "dana", "rosa", "lena", "kim", "marcus", "fay")) {
            for (var route : routes) {
                var told = get(person, route);
                assertThat(told.getStatusCode().is5xxServerError())
                        .as(person + " " + route)
                        .isFalse();
                assertThat(told.getBody())
                        .as(person + " " + route)
                        .satisfiesAnyOf(body -> assertThat(body).isNull(), body -> assertThat(body)
                                .doesNotContain(
                                        PLANTED,
                                        "hear-first",
                                        "respondToReport",
                                        "assessIndividually",
                                        "Say your side",
                                        "Assess individually"));
            }
        }

        assertThat(get("eli", "/api/fair-chance/" + number).getBody()).contains("hear-first", PLANTED);
        assertThat(get("ivy", "/api/fair-chance/" + number).getBody()).contains("hear-first", PLANTED);
        assertThat(get("ivy", "/engine-rest/task/" + task + "/form-variables").getBody())
                .contains(PLANTED);
        assertThat(get("dana", "/api/fair-chance/" + number).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(get("dana", "/api/cases/" + number).getBody())
                .contains("Conditional offer", "The steps between the conditional offer and the appointment");
    }

    /** The administrator may ask about everything that runs; where a check is tells how it stands. */
    @Test
    void nobodyFindsOutWhereItIs() {
        var vacancy = heardFirst();
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(FairChanceProcess.KEY)
                .latestVersion()
                .singleResult()
                .getId();
        var check = runtime.createProcessInstanceQuery()
                .processDefinitionId(definition)
                .singleResult()
                .getId();

        assertThat(get("admin", "/engine-rest/process-instance/" + check).getStatusCode())
                .as("that it runs")
                .isEqualTo(HttpStatus.OK);
        for (var route : List.of(
                "/job?processInstanceId=" + check,
                "/execution?activityId=userTask_respondToReport",
                "/process-instance?activityIdIn=userTask_respondToReport",
                "/task?taskDefinitionKey=userTask_respondToReport",
                "/process-definition/" + definition + "/statistics")) {
            assertThat(get("admin", "/engine-rest" + route).getBody()).as(route).isEqualTo("[]");
        }
        for (var route : List.of(
                "/job/count?processInstanceId=" + check,
                "/execution/count?activityId=userTask_respondToReport",
                "/process-instance/count?activityIdIn=userTask_respondToReport",
                "/task/count?taskDefinitionKey=userTask_respondToReport")) {
            assertThat(get("admin", "/engine-rest" + route).getBody()).as(route).isEqualTo("{\"count\":0}");
        }
        assertThat(agency.tasks(vacancy, "userTask_respondToReport")).hasSize(1);
    }

    @Test
    void theFileGoesWhenItWasKeptLongEnough() {
        var vacancy = agreed();
        agency.answers("ivy", vacancy, "userTask_recordCheckOutcome", form("checkOutcome", "clear"));
        sweep.sweep();
        assertThat(files.of(agency.businessKey(vacancy))).hasSize(1);
        jdbc.sql("update fair_chance_check set keep_until = ?")
                .param(LocalDate.now().minusDays(1))
                .update();
        sweep.sweep();

        assertThat(files.of(agency.businessKey(vacancy))).isEmpty();
    }

    @Test
    void theHistoryKnowsThatItRanAndNothingElse() {
        var vacancy = heard();
        assesses("ivy", vacancy, "go-on");
        var check = history.createHistoricProcessInstanceQuery()
                .processDefinitionKey(FairChanceProcess.KEY)
                .processInstanceBusinessKey(agency.businessKey(vacancy))
                .singleResult();

        assertThat(check.getEndTime()).isNotNull();
        assertThat(Stream.of(
                        history.createHistoricActivityInstanceQuery()
                                .processInstanceId(check.getId())
                                .count(),
                        history.createHistoricTaskInstanceQuery()
                                .processInstanceId(check.getId())
                                .count(),
                        history.createHistoricVariableInstanceQuery()
                                .processInstanceId(check.getId())
                                .count(),
                        history.createHistoricDetailQuery()
                                .processInstanceId(check.getId())
                                .count()))
                .allMatch(count -> count == 0);
    }

    private ResponseEntity<String> get(String person, String route) {
        var password = person.equals("admin") ? "Ladder-4-Tests!" : person + "-Ladder-4-Tests!";
        return http.withBasicAuth(person, password).getForEntity(route, String.class);
    }
}
