package org.peerladder.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;
import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE_INSTANCE;
import static org.camunda.bpm.engine.authorization.Permissions.READ;
import static org.camunda.bpm.engine.authorization.Resources.APPLICATION;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_INSTANCE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.Refusal;
import org.peerladder.WithApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The form contract as a caller over HTTP meets it, on engine REST and on the webapps' own API. */
@Tag("both-databases")
@TestInstance(Lifecycle.PER_CLASS)
@WithApplication
class FormContractRestTest {

    private static final String LIBRARIAN = "contract-librarian";
    private static final String STRANGER = "contract-stranger";
    private static final String PASSWORD = "Shelf-4-Everyone!";

    private static final String START = "/engine-rest/process-definition/key/library-card/submit-form";
    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final String GOOD_START =
            """
            {"variables": {
              "reader": {"value": "Ana Reyes"},
              "remark": {"value": ""},
              "kind": {"value": "adult"},
              "books": {"value": 5},
              "branches": {"type": "Json", "value": "[\\"north\\",\\"south\\"]"}
            }}""";

    @Autowired
    TestRestTemplate http;

    @Autowired
    ObjectMapper json;

    @Autowired
    RepositoryService repositoryService;

    @Autowired
    RuntimeService runtimeService;

    @Autowired
    TaskService taskService;

    @Autowired
    HistoryService historyService;

    @Autowired
    IdentityService identityService;

    @Autowired
    AuthorizationService authorizationService;

    private String deployment;

    @BeforeAll
    void deploy() {
        deployment = repositoryService
                .createDeployment()
                .name("form contract test")
                .addClasspathResource("contract/library-card.bpmn")
                .addClasspathResource("contract/library-card-request.form")
                .addClasspathResource("contract/library-card-issue.form")
                .deploy()
                .getId();
        for (var id : List.of(LIBRARIAN, STRANGER)) {
            var user = identityService.newUser(id);
            user.setPassword(PASSWORD);
            identityService.saveUser(user);
            identityService.createMembership(id, "finance");
        }
        grant(APPLICATION, "tasklist", ACCESS);
        grant(PROCESS_DEFINITION, "library-card", CREATE_INSTANCE, READ);
        grant(PROCESS_INSTANCE, "*", CREATE);
    }

    @AfterEach
    void deleteTheCases() {
        runtimeService
                .createProcessInstanceQuery()
                .processDefinitionKey("library-card")
                .list()
                .forEach(open -> runtimeService.deleteProcessInstance(open.getId(), "test is over"));
        historyService
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey("library-card")
                .list()
                .forEach(ended -> historyService.deleteHistoricProcessInstance(ended.getId()));
    }

    @AfterAll
    void cleanUp() {
        repositoryService.deleteDeployment(deployment, true);
        for (var id : List.of(LIBRARIAN, STRANGER)) {
            identityService.deleteUser(id);
            authorizationService
                    .createAuthorizationQuery()
                    .userIdIn(id)
                    .list()
                    .forEach(grant -> authorizationService.deleteAuthorization(grant.getId()));
        }
    }

    @Test
    void aGoodRequestRunsToItsEnd() {
        assertThat(post(START, GOOD_START).getStatusCode().value()).isEqualTo(200);
        assertThat(runtimeService.getVariable(task().getProcessInstanceId(), "books"))
                .isEqualTo(5);

        var issued = submit(
                task(),
                """
                {"variables": {
                  "reader": {"value": "Ana Reyes"},
                  "branch": {"value": "north"},
                  "deposit": {"value": "12.50"},
                  "letter": {"type": "Json", "value": "{\\"wanted\\":true}"}
                }}""");
        assertThat(issued.getStatusCode().value()).as(issued.toString()).isEqualTo(204);
        assertThat(runtimeService.getVariable(task().getProcessInstanceId(), "deposit"))
                .isEqualTo("12.50");

        var collected = post("/engine-rest/task/" + task().getId() + "/complete", "{}");
        assertThat(collected.getStatusCode().value()).isEqualTo(204);
        assertThat(task()).isNull();
    }

