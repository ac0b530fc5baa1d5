package org.peerladder.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.rest.dto.task.TaskQueryDto;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.WithApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** CVE-2026-109432: an expression in an {@code or} part of a query runs with the application's rights, for anyone. */
@Tag("both-databases")
@WithApplication
class QueryExpressionsTest {

    private static final String TESS = "query-tess";
    private static final String PASSWORD = "Nine-4-Birds!";

    /** Fails when it is evaluated and says so; nothing in the engine knows the name. */
    private static final String EXPRESSION = "${evaluated.now()}";

    private static final String TOP = "{\"assigneeExpression\": \"" + EXPRESSION + "\"}";
    private static final String IN_OR = "{\"orQueries\": [" + TOP + "]}";

    static List<String> queries() {
        return List.of(
                TOP,
                IN_OR,
                "{\"orQueries\": [" + IN_OR + "]}",
                "{\"orQueries\": [{\"orQueries\": [" + IN_OR + "]}]}",
                IN_OR.replace("assigneeExpression", "dueBeforeExpression"),
                IN_OR.replace("assigneeExpression", "assignee\\u0045xpression"),
                "{\"orQueries\": [" + TOP + "], \"orQueries\": []}",
                IN_OR + " {}");
    }

    /** Both ways in, each with a query of the task list, its count, of the history, and with a stored filter. */
    static List<String> routes() {
        return List.of(
                "/task",
                "/task/count",
                "/history/task",
                "/history/task/count",
                "/filter/{filter}/list",
                "/filter/{filter}/count",
                "/filter/{filter}/singleResult");
    }

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    IdentityService identityService;

    @Autowired
    TaskService taskService;

    @Autowired
    FilterService filterService;

    @Autowired
    Accounts accounts;

    @Autowired
    ObjectMapper json;

    @BeforeEach
    void aPeerWorker() {
        var user = accounts.withoutUsablePassword(TESS);
        user.setPassword(PASSWORD);
        accounts.save(user);
        identityService.createMembership(TESS, Role.PEERS.id());
    }

    @AfterEach
    void nobody() {
        identityService.clearAuthentication();
        identityService.deleteUser(TESS);
    }

    @Test
    void theEngineAloneEvaluatesWhatAnyoneSends() throws Exception {
        var calls = new Calls();
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("unprotected");
        configuration.setJdbcUrl("jdbc:h2:mem:unprotected");
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setBeans(Map.of("evaluated", calls));
        var unprotected = configuration.buildProcessEngine();
        try {
            unprotected.getIdentityService().setAuthenticatedUserId(TESS);
            read(IN_OR, unprotected).list();
            read(IN_OR, unprotected).count();

            var filter = unprotected.getFilterService().newTaskFilter("all");
            filter.setQuery(unprotected.getTaskService().createTaskQuery());
            unprotected.getFilterService().saveFilter(filter);
            unprotected.getFilterService().list(filter.getId(), read(IN_OR, unprotected));
        } finally {
            unprotected.close();
        }
        assertThat(calls.made).isEqualTo(3);
    }

