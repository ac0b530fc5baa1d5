package org.peerladder.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.spring.boot.starter.rest.CamundaJerseyResourceConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Over HTTP: the guard stands before every route, and before the right people. */
@ProcessTest
class RouteGuardTest {

    /** What our own side shows to anyone. */
    private static final Set<String> PUBLIC = Set.of("/", "/error", "/demo");

    private static final String ADMIN = "admin";
    private static final String ENDORSED = "{\"variables\":{\"endorsement\":{\"value\":\"endorse\"}}}";

    @Autowired
    TestRestTemplate rest;

    @Autowired
    WebApplicationContext application;

    @Autowired
    CamundaJerseyResourceConfig engineRest;

    @Autowired
    List<RequestMappingHandlerMapping> ourRoutes;

    @Autowired
    TestAgency agency;

    @Autowired
    Accounts accounts;

    @Autowired
    TaskService taskService;

    @Autowired
    RuntimeService runtimeService;

    @BeforeEach
    void open() {
        agency.open();
        List.of("ana", "ben", "marcus", "dana", "lena", "rae", "eli")
                .forEach(who -> accounts.setPassword(who, password(who)));
    }

    @Test
    void noRouteOfTheEngineOrItsWebappsAnswersAStranger() {
        var unguarded = new ArrayList<String>();
        for (var route : RunningRoutes.of(application.getServletContext(), engineRest)) {
            var row = RouteTable.row(route.method(), route.example());
            var answer = send(null, route.method(), route.example(), null)
                    .getStatusCode()
                    .value();
            if (!row.anyone() && answer != (row.roles().isEmpty() ? 403 : 401)) {
                unguarded.add(route + " answers " + answer);
            }
        }
        assertThat(unguarded).isEmpty();
    }

    @Test
    void noRouteOfOursAnswersAStranger() {
        var unguarded = new ArrayList<String>();
        for (var mapping : ourRoutes) {
            mapping.getHandlerMethods().keySet().forEach(route -> {
                for (var path : route.getPatternValues()) {
                    var methods = route.getMethodsCondition().getMethods().stream()
                            .map(Enum::name)
                            .toList();
                    for (var method : methods.isEmpty() ? List.of("GET") : methods) {
                        var answer = send(null, method, path.replaceAll("\\{[^}]*}", "some-id"), null);
                        if (!PUBLIC.contains(path) && answer.getStatusCode() != HttpStatus.UNAUTHORIZED) {
                            unguarded.add(method + " " + path + " answers " + answer.getStatusCode());
                        }
                    }
                }
            });
        }
        assertThat(unguarded).isEmpty();
    }