    @Test
    void aBadStartNamesEveryFaultAndStartsNothing() throws Exception {
        var definition = repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey("library-card")
                .singleResult();
        for (var route : List.of(START, "/engine-rest/process-definition/" + definition.getId() + "/submit-form")) {
            var answer = post(
                    route,
                    """
                    {"variables": {
                      "kind": {"value": "child"},
                      "books": {"value": 50},
                      "branches": {"type": "Json", "value": "[\\"west\\"]"},
                      "eligible": {"value": true}
                    }}""");

            assertRefused(answer, "reader:", "guardian:", "books:", "branches:", "eligible:", "Nothing was stored.");
            assertThat(json.readTree(answer.getBody()).path("message").asText()).doesNotContain("Cannot instantiate");
        }
        assertThat(cases()).isZero();
    }

    @Test
    void theRequestNumberIsNotTheCallersToGive() throws Exception {
        var answer = post(START, GOOD_START.replaceFirst("\\{", "{\"businessKey\": \"PRM-1\", "));

        assertRefused(answer, "businessKey:", "given by the application");
        assertThat(cases()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reader\": {\"value\": 7}}",
                "{\"reader\": {\"type\": \"Strange\", \"value\": \"x\"}}",
                "{\"reader\": {\"type\": \"Integer\", \"value\": \"x\"}}",
                "{\"reader\": {\"type\": \"Object\", \"value\": \"{}\", \"valueInfo\": {\"objectTypeName\": \"java.util.HashMap\", \"serializationDataFormat\": \"application/json\"}}}",
                "{\"reader\": {\"type\": \"File\", \"value\": \"eA==\", \"valueInfo\": {\"filename\": \"a.txt\"}}}",
                "{\"reader\": {\"type\": \"Bytes\", \"value\": \"eA==\"}}",
                "{\"reader\": {\"type\": \"Xml\", \"value\": \"<a/>\"}}",
                "{\"reader\": {\"type\": \"Date\", \"value\": \"2027-01-31T00:00:00.000+0000\"}}",
                "{\"reader\": {\"type\": \"Null\"}}",
                "{\"reader\": {\"value\": {\"deep\": [1]}}}",
                "{\"reader\": {\"value\": \"a\\u0000b\"}}",
                "{\"reader\": {\"value\": \"\\ud83d\"}}",
                "{\"books\": {\"value\": 1e400}}",
                "{\"books\": {\"value\": 99999999999999999999999999}}",
                "{\"books\": {\"type\": \"Double\", \"value\": \"NaN\"}}",
                "{\"branches\": {\"type\": \"Json\", \"value\": \"[north\"}}",
                "{\"branches\": {\"value\": [\"north\"]}}",
                "{\"reader\": null}",
                "{\"reader\": 7}",
                "{\"reader\": {\"type\": \"\", \"value\": \"x\"}}",
                "{\"reader\": {\"type\": \"Object\", \"value\": \"{}\"}}",
                "{\"reader\": {\"type\": \"File\", \"value\": \"eA==\"}}",
                "{\"reader\": {\"type\": \"Number\", \"value\": 5}}",
                "{\"reader\": {\"type\": \"Bytes\", \"value\": \"!\"}}",
                "{\"reader\": {\"value\": \"x\", \"valueInfo\": {\"transient\": true}}}",
                "{\"reader\": {\"type\": \"String\", \"value\": \"x\", \"valueInfo\": {\"transient\": \"yes\"}}}",
                "{\"reader\": ",
                "[]"
            })
    void whatCannotBeReadIsRefusedToo(String variables) {
        var answer = post(START, "{\"variables\": " + variables + "}");

        assertThat(answer.getStatusCode().value()).as(answer.toString()).isEqualTo(400);
        assertThat(cases()).isZero();
    }

