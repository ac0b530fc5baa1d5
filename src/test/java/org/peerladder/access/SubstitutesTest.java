package org.peerladder.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.peerladder.TestAgency.form;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.access.Substitutes.Substitute;
import org.peerladder.career.RosterFile;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/** Marcus is away; nan is a supervisor too. Lena and rae are HR. */
@ProcessTest
class SubstitutesTest {

    private static final Map<String, Object> ENDORSED = form("endorsement", "endorse");
    private static final String PASSWORD = "Stand-1n-For-Me!";

    @Autowired
    TestAgency agency;

    @Autowired
    HandOver handOver;

    @Autowired
    TaskService tasks;

    @Autowired
    Accounts accounts;

    @Autowired
    TestRestTemplate http;

    @BeforeEach
    void open() {
        agency.open();
        agency.roster(
                RosterFile.STAFF,
                "nan,Nan,Nash,,South,adult,peer-supervisor,41.00,40,-2500d,-900d,dana,peers;supervisors,true");
    }

    @AfterEach
    void backToToday() {
        ClockUtil.reset();
    }

    @Test
    void aTaskThatComesWhileSomebodyIsAwayIsDoneOnTheirBehalf() {
        named("marcus", "nan", 0, 5);
        var request = agency.assessedRequest("ana");
        var endorse = agency.taskOf("nan", request, "userTask_endorse");
        assertThat(endorse.getAssignee()).isEqualTo("nan");
        assertThat(endorse.getOwner()).isEqualTo("marcus");

        agency.as("nan", () -> agency.submits(endorse, ENDORSED));

        var next = agency.taskOf("ana", request, "userTask_nameConflicts");
        assertThat(agency.as("ana", () -> tasks.getTaskComments(next.getId())))
                .singleElement()
                .satisfies(comment -> {
                    assertThat(comment.getUserId()).isEqualTo("nan");
                    assertThat(comment.getFullMessage()).isEqualTo("Done on behalf of Marcus Moore.");
                });
    }

    @Test
    void aTaskThatIsOpenAlreadyIsHandedOverUntilTheSubstituteIsRemoved() {
        var endorse = agency.taskOf("marcus", agency.assessedRequest("ana"), "userTask_endorse");
        assertThat(seenBy("nan", endorse)).isFalse();

        named("marcus", "nan", 0, 5);
        assertThat(holder(endorse)).isEqualTo("nan for marcus");
        assertThat(seenBy("nan", endorse)).isTrue();
        assertThatThrownBy(() -> agency.as("marcus", () -> agency.submits(endorse, ENDORSED)))
                .hasMessageContaining("in somebody else's hands");

        agency.as("marcus", () -> {
            handOver.remove("marcus");
            return null;
        });
        assertThat(holder(endorse)).isEqualTo("marcus for null");
        assertThat(seenBy("nan", endorse)).isFalse();
        assertThatThrownBy(() -> agency.as("nan", () -> agency.submits(endorse, ENDORSED)))
                .isInstanceOf(AuthorizationException.class);
        agency.as("marcus", () -> agency.submits(endorse, ENDORSED));
    }

    @Test
    void itBeginsAndEndsWithItsDays() {
        named("marcus", "nan", 1, 1);
        var endorse = agency.taskOf("marcus", agency.assessedRequest("ana"), "userTask_endorse");
        handOver.sweep();
        assertThat(seenBy("nan", endorse)).isFalse();

        travel(1);
        handOver.sweep();
        assertThat(seenBy("nan", endorse)).isTrue();

        travel(2);
        assertThatThrownBy(() -> agency.as("nan", () -> agency.submits(endorse, ENDORSED)))
                .hasMessageContaining("You no longer act for Marcus Moore");
        handOver.sweep();
        assertThat(seenBy("nan", endorse)).isFalse();
    }

    @Test
    void aTaskTakenFromAGroupGoesToSomebodyOfThatGroup() {
        var request = agency.requestBeforeThePanel("ana");
        var seat = agency.taskOf("lena", request, "userTask_seatPanel");
        agency.as("lena", () -> {
            tasks.claim(seat.getId(), "lena");
            return null;
        });
        named("lena", "rae", 0, 5);
        assertThat(holder(seat)).isEqualTo("rae for lena");

        agency.as("rae", () -> agency.submits(seat, form("panelists", TestAgency.json("[\"eli\",\"fay\",\"dee\"]"))));
        assertThat(agency.tasks(request, "userTask_review")).hasSize(3);
    }