    @Test
    void ourEngineEvaluatesNothing() throws Exception {
        var filter = filter();
        identityService.setAuthentication(TESS, List.of(Role.PEERS.id()));
        for (var body : List.of(TOP, IN_OR)) {
            assertForbidden(() -> read(body, engine).unlimitedList());
            assertForbidden(() -> read(body, engine).listPage(0, 10));
            assertForbidden(() -> read(body, engine).count());
            assertForbidden(() -> read(body, engine).singleResult());
            assertForbidden(() -> filterService.list(filter, read(body, engine)));
            assertForbidden(() -> filterService.listPage(filter, read(body, engine), 0, 10));
            assertForbidden(() -> filterService.count(filter, read(body, engine)));
            assertForbidden(() -> filterService.singleResult(filter, read(body, engine)));
        }
        assertForbidden(() -> taskService
                .createTaskQuery()
                .or()
                .taskAssigneeExpression(EXPRESSION)
                .endOr()
                .count());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void noWayInTakesIt(String query) {
        var program = Visitor.withPassword(port, TESS, PASSWORD);
        var browser = Visitor.inBrowser(port, TESS, PASSWORD, "tasklist");
        for (var route : routes()) {
            var path = route.replace("{filter}", filter());
            for (var answer : List.of(
                    program.post("/engine-rest" + path, query),
                    program.post("/engine-rest/engine/default" + path, query),
                    browser.post("/camunda/api/engine/engine/default" + path, query))) {
                assertThat(answer.statusCode()).as(route + query).isEqualTo(400);
                assertThat(answer.body()).contains("is an expression; give a value instead");
            }
        }
    }

    @Test
    void norInTheAddress() {
        var program = Visitor.withPassword(port, TESS, PASSWORD);

        assertThat(program.get("/engine-rest/task?assigneeExpression=x").statusCode())
                .isEqualTo(400);
        assertThat(program.get("/engine-rest/task/count?due%42eforeExpression=x")
                        .statusCode())
                .isEqualTo(400);
    }

    static Stream<byte[]> hidden() {
        return Stream.of("UTF-16", "UTF-32", "IBM037").map(Charset::forName).map(IN_OR::getBytes);
    }

    @ParameterizedTest
    @MethodSource("hidden")
    void norInAnotherCharacterSet(byte[] query) {
        var program = Visitor.withPassword(port, TESS, PASSWORD);
        for (var charset : List.of("UTF-16", "UTF-32", "IBM037", "UTF-8")) {
            for (var route : List.of("/engine-rest/task", "/engine-rest/filter/" + filter() + "/list")) {
                assertThat(program.send("POST", route, "application/json;charset=" + charset, query)
                                .statusCode())
                        .isEqualTo(400);
            }
        }
        assertThat(program.send("POST", "/engine-rest/task", "application/json", query)
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/filter/create", "/filter/{filter}"})
    void nobodyStoresOne(String route) {
        var filter = "{\"resourceType\": \"Task\", \"name\": \"Mine\", \"query\": " + IN_OR + "}";
        var method = route.endsWith("create") ? "POST" : "PUT";
        for (var visitor : List.of(Visitor.withPassword(port, TESS, PASSWORD), Visitor.administrator(port))) {
            assertThat(visitor.send(
                                    method,
                                    "/engine-rest" + route.replace("{filter}", filter()),
                                    "application/json",
                                    filter.getBytes(StandardCharsets.UTF_8))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void filtersAreTheAdministratorsToMake() {
        var filter = "{\"resourceType\": \"Task\", \"name\": \"Mine\", \"query\": {\"assignee\": \"tess\"}}";
        var tess = Visitor.withPassword(port, TESS, PASSWORD);
        var administrator = Visitor.administrator(port);

        assertThat(tess.post("/engine-rest/filter/create", filter).statusCode()).isEqualTo(403);
        assertThat(tess.put("/engine-rest/filter/" + filter(), filter).statusCode())
                .isEqualTo(403);
        assertThat(administrator.post("/engine-rest/filter/create", filter).statusCode())
                .isEqualTo(200);
        filterService.deleteFilter(filterService
                .createFilterQuery()
                .filterName("Mine")
                .singleResult()
                .getId());
        assertThatThrownBy(() -> {
                    identityService.setAuthenticatedUserId(TESS);
                    filterService.saveFilter(filterService.newTaskFilter("Mine"));
                })
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    void theListsEveryoneStartsWithWork() {
        var task = taskService.newTask();
        task.setName("Mine alone");
        task.setAssignee(TESS);
        taskService.saveTask(task);
        try {
            var browser = Visitor.inBrowser(port, TESS, PASSWORD, "tasklist");
            var path = "/camunda/api/engine/engine/default/filter/" + filter();

            assertThat(browser.get(path + "/list").body()).contains("Mine alone");
            assertThat(browser.post(path + "/list?firstResult=0&maxResults=15", "{\"active\": true}")
                            .body())
                    .contains("Mine alone");
            assertThat(browser.post(path + "/count", "{\"orQueries\": [{\"assignee\": \"query-tess\"}]}")
                            .body())
                    .contains("1");
        } finally {
            taskService.deleteTask(task.getId(), true);
        }
    }

    @Test
    void aFormFieldMayHaveSuchAName() throws Exception {
        var form = "{\"variables\": {\"facialExpression\": {\"value\": \"calm\"}}}";

        assertThat(QueryExpressions.in(form.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    private TaskQuery read(String query, ProcessEngine asked) throws Exception {
        return new ObjectMapper().readValue(query, TaskQueryDto.class).toQuery(asked);
    }

    private String filter() {
        return engine.getFilterService()
                .createFilterQuery()
                .filterName("My tasks")
                .singleResult()
                .getId();
    }

    private static void assertForbidden(org.assertj.core.api.ThrowableAssert.ThrowingCallable query) {
        assertThatThrownBy(query)
                .isInstanceOf(BadUserRequestException.class)
                .hasMessageContaining("Expressions are forbidden in adhoc queries");
    }

    /** What an expression calls. */
    public static class Calls {

        private int made;

        public String now() {
            made++;
            return TESS;
        }
    }
}