    @Test
    void whatAPeerWorkerDoesNotNeedIsClosed() {
        var wrong = new ArrayList<String>();
        for (var route : RunningRoutes.of(application.getServletContext(), engineRest)) {
            var open = RouteTable.row(route.method(), route.example()).roles().contains(Role.PEERS);
            if (!open && route.route().startsWith("/engine-rest")) {
                var answer = send("ana", route.method(), route.example(), "{}");
                if (answer.getStatusCode() != HttpStatus.FORBIDDEN
                        || !answer.getBody().contains("not open to you")) {
                    wrong.add(route + " answers " + answer);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/task;a=b/count",
                "/engine-rest/task/../user",
                "/engine-rest//user",
                "/engine-rest/task/%2e%2e/user",
                "/engine-rest/task/%3Ba"
            })
    void anAddressThatCouldBeReadInTwoWaysIsNotRead(String path) {
        assertThat(send(ADMIN, "GET", path, null).getStatusCode().value()).isIn(400, 404);
    }

    @Test
    void whoHasNothingToDoWithACaseReachesNoneOfIt() {
        var task = theOnly("userTask_endorse", agency.assessedRequest("ana"));
        var of = "/engine-rest/task/" + task.getId();

        for (var route : List.of("", "/form", "/deployed-form", "/form-variables", "/comment")) {
            assertRefused(send("ben", "GET", of + route, null), task);
        }
        assertRefused(send("ben", "POST", of + "/claim", "{\"userId\":\"ben\"}"), task);
        assertRefused(send("ben", "POST", of + "/unclaim", "{}"), task);
        assertRefused(send("ben", "POST", of + "/comment/create", "{\"message\":\"Let me in\"}"), task);
        assertRefused(send("ben", "POST", of + "/complete", ENDORSED), task);
        assertRefused(send("ben", "POST", of + "/submit-form", ENDORSED), task);
        assertThat(send("ben", "GET", "/engine-rest/task", null).getBody()).isEqualTo("[]");
        assertThat(send("ben", "GET", "/engine-rest/history/user-operation?taskId=" + task.getId(), null)
                        .getBody())
                .isEqualTo("[]");
        assertThat(theOnly("userTask_endorse", task).getAssignee()).isEqualTo("marcus");
    }

    @Test
    void evenTheHolderOfATaskChangesItByItsFormOnly() {
        var request = agency.assessedRequest("ana");
        var task = theOnly("userTask_endorse", request);
        var ofTask = "/engine-rest/task/" + task.getId();
        var ofCase = "/engine-rest/process-instance/" + request.getId();
        var eligible =
                "{\"modifications\":{\"eligible\":{\"value\":true}},\"variables\":{\"eligible\":{\"value\":true}}}";

        assertClosed(send("marcus", "POST", ofTask + "/resolve", eligible));
        assertClosed(send("marcus", "POST", ofTask + "/bpmnError", "{\"errorCode\":\"x\",\"variables\":{}}"));
        assertClosed(send("marcus", "POST", ofTask + "/bpmnEscalation", "{\"escalationCode\":\"x\"}"));
        assertClosed(send("marcus", "POST", ofTask + "/variables", eligible));
        assertClosed(send("marcus", "PUT", ofTask + "/localVariables/eligible", "{\"value\":true}"));
        assertClosed(send("marcus", "DELETE", ofTask + "/variables/eligible", null));
        assertClosed(send("marcus", "POST", ofTask + "/assignee", "{\"userId\":\"ben\"}"));
        assertClosed(send("marcus", "POST", ofTask + "/delegate", "{\"userId\":\"ben\"}"));
        assertClosed(send("marcus", "GET", ofTask + "/attachment", null));
        assertClosed(send("ana", "POST", ofCase + "/variables", eligible));
        assertClosed(
                send("ana", "PUT", "/engine-rest/execution/" + request.getId() + "/localVariables/eligible", "{}"));
        assertClosed(send("ana", "POST", ofCase + "/modification", "{\"instructions\":[]}"));
        assertClosed(send("ana", "GET", ofCase, null));
        assertClosed(send("ana", "DELETE", ofCase, null));
        assertClosed(send("ana", "POST", "/engine-rest/message", "{\"messageName\":\"caseWithdrawn\"}"));
        assertClosed(send("ana", "POST", "/engine-rest/signal", "{\"name\":\"any\"}"));
        assertThat(send("marcus", "POST", ofTask + "/submit-form", ENDORSED).getStatusCode())
                .isEqualTo(HttpStatus.NO_CONTENT);
    }

    @Test
    void anAdministratorRepairsButNotPrivateViews() {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        var ballot = agency.taskOf("eli", request, "userTask_review");
        var ofBallot = "/engine-rest/task/" + ballot.getId();
        var ofCase = "/engine-rest/process-instance/" + request.getId();

        assertPrivate(
                send(ADMIN, "POST", ofBallot + "/localVariables", "{\"modifications\":{\"ballot\":{\"value\":1}}}"));
        assertPrivate(send(ADMIN, "POST", ofBallot + "/variables", "{\"deletions\":[\"strengths\"]}"));
        assertPrivate(send(ADMIN, "PUT", ofBallot + "/localVariables/ballot", "{\"value\":\"promote\"}"));
        assertPrivate(send(ADMIN, "GET", ofBallot + "/localVariables/gr%6Fwth", null));
        assertPrivate(send(ADMIN, "POST", ofBallot + "/resolve", "{\"variables\":{\"ballot\":{\"value\":\"x\"}}}"));
        assertPrivate(send(ADMIN, "POST", "/engine-rest/message", "{\"processVariables\":{\"b\\u0061llot\":{}}}"));
        assertPrivate(send(
                ADMIN, "POST", ofCase + "/modification", "{\"instructions\":[{\"variables\":{\"conflicts\":{}}}]}"));
        assertThat(send(
                                ADMIN,
                                "POST",
                                ofCase + "/variables",
                                "{\"modifications\":{\"careerGoal\":{\"value\":\"Lead\"}}}")
                        .getStatusCode())
                .isEqualTo(HttpStatus.NO_CONTENT);
        assertThat(send(ADMIN, "GET", "/engine-rest/variable-instance?maxResults=1000", null)
                        .getBody())
                .contains("careerGoal")
                .doesNotContain("\"ballot\"", "\"strengths\"", "\"conflicts\"");
        agency.views(request, "eli", "promote");
    }

    @Test
    void whoAsksForMoreIsInTheAuditTrail() {
        send("ana", "POST", "/engine-rest/message", "{\"messageName\":\"caseWithdrawn\"}");

        assertThat(send(ADMIN, "GET", "/api/audit?person=ana", null).getBody())
                .contains("/engine-rest/message", "not-authorized");
    }

    @Test
    void whoMayAskAsksByTheStartForm() {
        var start = "/engine-rest/process-definition/key/promotion";
        var eligible = "{\"variables\":{\"targetPosition\":{\"value\":\"peer-2\"},\"eligible\":{\"value\":true}}}";

        assertClosed(send("ana", "POST", start + "/start", eligible));
        assertThat(send("ana", "POST", start + "/submit-form", eligible).getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(runtimeService.createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void whatSomebodyTookOnTheyMayPutBack() {
        var request = agency.requestBeforeThePanel("ana");
        var task = theOnly("userTask_seatPanel", request);
        var of = "/engine-rest/task/" + task.getId();

        assertThat(send("lena", "POST", of + "/claim", "{\"userId\":\"lena\"}").getStatusCode())
                .isEqualTo(HttpStatus.NO_CONTENT);
        assertRefused(send("rae", "POST", of + "/unclaim", "{}"), task);
        assertThat(send("lena", "POST", of + "/unclaim", "{}").getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
        assertThat(send("rae", "POST", of + "/claim", "{\"userId\":\"rae\"}").getStatusCode())
                .isEqualTo(HttpStatus.NO_CONTENT);
    }

    @Test
    void whatIsOnePersonsAloneIsNotPutBack() {
        var task = theOnly("userTask_endorse", agency.assessedRequest("ana"));

        assertThat(send("marcus", "POST", "/engine-rest/task/" + task.getId() + "/unclaim", "{}")
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(theOnly("userTask_endorse", task).getAssignee()).isEqualTo("marcus");
    }

    private Task theOnly(String step, ProcessInstance request) {
        return agency.tasks(request, step).get(0);
    }

    private Task theOnly(String step, Task task) {
        return taskService
                .createTaskQuery()
                .taskId(task.getId())
                .taskDefinitionKey(step)
                .singleResult();
    }

    private static void assertRefused(ResponseEntity<String> answer, Task task) {
        assertThat(answer.getStatusCode().is4xxClientError())
                .as(answer.toString())
                .isTrue();
        assertThat(answer.getBody()).doesNotContain("Mentor people", task.getProcessInstanceId());
    }

    private static void assertClosed(ResponseEntity<String> answer) {
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(answer.getBody()).contains("\"type\":", "This is not open to you", "Nothing was stored");
    }

    private static void assertPrivate(ResponseEntity<String> answer) {
        assertThat(answer.getStatusCode()).as(answer.toString()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(answer.getBody()).contains("somebody's private view");
    }

    private ResponseEntity<String> send(String who, String method, String path, String json) {
        var headers = new HttpHeaders();
        if (who != null) {
            headers.setBasicAuth(who, password(who));
        }
        if (json != null) {
            headers.setContentType(MediaType.APPLICATION_JSON);
        }
        var address = URI.create(rest.getRootUri() + path);
        return rest.exchange(address, HttpMethod.valueOf(method), new HttpEntity<>(json, headers), String.class);
    }

    private static String password(String who) {
        return ADMIN.equals(who) ? "Ladder-4-Tests!" : who + "-4-Tests";
    }
}
