package org.peerladder.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerladder.TestAgency.form;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.access.Accounts;
import org.peerladder.career.Career;
import org.peerladder.career.RosterFile;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Over HTTP: who sees what of which request. */
@ProcessTest
class CasesRestTest {

    private static final List<String> PEOPLE =
            List.of("ana", "ben", "hal", "dee", "eli", "fay", "marcus", "lena", "rae", "dana", "p01");

    @Autowired
    TestAgency agency;

    @Autowired
    TestRestTemplate http;

    @Autowired
    ObjectMapper mapper;

    @Autowired
    Accounts accounts;

    @Autowired
    Career career;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @BeforeEach
    void open() {
        agency.open();
        PEOPLE.forEach(person -> accounts.setPassword(person, password(person)));
    }

    @Test
    void theWorkerSeesWhoIsAskedSinceWhenByWhenAndWhatComesNext() {
        var request = agency.assessedRequest("ana");
        var number = number(request);

        var mine = ok("ana", "/api/cases/mine").path("cases").path(0);

        assertThat(mine.path("caseNumber").asText()).isEqualTo(number);
        assertThat(mine.path("process").asText()).isEqualTo("Promotion");
        assertThat(mine.path("applicantName").asText()).isEqualTo("Ana Alvarez");
        assertThat(mine.path("stage").asText()).isEqualTo("Endorsement");
        assertThat(mine.path("step").asText()).isEqualTo("Endorse the request");
        assertThat(mine.path("waitingFor").asText()).isEqualTo("Marcus Moore");
        assertThat(mine.path("waitingSince").asText()).isEqualTo(LocalDate.now().toString());
        assertThat(mine.path("due").asText())
                .isEqualTo(LocalDate.ofInstant(
                                agency.taskOf("marcus", request, "userTask_endorse")
                                        .getDueDate()
                                        .toInstant(),
                                ZoneId.systemDefault())
                        .toString());
        assertThat(mine.path("late").asBoolean()).isFalse();
        assertThat(mine.path("nextStep").asText()).isEqualTo("Name people who should not decide");
        assertThat(mine.path("outcome").isNull()).isTrue();
        assertThat(mine.path("startedOn").asText()).isEqualTo(LocalDate.now().toString());
        assertThat(mine.path("endedOn").isNull()).isTrue();
        assertThat(mine.path("canWithdraw").asBoolean()).isTrue();
    }

    @Test
    void theOneWhoIsAskedIsAddressed() {
        var request = agency.endorsedRequest("ana");

        var mine = ok("ana", "/api/cases/mine").path("cases").path(0);

        assertThat(mine.path("waitingFor").asText()).isEqualTo("You");
        assertThat(mine.path("taskId").asText())
                .isEqualTo(
                        agency.taskOf("ana", request, "userTask_nameConflicts").getId());
        assertThat(mine.path("note").asText()).isEqualTo("If nobody is named, the request goes on by itself.");
        assertThat(mine.path("nextStep").asText()).isEqualTo("Seat the panel");
    }

    @Test
    void everyWaitHasAStageAndWords() {
        var request = agency.asks("ana", "promotion", form("targetPosition", "peer-2", "careerGoal", "Go on"));
        assertWaiting(request, "Eligibility", "Peer Ladder");
        agency.runs(request, "businessRuleTask_assessEligibility");
        agency.answers("marcus", request, "userTask_endorse", form("endorsement", "endorse"));
        agency.runs(request, "event_conflictWindowClosed");
        assertWaiting(request, "Panel", "Peer Ladder");
        agency.runs(request, "businessRuleTask_panelRule");
        assertWaiting(request, "Panel", "Human resources");
        agency.seats(request, "eli", "fay", "dee");
        assertWaiting(request, "Panel", "Panel");
        for (var reviewer : List.of("eli", "fay", "dee")) {
            agency.views(request, reviewer, "promote");
        }
        agency.runs(request, "userTask_review");
        assertWaiting(request, "Panel", "Peer Ladder");
        agency.runs(request, "businessRuleTask_panelOutcome");
        assertWaiting(request, "Offer", "Peer Ladder");
        agency.runs(request, "businessRuleTask_determinePay");
        assertWaiting(request, "Offer", "Human resources");
        offer(request);
        assertWaiting(request, "Offer", "You");
        assertThat(story("ana", request).path("nextStep").asText())
                .isEqualTo("Effective date reached or set pay and date");
        agency.answers("ana", request, "userTask_considerOffer", form("offerDecision", "accept", "announce", false));
        assertWaiting(request, "Effective", "The day on which it takes effect");
        assertThat(story("ana", request).path("due").asText())
                .isEqualTo(LocalDate.now().plusDays(30).toString());
        agency.runs(request, "event_effectiveDateReached");

        var ended = story("ana", request);
        assertThat(ended.path("stage").isNull()).isTrue();
        assertThat(ended.path("waitingFor").isNull()).isTrue();
        assertThat(ended.path("outcome").asText()).isEqualTo("Promoted");
        assertThat(ended.path("endedOn").asText()).isEqualTo(LocalDate.now().toString());
        assertThat(ended.path("canWithdraw").asBoolean()).isFalse();
        assertThat(texts(ended.path("timeline"), "step"))
                .containsExactly(
                        "Promotion requested",
                        "Assess eligibility",
                        "Endorse the request",
                        "Name people who should not decide",
                        "Seat the panel",
                        "Review the request",
                        "Set pay and date",
                        "Consider the offer",
                        "Effective date reached",
                        "Promoted");
        assertThat(texts(ended.path("decisions"), "decision"))
                .contains("Your step is supported.", "The majority of the panel says yes.");
    }

