package org.peerladder.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.HttpCookie;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.WithApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a stranger, a careless program or a browser meets, before any question of rights. */
@Tag("both-databases")
@WithApplication
@ExtendWith(OutputCaptureExtension.class)
class WebSafeguardsTest {

    private static final String TESS = "safe-tess";
    private static final String PASSWORD = "Nine-4-Birds!";

    @LocalServerPort
    int port;

    @Autowired
    IdentityService identityService;

    @Autowired
    TaskService taskService;

    @Autowired
    Accounts accounts;

    @BeforeEach
    void aPeerWorker() {
        var user = accounts.withoutUsablePassword(TESS);
        user.setPassword(PASSWORD);
        accounts.save(user);
        identityService.createMembership(TESS, Role.PEERS.id());
    }

    @AfterEach
    void nobody() {
        ClockUtil.reset();
        identityService.deleteUser(TESS);
    }

    // Signing in

    @Test
    void eachWrongPasswordMakesTheNextTryWaitLonger() {
        var wrong = Visitor.withPassword(port, TESS, "guess");
        var right = tess();

        assertThat(wrong.get("/engine-rest/task").statusCode()).isEqualTo(401);
        assertThat(right.get("/engine-rest/task").statusCode()).isEqualTo(401);
        later(Duration.ofSeconds(4));
        assertThat(right.get("/engine-rest/task").statusCode()).isEqualTo(200);
    }