    @Test
    void whatASubstitutePutsBackIsItsGroupsAgain() {
        var seat = agency.taskOf("lena", agency.requestBeforeThePanel("ana"), "userTask_seatPanel");
        agency.as("lena", () -> {
            tasks.claim(seat.getId(), "lena");
            return null;
        });
        named("lena", "rae", 0, 5);

        agency.as("rae", () -> {
            tasks.setAssignee(seat.getId(), null);
            return null;
        });

        assertThat(holder(seat)).isEqualTo("null for null");
        handOver.sweep();
        assertThat(holder(seat)).isEqualTo("null for null");
    }

    @Test
    void whenASubstituteLeavesTheAgencyTheTasksGoBack() {
        var endorse = agency.taskOf("marcus", agency.assessedRequest("ana"), "userTask_endorse");
        named("marcus", "nan", 0, 5);

        agency.roster(
                RosterFile.STAFF,
                "nan,Nan,Nash,,South,adult,peer-supervisor,41.00,40,-2500d,-900d,dana,peers;supervisors,false");

        assertThat(holder(endorse)).isEqualTo("marcus for null");
    }

    @Test
    void whenTheOneWhoIsAwayLeavesTheAgencyADirectorIsAsked() {
        named("marcus", "nan", 0, 5);
        var request = agency.assessedRequest("ana");

        agency.roster(
                RosterFile.STAFF,
                "marcus,Marcus,Moore,,North,adult,peer-supervisor,42.00,40,-2500d,-900d,dana,peers;supervisors,false");

        assertThat(agency.taskOf("dana", request, "userTask_endorse").getAssignee())
                .isNull();
    }

    @Test
    void aBallotIsNeverHandedOver() {
        named("eli", "kay", 0, 5);
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");

        assertNotHandedOver(agency.taskOf("eli", request, "userTask_review"), "kay");
    }

    @Test
    void theWorkersOwnTasksAreNeverHandedOver() {
        named("dee", "kay", 0, 5);
        var request = agency.asks(
                "dee",
                "promotion",
                form("targetPosition", "peer-3", "careerGoal", "Lead a group", "keepDirectService", true));
        agency.runs(request, "businessRuleTask_assessEligibility");

        assertNotHandedOver(agency.taskOf("dee", request, "userTask_chooseRoute"), "kay");
    }

    @Test
    void whoIsInConflictWithTheWorkerDoesNotStandIn() {
        agency.roster(RosterFile.CONFLICTS, "nan,ana,household");
        named("marcus", "nan", 0, 5);

        assertNotHandedOver(agency.taskOf("marcus", agency.assessedRequest("ana"), "userTask_endorse"), "nan");
    }

    @Test
    void theApplicantDoesNotStandIn() {
        agency.roster(
                RosterFile.STAFF,
                "ana,Ana,Alvarez,,North,adult,peer-1,23.00,40,-500d,-500d,marcus,peers;supervisors,true");
        named("marcus", "ana", 0, 5);

        assertNotHandedOver(agency.taskOf("marcus", agency.assessedRequest("ana"), "userTask_endorse"), "ana");
    }