    private void assertWaiting(ProcessInstance request, String stage, String waitingFor) {
        var now = story("ana", request);
        assertThat(List.of(now.path("stage").asText(), now.path("waitingFor").asText()))
                .containsExactly(stage, waitingFor);
        assertThat(now.path("waitingSince").asText()).isEqualTo(LocalDate.now().toString());
    }

    @Test
    void nobodyLearnsWhoReviewsOrHowMany() throws Exception {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        agency.views(request, "eli", "develop");

        for (var person : List.of("ana", "dana", "marcus")) {
            var text = mapper.writeValueAsString(story(person, request));
            assertThat(text)
                    .doesNotContain("Evans", "\"eli\"", "Ford", "\"fay\"", "Diaz", "\"dee\"")
                    .doesNotContain("develop", "Calm and clear", "Delegating");
            assertThat(texts(mapper.readTree(text).path("timeline"), "step")).containsOnlyOnce("Review the request");
        }
    }

    @Test
    void aNoSaysWhyAndWhatWouldChangeIt() {
        var request = agency.asks("ben", "promotion", form("targetPosition", "peer-2", "careerGoal", "Go on"));
        agency.runs(request, "businessRuleTask_assessEligibility");
        var advised = routeChosen(request);
        agency.answers("eli", request, "userTask_adviseCompetency", advised);
        agency.answers(
                "lena",
                request,
                "userTask_decideCompetencyRoute",
                form(
                        "competencyAccepted",
                        false,
                        "reasonCode",
                        "evidence-not-enough",
                        "whatWouldChange",
                        "A month beside Dee"));

        var decision = StreamSupport.stream(
                        story("ben", request).path("decisions").spliterator(), false)
                .filter(each -> each.path("step").asText().equals("Decide on shown competency"))
                .findFirst()
                .orElseThrow();

        assertThat(decision.path("decision").asText()).isEqualTo("What you showed is not enough yet.");
        assertThat(decision.path("reason").asText()).isEqualTo("What was shown does not yet prove the requirement.");
        assertThat(decision.path("whatWouldChange").asText()).isEqualTo("A month beside Dee");
        assertThat(story("lena", request).path("decisions")).isEmpty();
        assertThat(story("dana", request).path("decisions")).isEmpty();
        assertThat(story("ben", request).path("waitingFor").asText()).isEqualTo("You");
    }

    private Map<String, Object> routeChosen(ProcessInstance request) {
        agency.answers(
                "ben",
                request,
                "userTask_chooseRoute",
                form("route", "competency", "evidence", "I have done this work for a year"));
        return form("advice", "I have seen it");
    }

    @Test
    void aLateAnswerIsOursUnlessItIsTheWorkersOwn() {
        var request = agency.assessedRequest("ana");
        overdue(request, "userTask_endorse", "marcus");

        assertThat(story("ana", request).path("late").asBoolean()).isTrue();
        assertThat(story("ana", request).path("note").asText()).isEqualTo("We are late, not you.");
        assertThat(numbers(ok("dana", "/api/cases?late=true"))).contains(number(request));
        assertThat(numbers(ok("dana", "/api/cases?late=false"))).doesNotContain(number(request));

        agency.answers("marcus", request, "userTask_endorse", form("endorsement", "endorse"));
        overdue(request, "userTask_nameConflicts", "ana");

        assertThat(story("ana", request).path("late").asBoolean()).isFalse();
        assertThat(numbers(ok("dana", "/api/cases?late=true"))).doesNotContain(number(request));
    }