    @Test
    void aTextThatTheDatabaseCannotHoldIsRefusedBeforeItGetsThere() throws Exception {
        assertRefused(
                post(START, GOOD_START.replace("\"value\": \"\"", "\"value\": \"" + "é".repeat(4001) + "\"")),
                "remark:",
                "at most 4000 characters");

        var longest = post(START, GOOD_START.replace("\"value\": \"\"", "\"value\": \"" + "é".repeat(4000) + "\""));
        assertThat(longest.getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void aHugeRequestIsRefused() throws Exception {
        var answer =
                post(START, GOOD_START.replace("\"value\": \"\"", "\"value\": \"" + "x".repeat(10_000_000) + "\""));

        assertThat(answer.getStatusCode().value()).isEqualTo(413);
        assertThat(answer.getBody()).contains("at most 1 MB");
        assertThat(cases()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"submit-form", "complete"})
    void aBadStepNamesEveryFaultAndChangesNothing(String route) throws Exception {
        post(START, GOOD_START);
        var before = task();

        var answer = post(
                "/engine-rest/task/" + before.getId() + "/" + route,
                """
                {"variables": {
                  "reader": {"value": "Somebody Else"},
                  "branch": {"value": "west"},
                  "deposit": {"value": "99.00"},
                  "letter": {"type": "Json", "value": "{\\"wanted\\":\\"yes\\",\\"forged\\":1}"},
                  "books": {"value": 1000}
                }}""");

        assertRefused(
                answer, "reader:", "one of north, south", "deposit:", "letter.wanted:", "letter.forged:", "books:");
        assertThat(task().getId()).isEqualTo(before.getId());
        assertThat(runtimeService.getVariables(before.getProcessInstanceId()))
                .containsEntry("books", 5)
                .doesNotContainKeys("branch", "deposit", "letter");
    }

    @Test
    void aStepWithoutAFormTakesNothing() throws Exception {
        post(START, GOOD_START);
        assertThat(submit(task(), "{\"variables\": {\"branch\": {\"value\": \"south\"}}}")
                        .getStatusCode()
                        .value())
                .isEqualTo(204);

        assertRefused(
                post("/engine-rest/task/" + task().getId() + "/complete", "{\"variables\": {\"a\": {\"value\": 1}}}"),
                "has no form");
        assertThat(task().getTaskDefinitionKey()).isEqualTo("userTask_collectCard");
    }

    @Test
    void aStrangerLearnsNothing() {
        post(START, GOOD_START);
        var bad = "{\"variables\": {\"forged\": {\"value\": 1}}}";

        for (var route : List.of(
                "/engine-rest/process-definition/" + task().getProcessDefinitionId() + "/submit-form",
                "/engine-rest/task/" + task().getId() + "/complete",
                "/engine-rest/task/" + task().getId() + "/submit-form")) {
            var answer = postAs(STRANGER, route, bad);

            assertThat(answer.getStatusCode().value()).isEqualTo(403);
            assertThat(answer.getBody()).doesNotContain("forged");
        }
    }

    @Test
    void anUnknownTaskIsTheCallersMistake() throws Exception {
        for (var route : List.of("complete", "submit-form", "claim")) {
            assertRefused(post("/engine-rest/task/nowhere/" + route, "{}"), "nowhere");
        }
    }

    @Test
    void aTaskOfSomebodyElseCannotBeClaimed() throws Exception {
        post(START, GOOD_START);

        assertRefused(
                post("/engine-rest/task/" + task().getId() + "/claim", "{\"userId\": \"" + STRANGER + "\"}"),
                "already claimed");
    }

    @RepeatedTest(10)
    void ofTwoWhoActAtOnceOneIsTold() throws Exception {
        post(START, GOOD_START);
        var task = task();
        var together = new CyclicBarrier(2);
        Callable<Integer> complete = () -> {
            together.await();
            return submit(task, "{\"variables\": {\"branch\": {\"value\": \"north\"}}}")
                    .getStatusCode()
                    .value();
        };

        var people = Executors.newFixedThreadPool(2);
        try {
            var first = people.submit(complete);
            var second = people.submit(complete);
            assertThat(List.of(first.get(), second.get())).containsExactlyInAnyOrder(204, 400);
        } finally {
            people.shutdown();
        }
        assertThat(task().getTaskDefinitionKey()).isEqualTo("userTask_collectCard");
    }

    @Test
    void javaIsHeldToTheFormAsWell() {
        post(START, GOOD_START);

        assertThat(catchThrowable(() -> taskService.complete(task().getId(), Variables.putValue("forged", 1))))
                .hasRootCauseInstanceOf(Refusal.class)
                .hasMessageContaining("branch: \"Where to collect it\" is needed; choose one.")
                .hasMessageContaining("forged:");

        var given = Variables.putValue("branch", "north")
                .putValueTyped(
                        "letter", SpinValues.jsonValue("{\"wanted\":false}").create());
        assertThat(taskService.completeWithVariablesInReturn(task().getId(), given, false))
                .containsEntry("branch", "north");
    }

    @Test
    void tasklistIsHeldToTheFormAndShowsWhy() throws Exception {
        post(START, GOOD_START);
        var session = signInToTasklist();

        var answer = send(
                "/camunda/api/engine/engine/default/task/" + task().getId() + "/submit-form",
                session,
                "{\"variables\": {\"branch\": {\"value\": \"west\"}}}");

        assertRefused(answer, "branch: \"Where to collect it\" is not among the choices; give one of north, south.");
        assertThat(task().getTaskDefinitionKey()).isEqualTo("userTask_issueCard");
    }

    private HttpHeaders signInToTasklist() {
        var cookies = new HashMap<String, String>();
        keep(cookies, http.getForEntity(TASKLIST, String.class));
        var login = session(cookies);
        login.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
        keep(
                cookies,
                http.exchange(
                        "/camunda/api/admin/auth/user/default/login/tasklist",
                        HttpMethod.POST,
                        new HttpEntity<>("username=" + LIBRARIAN + "&password=" + PASSWORD, login),
                        String.class));
        // Signing in begins a new session, whose token comes with the next page
        keep(cookies, http.exchange(TASKLIST, HttpMethod.GET, new HttpEntity<>(session(cookies)), String.class));
        return session(cookies);
    }

    private static void keep(Map<String, String> cookies, ResponseEntity<String> answer) {
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        for (var cookie : answer.getHeaders().getOrEmpty(HttpHeaders.SET_COOKIE)) {
            var pair = cookie.split(";")[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
    }

    private static HttpHeaders session(Map<String, String> cookies) {
        var headers = new HttpHeaders();
        cookies.forEach((name, value) -> headers.add(HttpHeaders.COOKIE, name + "=" + value));
        headers.set("X-XSRF-TOKEN", cookies.get("XSRF-TOKEN"));
        headers.setContentType(MediaType.APPLICATION_JSON);
        return headers;
    }

    private ResponseEntity<String> submit(Task task, String body) {
        return post("/engine-rest/task/" + task.getId() + "/submit-form", body);
    }

    private ResponseEntity<String> post(String route, String body) {
        return postAs(LIBRARIAN, route, body);
    }

    private ResponseEntity<String> postAs(String person, String route, String body) {
        var headers = new HttpHeaders();
        headers.setBasicAuth(person, PASSWORD);
        headers.setContentType(MediaType.APPLICATION_JSON);
        return send(route, headers, body);
    }

    private ResponseEntity<String> send(String route, HttpHeaders headers, String body) {
        return http.exchange(route, HttpMethod.POST, new HttpEntity<>(body, headers), String.class);
    }

    private void assertRefused(ResponseEntity<String> answer, String... words) throws JsonProcessingException {
        assertThat(answer.getStatusCode().value()).as(answer.toString()).isEqualTo(400);
        assertThat(json.readTree(answer.getBody()).path("message").asText()).contains(words);
    }

    private Task task() {
        return taskService
                .createTaskQuery()
                .processDefinitionKey("library-card")
                .singleResult();
    }

    private long cases() {
        return historyService
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey("library-card")
                .count();
    }

    private void grant(Resource resource, String id, Permission... permissions) {
        var grant = authorizationService.createNewAuthorization(AUTH_TYPE_GRANT);
        grant.setUserId(LIBRARIAN);
        grant.setResource(resource);
        grant.setResourceId(id);
        grant.setPermissions(permissions);
        authorizationService.saveAuthorization(grant);
    }
}
