package org.peerladder.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.TestAgency;
import org.peerladder.WithApplication;
import org.peerladder.access.Accounts;
import org.peerladder.career.Career;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A promotion as people meet it over HTTP: what is refused, why, and that the case stays as it was. */
@Tag("both-databases")
@WithApplication
class PromotionRestTest {

    private static final String START = "/engine-rest/process-definition/key/promotion/submit-form";
    private static final String GOOD_START =
            """
            {"variables": {
              "targetPosition": {"value": "peer-2"},
              "careerGoal": {"value": "Mentor people who are new here"},
              "keepDirectService": {"value": true}
            }}""";

    @Autowired
    TestAgency agency;

    @Autowired
    TestRestTemplate http;

    @Autowired
    ObjectMapper json;

    @Autowired
    Accounts accounts;

    @Autowired
    Career career;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    HistoryService history;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void open() {
        agency.open();
        for (var person : List.of("ana", "ben", "dee", "eli", "fay", "marcus", "lena", "dana")) {
            accounts.setPassword(person, password(person));
        }
    }

    @Test
    void fromTheRequestToTheEndorsement() throws Exception {
        var answer = post("ana", START, GOOD_START);

        assertThat(answer.getStatusCode().value()).as(answer.toString()).isEqualTo(200);
        var request = request(json.readTree(answer.getBody()).path("id").asText());
        assertThat(json.readTree(answer.getBody()).path("businessKey").asText())
                .isEqualTo(agency.businessKey(request))
                .matches("PRM-\\d{4}-\\d{4,}");
        agency.runs(request, "businessRuleTask_assessEligibility");
        var endorse = agency.taskOf("marcus", request, "userTask_endorse");
        assertThat(submit("marcus", endorse, "{\"variables\": {\"endorsement\": {\"value\": \"endorse\"}}}")
                        .getStatusCode()
                        .value())
                .isEqualTo(204);
        assertThat(agency.tasks(request, "userTask_nameConflicts")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chief", "", "PEER-2", "peer-director", "peer-1"})
    void anUnknownOrUnreachableTargetStartsNothing(String target) {
        assertRefused(post("ana", START, GOOD_START.replace("peer-2", target)), "targetPosition");
        assertThat(cases()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "eligible, true",
        "applicantId, '\"ana\"'",
        "applicantId, '\"eli\"'",
        "panelOutcome, '\"promote\"'",
        "competencyAccepted, true"
    })
    void aForgedVariableStartsNothing(String name, String value) {
        var forged = GOOD_START.replaceFirst(
                "\"variables\": \\{", "\"variables\": {\"" + name + "\": {\"value\": " + value + "},");

        assertRefused(post("ana", START, forged), name);
        assertThat(cases()).isZero();
    }

    @Test
    void theRequestNumberIsNotTheCallersToGive() {
        assertRefused(
                post("ana", START, GOOD_START.replaceFirst("\\{", "{\"businessKey\": \"PRM-2026-0001\", ")),
                "businessKey");
        assertThat(cases()).isZero();
    }

    @Test
    void nobodyAsksForAColleague() {
        assertRefused(
                post(
                        "dee",
                        START,
                        GOOD_START.replaceFirst(
                                "\"variables\": \\{", "\"variables\": {\"workerId\": {\"value\": \"ana\"},")),
                "workerId");
        assertThat(cases()).isZero();
    }

    @Test
    void nobodyEndorsesTheirOwnRequest() {
        var request = agency.assessedRequest("ana");
        var endorse = agency.taskOf("marcus", request, "userTask_endorse");
        var before = state();

        for (var route : List.of("submit-form", "complete")) {
            var answer = post(
                    "ana",
                    "/engine-rest/task/" + endorse.getId() + "/" + route,
                    "{\"variables\": {\"endorsement\": {\"value\": \"endorse\"}}}");
            assertThat(answer.getStatusCode().value()).as(answer.toString()).isEqualTo(403);
        }
        assertThat(post("ana", "/engine-rest/task/" + endorse.getId() + "/claim", "{\"userId\": \"ana\"}")
                        .getStatusCode()
                        .is4xxClientError())
                .isTrue();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aViewThatIsNotYoursCannotBeGiven() {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        var elis = agency.taskOf("eli", request, "userTask_review");
        var before = state();

        for (var person : List.of("fay", "ana", "lena", "dana")) {
            var answer = submit(person, elis, "{\"variables\": {\"ballot\": {\"value\": \"develop\"}}}");
            assertThat(answer.getStatusCode().value()).as(answer.toString()).isEqualTo(403);
        }
        assertThat(state()).isEqualTo(before);
        assertThat(jdbc.sql("select count(*) from panel_ballot")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"eli\",\"fay\"]            | it needs 3 reviewers",
                "[\"eli\",\"fay\",\"marcus\"] | not among the choices (marcus)",
                "[\"eli\",\"fay\",\"ana\"]    | not among the choices (ana)",
                "[\"eli\",\"fay\",\"nobody\"] | panelists",
                "[\"eli\",\"eli\",\"fay\"]    | panelists",
                "[]                           | panelists",
                "\"eli\"                      | panelists"
            })
    void anUnlawfulPanelIsRefused(String panelists, String why) {
        var request = agency.requestBeforeThePanel("ana");
        var seat = agency.taskOf("lena", request, "userTask_seatPanel");
        var before = state();

        var answer = submit(
                "lena",
                seat,
                "{\"variables\": {\"panelists\": {\"type\": \"Json\", \"value\": " + quoted(panelists) + "}}}");

        assertRefused(answer, "panelists", why);
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "25.03, hourlyRate",
        "30.79, hourlyRate",
        "22.99, hourlyRate",
        "0.00, hourlyRate",
        "26.4, hourlyRate",
        "-26.40, hourlyRate",
        "twenty, hourlyRate"
    })
    void aRateOutsideTheGradeIsRefused(String rate, String field) {
        var request = agency.requestBeforeTheOffer("ana");
        var confirm = agency.taskOf("lena", request, "userTask_confirmOffer");
        var before = state();

        assertRefused(submit("lena", confirm, offer(rate, LocalDate.now().toString())), field);
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-01-01", "2027-02-30", "2027-13-01", "01.03.2027", "tomorrow", ""})
    void aDayInThePastOrOfNoCalendarIsRefused(String day) {
        var request = agency.requestBeforeTheOffer("ana");
        var confirm = agency.taskOf("lena", request, "userTask_confirmOffer");
        var before = state();

        assertRefused(submit("lena", confirm, offer("26.40", day)), "effectiveDate");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void theApplicantStopsOnceAndNobodyElseCan() {
        var request = agency.endorsedRequest("ana");
        var number = agency.businessKey(request);
        var route = "/api/cases/" + number + "/withdraw";
        var before = state();

        for (var person : List.of("ben", "marcus", "lena", "dana")) {
            var answer = post(person, route, "");
            assertThat(answer.getStatusCode().value()).as(answer.toString()).isEqualTo(404);
            assertThat(answer.getBody()).doesNotContain("ana", "Ana");
        }
        assertThat(state()).isEqualTo(before);

        var answer = post("ana", route, "");
        assertThat(answer.getStatusCode().value()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.getBody()).contains(number, "withdrawn");
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();

        assertThat(post("ana", route, "").getStatusCode().value()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRM-2026-9999", "x", "%00", "%F0%9F%98%80", "..%2F..", "' or 1=1"})
    void aNumberThatIsNoRequestIsNotFound(String number) {
        var answer = http.exchange(
                URI.create(http.getRootUri() + "/api/cases/"
                        + number.replace(" ", "%20").replace("'", "%27") + "/withdraw"),
                HttpMethod.POST,
                new HttpEntity<>(headers("ana")),
                String.class);

        assertThat(answer.getStatusCode().is4xxClientError())
                .as(answer.toString())
                .isTrue();
    }

    @Test
    void theCareerMapShowsWhereOneStands() throws Exception {
        var map = json.readTree(get("ana", "/api/career-map").getBody());

        assertThat(map.path("worker").asText()).isEqualTo("ana");
        assertThat(map.path("position").asText()).isEqualTo("peer-1");
        assertThat(map.path("hourlyRate").asText()).isEqualTo("23.00");
        var peer2 = target(map, "peer-2");
        assertThat(peer2.path("eligible").asBoolean()).isTrue();
        assertThat(peer2.path("assessment")).isNotEmpty();
        assertThat(target(json.readTree(get("ben", "/api/career-map").getBody()), "peer-2")
                        .path("eligible")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aCareerMapIsForThePersonTheSupervisorAndHr() {
        assertThat(get("marcus", "/api/career-map?worker=ana").getStatusCode().value())
                .isEqualTo(200);
        assertThat(get("lena", "/api/career-map?worker=ana").getStatusCode().value())
                .isEqualTo(200);
        assertThat(get("ben", "/api/career-map?worker=ana").getStatusCode().value())
                .isEqualTo(403);
        assertThat(get("ana", "/api/career-map?worker=nobody").getStatusCode().is4xxClientError())
                .isTrue();
    }

    private static JsonNode target(JsonNode map, String position) {
        for (var target : map.path("targets")) {
            if (target.path("position").asText().equals(position)) {
                return target;
            }
        }
        throw new AssertionError("No target " + position + " in " + map);
    }

    /** All there is of the open cases: tasks with who holds them, jobs and variables, called processes included. */
    private Map<String, Object> state() {
        var state = new TreeMap<String, Object>();
        for (Task task : tasks.createTaskQuery().list()) {
            state.put("task " + task.getId(), task.getTaskDefinitionKey() + " " + task.getAssignee());
        }
        for (VariableInstance variable : runtime.createVariableInstanceQuery().list()) {
            state.put(
                    "variable " + variable.getExecutionId() + " " + variable.getTaskId() + " " + variable.getName(),
                    String.valueOf(variable.getValue()));
        }
        state.put(
                "ended", history.createHistoricProcessInstanceQuery().finished().count());
        state.put("ana", career.worker("ana").orElseThrow());
        return state;
    }

    private ProcessInstance request(String id) {
        return runtime.createProcessInstanceQuery().processInstanceId(id).singleResult();
    }

    private long cases() {
        return runtime.createProcessInstanceQuery().count();
    }

    private static String offer(String rate, String day) {
        return """
                {"variables": {
                  "hourlyRate": {"value": "%s"},
                  "effectiveDate": {"value": "%s"},
                  "funding": {"value": "funded"}
                }}"""
                .formatted(rate, day);
    }

    private String quoted(String text) {
        return json.getNodeFactory().textNode(text).toString();
    }

    private ResponseEntity<String> submit(String person, Task task, String body) {
        return post(person, "/engine-rest/task/" + task.getId() + "/submit-form", body);
    }

    private ResponseEntity<String> post(String person, String route, String body) {
        return http.exchange(route, HttpMethod.POST, new HttpEntity<>(body, headers(person)), String.class);
    }

    private ResponseEntity<String> get(String person, String route) {
        return http.exchange(route, HttpMethod.GET, new HttpEntity<>(headers(person)), String.class);
    }

    private static HttpHeaders headers(String person) {
        var headers = new HttpHeaders();
        headers.setBasicAuth(person, password(person));
        headers.setContentType(MediaType.APPLICATION_JSON);
        return headers;
    }

    private static String password(String person) {
        return "Ladder-4-" + person;
    }

    private static void assertRefused(ResponseEntity<String> answer, String... words) {
        assertThat(answer.getStatusCode().value()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.getBody()).contains(words).contains("Nothing was stored.");
    }
}