    @Test
    void whoTookPartReadsOnAndWhoDidNotLearnsNothing() {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        agency.views(request, "eli", "promote");
        var number = number(request);

        assertThat(story("marcus", request).path("caseNumber").asText()).isEqualTo(number);
        assertThat(story("dana", request).path("caseNumber").asText()).isEqualTo(number);
        for (var stranger : List.of("ben", "eli", "fay", "lena", "rae", "p01")) {
            var theirs = get(stranger, "/api/cases/" + number, MediaType.APPLICATION_JSON);
            var unknown = get(stranger, "/api/cases/PRM-1999-0001", MediaType.APPLICATION_JSON);
            assertThat(theirs.getStatusCode().value()).as(stranger).isEqualTo(404);
            assertThat(theirs.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
            assertThat(theirs.getBody().replace(number, "PRM-1999-0001")).isEqualTo(unknown.getBody());
        }
        assertThat(ok("eli", "/api/cases/mine").path("cases")).isEmpty();

        for (var reviewer : List.of("fay", "dee")) {
            agency.views(request, reviewer, "promote");
        }
        agency.roundIsIn(request);
        agency.runs(request, "businessRuleTask_determinePay");
        offer(request);
        assertThat(story("lena", request).path("stage").asText()).isEqualTo("Offer");
        assertThat(get("rae", "/api/cases/" + number, MediaType.APPLICATION_JSON)
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }

    @Test
    void finishedOnesStayAndPagesAreCut() {
        var first = number(agency.assessedRequest("ana"));
        assertThat(withdraw("ana", first).getStatusCode().value()).isEqualTo(200);
        var second = number(agency.assessedRequest("ana"));

        var all = ok("ana", "/api/cases/mine");
        assertThat(numbers(all)).startsWith(second, first);
        assertThat(all.path("cases").path(1).path("outcome").asText()).isEqualTo("Request withdrawn");
        assertThat(all.path("cases").path(1).path("canWithdraw").asBoolean()).isFalse();
        var page = ok("ana", "/api/cases/mine?page=1&size=1");
        assertThat(numbers(page)).containsExactly(first);
        assertThat(page.path("total").asLong()).isEqualTo(all.path("total").asLong());
        assertThat(ok("ana", "/api/cases/mine?page=900&size=100").path("cases")).isEmpty();
    }

    @Test
    void managersFilter() {
        var endorsing = number(agency.assessedRequest("ana"));
        var seating = agency.requestBeforeThePanel("ana");
        agency.runs(
                agency.asks("ben", "promotion", form("targetPosition", "peer-2", "careerGoal", "Go on")),
                "businessRuleTask_assessEligibility");

        assertThat(numbers(ok("dana", "/api/cases?stage=Endorsement&state=open")))
                .containsExactly(endorsing);
        assertThat(numbers(ok("dana", "/api/cases?stage=Panel"))).containsExactly(number(seating));
        assertThat(numbers(ok("dana", "/api/cases?stage=Panel&state=finished"))).isEmpty();
        assertThat(numbers(ok("dana", "/api/cases?process=promotion&program=North&state=open")))
                .hasSize(3)
                .contains(endorsing);
        assertThat(numbers(ok("dana", "/api/cases?program=South"))).isEmpty();
        withdraw("ana", endorsing);
        assertThat(numbers(ok("dana", "/api/cases?state=finished"))).contains(endorsing);
        assertThat(numbers(ok("dana", "/api/cases?state=open"))).doesNotContain(endorsing);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/cases/mine?page=-1, page",
        "/api/cases/mine?page=many, page",
        "/api/cases/mine?page=99999999999999, page",
        "/api/cases/mine?size=0, size",
        "/api/cases/mine?size=101, size",
        "/api/cases?size=-5, size",
        "/api/cases?state=ajar, state",
        "/api/cases?late=maybe, late",
        "/api/cases?process=promotions, process",
        "/api/cases?stage=Nowhere, stage"
    })
    void whatIsNotUnderstoodIsSaid(String path, String parameter) {
        for (var type : path.contains("mine")
                ? List.of(MediaType.APPLICATION_JSON)
                : List.of(MediaType.APPLICATION_JSON, MediaType.parseMediaType("text/csv"))) {
            if (path.contains("size") && type.getSubtype().equals("csv")) {
                continue;
            }
            var answer = get("dana", path, type);
            assertThat(answer.getStatusCode().value())
                    .as(path + " " + answer.getBody())
                    .isEqualTo(400);
            assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
            assertThat(answer.getBody()).contains(parameter);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "marcus", "lena", "eli"})
    void onlyManagersListEverybodys(String person) {
        for (var type : List.of("application/json", "text/csv")) {
            assertThat(get(person, "/api/cases", MediaType.parseMediaType(type))
                            .getStatusCode()
                            .value())
                    .isEqualTo(403);
        }
    }

    @Test
    void aSheetHoldsEverythingAndRunsNothing() {
        agency.roster(
                RosterFile.STAFF,
                """
                zed,"=HYPERLINK(""http://x"",""a"")","Zo, ""Z"" o",zed@example.org,@SUM(1),adult,peer-1,23.00,40,-500d,-500d,marcus,peers,true
                """);
        var number = number(agency.asks("zed", "promotion", form("targetPosition", "peer-2", "careerGoal", "Go on")));

        var answer = get("dana", "/api/cases?state=open", MediaType.parseMediaType("text/csv"));

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(answer.getHeaders().getContentType().toString()).startsWith("text/csv");
        assertThat(answer.getBody().lines()).first().asString().startsWith("Request,Process,Staff id,Name,Programme");
        assertThat(answer.getBody())
                .contains(number
                        + ",Promotion,zed,\"'=HYPERLINK(\"\"http://x\"\",\"\"a\"\") Zo, \"\"Z\"\" o\",'@SUM(1),");
    }

    @Test
    void aPageCostsTheSameHoweverManyAreOnIt() {
        agency.endorsedRequest("ana");
        var one = statements(() -> ok("dana", "/api/cases?state=open&size=100"));
        agency.requestBeforeThePanel("ana");
        agency.assessedRequest("ben");
        agency.seats(agency.requestBeforeThePanel("ana"), "eli", "fay", "dee");

        var four = statements(() -> ok("dana", "/api/cases?state=open&size=100"));

        assertThat(four)
                .hasSameSizeAs(one)
                .filteredOn(statement -> !statement.contains("from ACT_ID_") && !statement.contains("AUTHORIZATION"))
                .as("but for signing in")
                .hasSize(5);
    }

    @Test
    void whoHasLeftIsOutAndTheirRequestIsStillListed() {
        var request = agency.assessedRequest("ana");
        agency.roster(
                RosterFile.STAFF,
                "marcus,Marcus,Moore,marcus@example.org,North,adult,peer-supervisor,42.00,40,-2500d,-900d,dana,peers;supervisors,false\n");

        assertThat(get("marcus", "/api/cases/" + number(request), MediaType.APPLICATION_JSON)
                        .getStatusCode()
                        .value())
                .isEqualTo(401);
        assertThat(story("ana", request).path("stage").asText()).isEqualTo("Endorsement");

        agency.roster(
                RosterFile.STAFF,
                "ana,Ana,Alvarez,ana@example.org,North,adult,peer-1,23.00,40,-500d,-500d,marcus,peers,false\n");
        assertThat(get("ana", "/api/cases/mine", MediaType.APPLICATION_JSON)
                        .getStatusCode()
                        .value())
                .isEqualTo(401);
        assertThat(story("dana", request).path("applicantName").asText()).isEqualTo("Ana Alvarez");
    }

    @Test
    void onlyTheWorkerStopsTheirRequest() {
        var number = number(agency.assessedRequest("ana"));

        for (var other : List.of("marcus", "dana", "lena", "ben")) {
            var theirs = withdraw(other, number);
            assertThat(theirs.getStatusCode().value()).isEqualTo(404);
            assertThat(theirs.getBody().replace(number, "PRM-1999-0001"))
                    .isEqualTo(withdraw(other, "PRM-1999-0001").getBody());
        }
        assertThat(withdraw("ana", number).getStatusCode().value()).isEqualTo(200);
        assertThat(withdraw("ana", number).getStatusCode().value()).isEqualTo(404);
        var story = ok("ana", "/api/cases/" + number);
        assertThat(story.path("outcome").asText()).isEqualTo("Request withdrawn");
        assertThat(StreamSupport.stream(story.path("timeline").spliterator(), false)
                        .filter(step -> step.path("stopped").asBoolean())
                        .map(step -> step.path("step").asText()))
                .containsExactly("Endorse the request");
    }

    /** Both at the same moment: one of them happens, the other is told so, and the story says which. */
    @RepeatedTest(3)
    void anAcceptanceAndAStopAtOnce() throws Exception {
        var request = agency.requestBeforeTheOffer("ana");
        offer(request);
        var number = number(request);
        var task = agency.taskOf("ana", request, "userTask_considerOffer");
        var barrier = new CyclicBarrier(2);
        var pool = Executors.newFixedThreadPool(2);

        List<Integer> answers = new ArrayList<>();
        try {
            var accepts = pool.submit(() -> {
                barrier.await(30, TimeUnit.SECONDS);
                return post(
                        "ana",
                        "/engine-rest/task/" + task.getId() + "/submit-form",
                        "{\"variables\":{\"offerDecision\":{\"value\":\"accept\"},\"announce\":{\"value\":false}}}");
            });
            var stops = pool.submit(() -> {
                barrier.await(30, TimeUnit.SECONDS);
                return withdraw("ana", number);
            });
            answers.add(accepts.get(60, TimeUnit.SECONDS).getStatusCode().value());
            answers.add(stops.get(60, TimeUnit.SECONDS).getStatusCode().value());
        } finally {
            pool.shutdown();
        }

        assertThat(answers).allMatch(status -> status < 500);
        var story = story("ana", request);
        if (answers.get(1) == 200) {
            assertThat(story.path("outcome").asText()).isEqualTo("Request withdrawn");
            assertThat(runtime.createProcessInstanceQuery()
                            .processInstanceBusinessKey(number)
                            .count())
                    .isZero();
        } else {
            assertThat(answers.get(0)).isEqualTo(204);
            assertThat(answers.get(1)).isBetween(400, 499);
            assertThat(story.path("stage").asText()).isEqualTo("Effective");
        }
        assertThat(career.worker("ana").orElseThrow().position()).isEqualTo("peer-1");
    }

    private void offer(ProcessInstance request) {
        agency.answers(
                "lena",
                request,
                "userTask_confirmOffer",
                form("hourlyRate", "26.40", "effectiveDate", LocalDate.now().plusDays(30) + "", "funding", "funded"));
    }

    private void overdue(ProcessInstance request, String step, String holder) {
        tasks.setDueDate(
                agency.taskOf(holder, request, step).getId(),
                Date.from(Instant.now().minusSeconds(60)));
    }

    /** What our own and the engine's code sends to the database. */
    private static List<String> statements(Runnable act) {
        var loggers = List.of((Logger) LoggerFactory.getLogger("org.springframework.jdbc.core.JdbcTemplate"), (Logger)
                LoggerFactory.getLogger("org.camunda.bpm.engine.impl.persistence.entity"));
        var appender = new ListAppender<ILoggingEvent>();
        appender.start();
        loggers.forEach(logger -> {
            logger.setLevel(Level.DEBUG);
            logger.setAdditive(false);
            logger.addAppender(appender);
        });
        try {
            act.run();
        } finally {
            loggers.forEach(logger -> {
                logger.detachAppender(appender);
                logger.setAdditive(true);
                logger.setLevel(null);
            });
        }
        return appender.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message ->
                        message.startsWith("Executing prepared SQL statement") || message.contains("Preparing:"))
                .toList();
    }