    @Test
    void afterFiveWrongPasswordsAnAdministratorOpensTheAccount() {
        var wrong = Visitor.withPassword(port, TESS, "guess");
        for (int i = 0; i < 5; i++) {
            assertThat(wrong.get("/engine-rest/task").statusCode()).isEqualTo(401);
            later(Duration.ofMinutes(2));
        }

        assertThat(tess().get("/engine-rest/task").statusCode()).isEqualTo(401);
        assertThat(tess().get("/api/nothing").statusCode()).isEqualTo(401);
        var browser = Visitor.nobody(port);
        browser.open("/camunda/app/tasklist/default/");
        assertThat(browser.signIn(TESS, PASSWORD, "tasklist").statusCode()).isEqualTo(401);

        assertThat(Visitor.administrator(port)
                        .post("/engine-rest/user/" + TESS + "/unlock", "{}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(tess().get("/engine-rest/task").statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionFromBeforeSigningInIsWorthNothing() {
        var browser = Visitor.nobody(port);
        browser.open("/camunda/app/tasklist/default/");
        var planted = browser.cookie("JSESSIONID");

        assertThat(browser.signIn(TESS, PASSWORD, "tasklist").statusCode()).isEqualTo(200);

        assertThat(browser.cookie("JSESSIONID")).isNotNull().isNotEqualTo(planted);
        var attacker = Visitor.nobody(port);
        assertThat(attacker.send(attacker.request("/camunda/api/engine/engine/default/task")
                                .header("Cookie", "JSESSIONID=" + planted))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void cookiesAreOutOfReach() {
        var answer = Visitor.nobody(port).get("/camunda/app/tasklist/default/");
        var cookies = answer.headers().allValues("Set-Cookie");

        assertThat(cookies).hasSize(2).allSatisfy(cookie -> assertThat(cookie).contains("SameSite=Lax"));
        assertThat(cookies)
                .filteredOn(cookie -> cookie.startsWith("JSESSIONID"))
                .singleElement()
                .satisfies(cookie ->
                        assertThat(HttpCookie.parse(cookie).get(0).isHttpOnly()).isTrue());
    }

    // Answers

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/peer-ladder.css", "/api/nothing", "/engine-rest/task", "/nothing", "/actuator/health"})
    void ourAnswersTellTheBrowserToBeCareful(String path) {
        var headers = tess().get(path).headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("SAMEORIGIN");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .startsWith("default-src 'none'");
    }

    @Test
    void theWebappsKeepTheirOwnPolicy() {
        var headers = Visitor.nobody(port).get("/camunda/app/tasklist/default/").headers();

        assertThat(headers.allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("script-src 'nonce-", "object-src 'none'", "frame-ancestors 'none'");
        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
    }

    @Test
    void aPageIsGivenItsOwnNonceHoweverManyAskAtOnce() {
        var pages = IntStream.range(0, 200)
                .parallel()
                .mapToObj(ignored -> Visitor.nobody(port).get("/camunda/app/tasklist/default/"))
                .toList();

        assertThat(pages).allSatisfy(page -> {
            var told = page.headers()
                    .firstValue("Content-Security-Policy")
                    .orElseThrow()
                    .replaceFirst("(?s).*'nonce-([^']+)'.*", "$1");
            assertThat(Pattern.compile("nonce=\"([^\"]*)\"")
                            .matcher(page.body())
                            .results())
                    .isNotEmpty()
                    .allMatch(given -> given.group(1).equals(told));
        });
    }

    @Test
    void tasklistGetsItsPlugins() {
        var answer = Visitor.nobody(port).get("/camunda/app/tasklist/plugins/form-button/plugin.js");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().contains("javascript");
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing, 404",
        "/error, 404",
        "/camunda/nothing, 404",
        "/camunda/app/nothing/default/, 404",
        "/camunda/app/tasklist/nosuchengine/, 404",
        "/camunda/app/nothing/, 404",
        "/camunda/app/tasklist/nosuchengine/setup/, 404",
        "/camunda/app/tasklist/plugins/, 404",
        "/camunda/app/tasklist/plugins/nothing/plugin.js, 404",
        "/static/error/4xx.html, 404",
        "/actuator/env, 404",
        "/actuator/heapdump, 404"
    })
    void errorsSayNothingAboutUs(String path, int status) {
        for (var accepted : List.of("text/html", "application/json", "*/*")) {
            var visitor = Visitor.nobody(port);
            var answer = visitor.send(visitor.request(path).header("Accept", accepted));

            assertThat(answer.statusCode()).as(path + " " + accepted).isEqualTo(status);
            saysNothing(answer);
            if (accepted.equals("text/html")) {
                assertThat(answer.body()).contains("This page is not there", "Peer Ladder");
            }
        }
    }

    @Test
    void whatIsNoRequestAtAllGetsNoDetailsEither() throws Exception {
        for (var line : List.of("GET /<script> HTTP/1.1", "GET /%zz HTTP/1.1", "NONSENSE", "GET /%2e%2e/ HTTP/1.1")) {
            try (var socket = new Socket("localhost", port)) {
                socket.getOutputStream()
                        .write((line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).contains(" 40").doesNotContain("Apache Tomcat", "\tat ", "Exception");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "TRACK", "PROPFIND"})
    void oddMethodsAreNotTaken(String method) {
        var visitor = Visitor.nobody(port);

        for (var path : List.of("/", "/engine-rest/task", "/camunda/app/tasklist/default/")) {
            var answer = visitor.send(visitor.request(path).method(method, BodyPublishers.noBody()));
            assertThat(answer.statusCode()).as(path).isBetween(400, 501);
            saysNothing(answer);
        }
    }

    // Limits

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/task",
                "/engine-rest/process-definition/key/promotion/submit-form",
                "/camunda/api/engine/engine/default/task",
                "/api/cases/PRM-1/withdraw"
            })
    void oneMegabyteOfJsonIsEnough(String path) {
        var answer = tess().post(path, "{\"name\": \"" + "x".repeat(1_000_000) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("at most 1 MB", "Nothing was stored");
    }

    @Test
    void itIsCountedWhenItsLengthIsNotSaid() {
        assertThat(upload(tess(), "/engine-rest/task", "application/json", 1_000_001))
                .isEqualTo(413);
        assertThat(upload(
                        Visitor.administrator(port),
                        "/engine-rest/deployment/create",
                        "multipart/form-data; boundary=x",
                        20_100_000))
                .isEqualTo(400);
    }

    private static int upload(Visitor visitor, String path, String type, int bytes) {
        var body = ("--x\r\nContent-Disposition: form-data; name=\"data\"; filename=\"x.bpmn\"\r\n\r\n"
                        + "x".repeat(bytes) + "\r\n--x--\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return visitor.send(visitor.request(path)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))))
                .statusCode();
    }

    @Test
    void aDeploymentIsNoLargerThanARoster() {
        assertThat(Visitor.administrator(port)
                        .send(
                                "POST",
                                "/engine-rest/deployment/create",
                                "multipart/form-data; boundary=x",
                                new byte[20_000_001])
                        .statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/task",
                "/task?sortBy=created&sortOrder=asc",
                "/process-definition?latest=true",
                "/filter?resourceType=Task&itemCount=true",
                "/process-instance",
                "/history/process-instance",
                "/history/activity-instance",
                "/job",
                "/incident",
                "/user",
                "/group",
                "/authorization",
                "/deployment",
                "/decision-definition"
            })
    void aListWithoutANumberHasAnEnd(String path) {
        for (var answer : List.of(
                Visitor.administrator(port).get("/engine-rest" + path),
                Visitor.inBrowser(port, Visitor.ADMINISTRATOR, Visitor.ADMINISTRATORS_PASSWORD, "cockpit")
                        .get("/camunda/api/engine/engine/default" + path))) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    @Test
    void moreThanTheEndIsRefused() {
        var administrator = Visitor.administrator(port);
        var filters = administrator.get("/engine-rest/filter?maxResults=1").body();
        var filter = filters.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");

        for (var path : List.of("/task?", "/history/process-instance?", "/filter/" + filter + "/list?")) {
            assertThat(administrator
                            .get("/engine-rest" + path + "maxResults=5000")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(administrator
                            .get("/engine-rest" + path + "max%52esults=5001")
                            .statusCode())
                    .as(path)
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cockpit, /camunda/api/cockpit/plugin/base/default/process-definition/statistics",
        "cockpit, /camunda/api/cockpit/plugin/base/default/process-definition/statistics-count",
        "cockpit, /camunda/api/cockpit/plugin/base/default/incident",
        "cockpit, /camunda/api/engine/engine/default/process-definition/statistics?rootIncidents=true",
        "admin, /camunda/api/engine/engine/default/user?firstResult=0&maxResults=50",
        "tasklist, /camunda/api/engine/engine/default/filter?resourceType=Task&firstResult=0&maxResults=2000"
    })
    void theWebappsAskForNoMore(String app, String path) {
        assertThat(Visitor.inBrowser(port, Visitor.ADMINISTRATOR, Visitor.ADMINISTRATORS_PASSWORD, app)
                        .get(path)
                        .statusCode())
                .isEqualTo(200);
    }

    /** Its list of instances could be asked which checks are at "Say your side". */
    @Test
    void cockpitDoesNotSayAtWhichStepASealedProcessIs() {
        var cockpit = Visitor.inBrowser(port, Visitor.ADMINISTRATOR, Visitor.ADMINISTRATORS_PASSWORD, "cockpit");
        for (var list : List.of("process-instance", "process-instance/count")) {
            var path = "/camunda/api/cockpit/plugin/base/default/" + list;
            var step = "\"activityIdIn\": [\"userTask_respondToReport\"]";
            assertThat(cockpit.post(path, "{\"processDefinitionId\": \"fair-chance-check:1:x\", " + step + "}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(cockpit.post(path, "{" + step + "}").statusCode()).isEqualTo(403);
            assertThat(cockpit.post(path, "{\"processDefinitionId\": \"promotion:1:x\", " + step + "}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(cockpit.post(path, "{\"processDefinitionId\": \"fair-chance-check:1:x\"}")
                            .statusCode())
                    .as("that it runs")
                    .isEqualTo(200);
        }
    }

    // What is written down

    @Test
    void eachRequestIsOneLineWithoutPrivateValues(CapturedOutput output) {
        tess().get("/engine-rest/task?assignee=secret-person&nameLike=secret-text");
        tess().post("/engine-rest/task/0c2b-secret/complete", "{\"variables\": {\"secret\": {\"value\": \"secret\"}}}");
        tess().get("/engine-rest/user/secret-person/profile");
        tess().get("/api/cases/secret-1/withdraw");
        var astray = Visitor.withPassword(port, "secret-typed-astray", "guess");
        astray.get("/engine-rest/task");
        astray.get("/");
        astray.post("/engine-rest/task", "[");
        Visitor.inBrowser(port, TESS, PASSWORD, "tasklist").get("/camunda/api/engine/engine/default/task/count");

        assertThat(output.getOut().lines().filter(line -> line.contains("org.peerladder.requests")))
                .anyMatch(line -> line.matches(".*safe-tess GET /engine-rest/task 200 \\d+ ms"))
                .anyMatch(line -> line.matches(".*safe-tess POST /engine-rest/task/\\{}/complete 400 \\d+ ms"))
                .anyMatch(line -> line.matches(".*safe-tess GET /engine-rest/user/\\{}/profile \\d+ \\d+ ms"))
                .anyMatch(line -> line.matches(".* - GET /engine-rest/task 401 \\d+ ms"))
                .anyMatch(line ->
                        line.matches(".*safe-tess GET /camunda/api/engine/engine/default/task/count 200 \\d+ ms"))
                .noneMatch(line -> line.contains("secret"));
    }

    private Visitor tess() {
        return Visitor.withPassword(port, TESS, PASSWORD);
    }

    private static void later(Duration time) {
        ClockUtil.setCurrentTime(
                Date.from(ClockUtil.getCurrentTime().toInstant().plus(time)));
    }

    private static void saysNothing(HttpResponse<String> answer) {
        assertThat(answer.body()).doesNotContain("\tat ", "org.camunda", "org.springframework", "java.lang", "Tomcat");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.headers().firstValue("X-Powered-By")).isEmpty();
    }
}
