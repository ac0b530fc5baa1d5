package org.peerladder.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.WithApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Through the doors, as a browser or a program comes: signing in, and what a task gives to whoever holds it. */
@Tag("both-databases")
@WithApplication
class SignInTest {

    private static final String TESS = "tess";
    private static final String UMA = "uma";
    private static final String ADMIN = "admin";

    @LocalServerPort
    int port;

    @Autowired
    IdentityService identityService;

    @Autowired
    Accounts accounts;

    @Autowired
    RepositoryService repositoryService;

    @Autowired
    RuntimeService runtimeService;

    @Autowired
    TaskService taskService;

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private String deployment;

    @BeforeEach
    void twoPeopleAndAProcess() {
        person(TESS, Role.FINANCE);
        person(UMA, Role.COORDINATORS);
        deployment = repositoryService
                .createDeployment()
                .addClasspathResource("org/peerladder/access/two-tasks.bpmn")
                .deploy()
                .getId();
    }

    @AfterEach
    void nobody() {
        repositoryService.deleteDeployment(deployment, true);
        identityService.deleteUser(TESS);
        identityService.deleteUser(UMA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/engine-rest/task", "/engine-rest/engine", "/engine-rest/engine/default/task", "/api/nothing"})
    void aPlain401WithoutAPassword(String path) throws Exception {
        var answer = get(path, null);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .startsWith("Basic ");
    }

    @Test
    void theRightPasswordOpensBothDoors() throws Exception {
        assertThat(get("/engine-rest/task", TESS).statusCode()).isEqualTo(200);
        assertThat(get("/api/nothing", TESS).statusCode()).isEqualTo(404);
    }

    @Test
    void theWrongPasswordOpensNone() throws Exception {
        assertThat(send(request("/engine-rest/task").header("Authorization", basic(TESS, "guess")))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(request("/api/nothing").header("Authorization", basic(UMA, "guess")))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void errorsOfTheApiAreProblemDocuments() throws Exception {
        for (var answer : List.of(get("/api/nothing", null), get("/api/nothing", TESS))) {
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("\"status\":", "\"detail\":", "\"instance\":\"/api/nothing\"");
        }
    }

    @Test
    void healthIsPublic() throws Exception {
        assertThat(get("/actuator/health", null).statusCode()).isEqualTo(200);
    }

    @Test
    void whoIsSignedInToTheWebappsIsSignedInToTheApi() throws Exception {
        var token = signInToTasklist(TESS);

        assertThat(get("/api/nothing", null).statusCode()).isEqualTo(404);
        var withoutToken = send(request("/api/nothing").POST(BodyPublishers.noBody()));
        assertThat(withoutToken.statusCode()).isEqualTo(403);
        assertThat(withoutToken.body()).contains("X-XSRF-TOKEN");
        var withToken =
                send(request("/api/nothing").header("X-XSRF-TOKEN", token).POST(BodyPublishers.noBody()));
        assertThat(withToken.statusCode()).isEqualTo(404);
    }

    @Test
    void anOpenSessionEndsWithTheAccount() throws Exception {
        signInToTasklist(UMA);
        assertThat(get("/camunda/api/engine/engine/default/task", null).statusCode())
                .isEqualTo(200);

        identityService.deleteUser(UMA);

        assertThat(get("/camunda/api/engine/engine/default/task", null).statusCode())
                .isEqualTo(401);
        assertThat(get("/api/nothing", null).statusCode()).isEqualTo(401);
    }

    @Test
    void whatIsClosedIsClosedInTheWebappsToo() throws Exception {
        var token = signInToTasklist(TESS);

        assertThat(get("/camunda/api/engine/engine/default/task", null).statusCode())
                .isEqualTo(200);
        assertThat(get("/camunda/api/engine/engine/default/history/variable-instance", null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/camunda/api/cockpit/plugin/base/default/process-definition/statistics", null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(request("/camunda/api/engine/engine/default/message")
                                .header("Content-Type", "application/json")
                                .header("X-XSRF-TOKEN", token)
                                .POST(BodyPublishers.ofString("{\"messageName\":\"caseWithdrawn\"}")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void anAdministratorSetsAPasswordThatKeepsThePolicy() throws Exception {
        var path = "/engine-rest/user/" + TESS + "/credentials";
        var body = "{\"password\":\"%s\",\"authenticatedUserPassword\":\"" + password(ADMIN) + "\"}";

        var weak = put(path, ADMIN, body.formatted("short"));
        assertThat(weak.statusCode()).isEqualTo(400);
        assertThat(weak.body()).contains("policy");

        assertThat(put(path, ADMIN, body.formatted("Nine-4-Birds!")).statusCode())
                .isEqualTo(204);
        assertThat(send(request("/engine-rest/task").header("Authorization", basic(TESS, "Nine-4-Birds!")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTaskGivesWhatIsNeededToDoIt() throws Exception {
        runtimeService.startProcessInstanceByKey("two-tasks");
        var first = open("userTask_first");

        assertThat(get(task(first, ""), TESS).statusCode()).isEqualTo(200);
        assertThat(get(task(first, "/form-variables"), TESS).statusCode()).isEqualTo(200);
        assertThat(post(task(first, "/claim"), TESS, "{\"userId\":\"tess\"}").statusCode())
                .isEqualTo(204);
        assertThat(post(task(first, "/complete"), TESS, "{}").statusCode()).isEqualTo(204);
    }

    @Test
    void aTaskGivesNothingToOthers() throws Exception {
        runtimeService.startProcessInstanceByKey("two-tasks");
        var first = open("userTask_first");

        assertThat(get(task(first, ""), UMA).statusCode()).isIn(403, 404);
        assertThat(get(task(first, "/form-variables"), UMA).statusCode()).isEqualTo(403);
        assertThat(post(task(first, "/claim"), UMA, "{\"userId\":\"uma\"}").statusCode())
                .isEqualTo(403);
        assertThat(post(task(first, "/complete"), UMA, "{}").statusCode()).isEqualTo(403);
        assertThat(comment(first, UMA, "Let me in").statusCode()).isIn(400, 403);
        assertThat(get(task(first, "/comment"), UMA).statusCode()).isEqualTo(404);
    }

    @Test
    void commentsTravelWithTheCase() throws Exception {
        var other = runtimeService.startProcessInstanceByKey("two-tasks");
        comment(open("userTask_first"), TESS, "In another case");
        runtimeService.deleteProcessInstance(other.getId(), "not needed");

        runtimeService.startProcessInstanceByKey("two-tasks");
        var first = open("userTask_first");
        assertThat(comment(first, TESS, "Seen first").statusCode()).isEqualTo(200);
        taskService.complete(first.getId());
        var called = open("userTask_called");
        assertThat(get(task(called, "/comment"), TESS).body()).contains("Seen first");
        assertThat(comment(called, TESS, "Seen in the called process").statusCode())
                .isEqualTo(200);
        taskService.complete(called.getId());

        assertThat(get(task(open("userTask_third"), "/comment"), TESS).body())
                .contains("Seen first", "Seen in the called process", "\"userId\":\"tess\"")
                .doesNotContain("In another case");
    }

    @Test
    void commentsInAPrivateProcessStayOnTheirTask() throws Exception {
        runtimeService.startProcessInstanceByKey("panel-review");
        var first = open("userTask_private1");
        assertThat(comment(first, TESS, "For this task only").statusCode()).isEqualTo(200);
        assertThat(get(task(first, "/comment"), TESS).body()).contains("For this task only");
        taskService.complete(first.getId());

        assertThat(get(task(open("userTask_private2"), "/comment"), TESS).body())
                .isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest/history/process-instance", "/engine-rest/history/variable-instance"})
    void historyIsForManagersAndTheAdministrator(String path) throws Exception {
        runtimeService.startProcessInstanceByKey("two-tasks", Map.of("applicantId", TESS));

        assertThat(get(path, TESS).statusCode()).isEqualTo(403);
        assertThat(get(path, ADMIN).body()).isNotEqualTo("[]");
    }

    private void person(String id, Role role) {
        var user = accounts.withoutUsablePassword(id);
        user.setPassword(password(id));
        accounts.save(user);
        identityService.createMembership(id, role.id());
    }

    private static String password(String id) {
        return ADMIN.equals(id) ? "Ladder-4-Tests!" : id + "-4-Tests";
    }

    private Task open(String step) {
        return taskService.createTaskQuery().taskDefinitionKey(step).singleResult();
    }

    private static String task(Task task, String what) {
        return "/engine-rest/task/" + task.getId() + what;
    }

    private HttpResponse<String> comment(Task task, String user, String message) throws Exception {
        return post(task(task, "/comment/create"), user, "{\"message\":\"" + message + "\"}");
    }

    /** Returns the token that writes by this session must carry. */
    private String signInToTasklist(String user) throws Exception {
        var token = get("/camunda/app/tasklist/default/", null)
                .headers()
                .firstValue("X-XSRF-TOKEN")
                .orElseThrow();
        var answer = send(request("/camunda/api/admin/auth/user/default/login/tasklist")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-XSRF-TOKEN", token)
                .POST(BodyPublishers.ofString("username=" + user + "&password=" + password(user))));
        assertThat(answer.statusCode()).isEqualTo(200);
        return get("/camunda/api/engine/engine", null)
                .headers()
                .firstValue("X-XSRF-TOKEN")
                .orElse(token);
    }

    private HttpResponse<String> get(String path, String user) throws Exception {
        var request = request(path);
        return send(user == null ? request : request.header("Authorization", basic(user, password(user))));
    }

    private HttpResponse<String> post(String path, String user, String json) throws Exception {
        return write("POST", path, user, json);
    }

    private HttpResponse<String> put(String path, String user, String json) throws Exception {
        return write("PUT", path, user, json);
    }

    private HttpResponse<String> write(String method, String path, String user, String json) throws Exception {
        return send(request(path)
                .header("Authorization", basic(user, password(user)))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String basic(String user, String password) {
        var credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }
}