    private JsonNode story(String person, ProcessInstance request) {
        return ok(person, "/api/cases/" + number(request));
    }

    private String number(ProcessInstance request) {
        return agency.businessKey(request);
    }

    private static List<String> numbers(JsonNode page) {
        return texts(page.path("cases"), "caseNumber");
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.path(field).asText())
                .toList();
    }

    private JsonNode ok(String person, String path) {
        var answer = get(person, path, MediaType.APPLICATION_JSON);
        assertThat(answer.getStatusCode().value())
                .as(path + " " + answer.getBody())
                .isEqualTo(200);
        try {
            return mapper.readTree(answer.getBody());
        } catch (Exception e) {
            throw new AssertionError(answer.getBody(), e);
        }
    }

    private ResponseEntity<String> withdraw(String person, String number) {
        return post(person, "/api/cases/" + number + "/withdraw", null);
    }

    private ResponseEntity<String> get(String person, String path, MediaType accept) {
        var headers = new HttpHeaders();
        headers.setAccept(List.of(accept));
        return http.withBasicAuth(person, password(person))
                .exchange(
                        URI.create(http.getRootUri() + path), HttpMethod.GET, new HttpEntity<>(headers), String.class);
    }

    private ResponseEntity<String> post(String person, String path, String body) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return http.withBasicAuth(person, password(person))
                .exchange(
                        URI.create(http.getRootUri() + path),
                        HttpMethod.POST,
                        new HttpEntity<>(body, headers),
                        String.class);
    }

    private static String password(String person) {
        return "Ladder-4-" + person + "!";
    }
}