    @Test
    void whomOneMayNameIsShownByName() {
        for (var person : List.of("marcus", "ana")) {
            accounts.setPassword(person, PASSWORD);
        }

        assertThat(call("marcus", HttpMethod.GET, "/colleagues", null))
                .startsWith("200 [")
                .contains("{\"id\":\"nan\",\"name\":\"Nan Nash\"}")
                .doesNotContain("\"marcus\"", "\"ana\"");
        assertThat(call("ana", HttpMethod.GET, "/colleagues", null)).isEqualTo("200 []");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "marcus | marcus | 0 | 1 | Nobody stands in for themselves",
                "marcus | nobody | 0 | 1 | Nobody with this staff id works here",
                "marcus | ana | 0 | 1 | at least the same role: Supervisors",
                "lena | marcus | 0 | 1 | at least the same role: Human resources",
                "ana | ben | 0 | 1 | what belongs to your own request stays yours",
                "marcus | nan | 2 | 1 | The last day is before the first",
                "marcus | nan | -2 | -1 | The last day has passed"
            })
    void whatIsNotPossibleIsSaid(String person, String substitute, int from, int to, String why) {
        assertThatThrownBy(() -> named(person, substitute, from, to)).hasMessageContaining(why);
    }

    @Test
    void everyoneNamesOneAtATimeAndSeesTheirOwn() {
        for (var person : List.of("marcus", "nan")) {
            accounts.setPassword(person, PASSWORD);
        }
        var body = "{\"substitute\":\"nan\",\"from\":\"%s\",\"to\":\"%s\"}".formatted(day(0), day(3));

        assertThat(call("marcus", HttpMethod.POST, body)).isEqualTo("201 " + body);
        assertThat(call("marcus", HttpMethod.POST, body)).startsWith("400").contains("remove that one first");
        assertThat(call("marcus", HttpMethod.GET, null)).isEqualTo("200 [" + body + "]");
        assertThat(call("nan", HttpMethod.GET, null)).isEqualTo("200 []");
        assertThat(call("marcus", HttpMethod.DELETE, null)).startsWith("204");
        assertThat(call("marcus", HttpMethod.GET, null)).isEqualTo("200 []");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"substitute\":\"a\\u0000b\",\"from\":\"2027-01-01\",\"to\":\"2027-01-02\"} | staff id",
                "{\"from\":\"2027-01-01\",\"to\":\"2027-01-02\"} | staff id",
                "{\"substitute\":\"nan\",\"from\":\"2027-02-31\",\"to\":\"2027-03-02\"} | from: Give a day",
                "{\"substitute\":\"nan\",\"from\":\"2027-01-01\",\"to\":\"+99999-01-02\"} | to: Give a day",
                "{\"substitute\": | Failed to read request",
                "[] | Failed to read request"
            })
    void whatCannotBeReadIsRefused(String body, String why) {
        accounts.setPassword("marcus", PASSWORD);

        assertThat(call("marcus", HttpMethod.POST, body)).startsWith("400").contains(why);
    }

    private void assertNotHandedOver(Task task, String substitute) {
        assertThat(seenBy(substitute, task)).isFalse();
        // Not even where a right to the task comes from elsewhere
        tasks.addCandidateUser(task.getId(), substitute);
        assertThatThrownBy(() -> agency.as(substitute, () -> agency.submits(task, complete(task))))
                .hasMessageContaining("Nothing was stored.");
    }

    private static Map<String, Object> complete(Task task) {
        return switch (task.getTaskDefinitionKey()) {
            case "userTask_endorse" -> ENDORSED;
            case "userTask_review" -> form("ballot", "recuse");
            default -> form("route", "withdraw");
        };
    }

    private void named(String person, String substitute, int from, int to) {
        agency.as(person, () -> {
            handOver.name(new Substitute(person, substitute, day(from), day(to)));
            return null;
        });
    }

    private static LocalDate day(int fromToday) {
        return LocalDate.now().plusDays(fromToday);
    }

    private static void travel(int days) {
        ClockUtil.setCurrentTime(
                Date.from(day(days).atTime(12, 0).atZone(ZoneId.systemDefault()).toInstant()));
    }

    private boolean seenBy(String person, Task task) {
        return agency.as(
                        person,
                        () -> tasks.createTaskQuery().taskId(task.getId()).count())
                == 1;
    }

    private String holder(Task task) {
        var now = tasks.createTaskQuery().taskId(task.getId()).singleResult();
        return now.getAssignee() + " for " + now.getOwner();
    }

    private String call(String person, HttpMethod method, String body) {
        return call(person, method, "", body);
    }

    private String call(String person, HttpMethod method, String route, String body) {
        var headers = new HttpHeaders();
        headers.setBasicAuth(person, PASSWORD);
        headers.setContentType(MediaType.APPLICATION_JSON);
        var answer = http.exchange("/api/substitutes" + route, method, new HttpEntity<>(body, headers), String.class);
        return answer.getStatusCode().value() + " " + answer.getBody();
    }
}
