package org.peerladder.mentoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.peerladder.TestAgency.form;
import static org.peerladder.TestAgency.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peerladder.ProcessTest;
import org.peerladder.Statements;
import org.peerladder.TestAgency;
import org.peerladder.access.Accounts;
import org.peerladder.career.RosterFile;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Over HTTP: what coordinators see, and mentors for many at once. */
@ProcessTest
class CohortRestTest {

    private static final String OVERVIEW = "/api/mentoring/overview";
    private static final String PROPOSE = "/api/mentoring/cohort";
    private static final String ACCEPT = "/api/mentoring/cohort/accept";
    private static final LocalDate TODAY = LocalDate.now();

    @Autowired
    TestAgency agency;

    @Autowired
    TestRestTemplate http;

    @Autowired
    ObjectMapper mapper;

    @Autowired
    Accounts passwords;

    @Autowired
    MentorProfiles profiles;

    @Autowired
    MentoringOverview overview;

    @Autowired
    JdbcClient jdbc;

    /** Eli and Ida have each one place. Ana lets a coordinator choose; Ben and Hal come when nobody is free. */
    @BeforeEach
    void open() {
        agency.open();
        agency.roster(
                RosterFile.STAFF,
                "cora,Cora,Cole,cora@example.org,Office,,Coordinator,38.00,40,-2500d,-900d,dana,coordinators,true");
        agency.roster(
                RosterFile.RECORDS,
                "eli,training,1,-300d,-299d,mentor-training\nida,training,1,-300d,-299d,mentor-training");
        List.of("cora", "ana", "dana", "lena").forEach(person -> passwords.setPassword(person, password(person)));
    }

    @Test
    void manyAreMatchedAtOnceAndTheirMentorsAreAsked() {
        var ben = asks("ben", "leadership");
        var hal = asks("hal", "boundaries");
        assertThat(ben).isWaitingAt("event_mentorAvailable");
        offersUnheard("eli", "boundaries");
        offersUnheard("ida", "leadership");

        var proposal = read(post("cora", PROPOSE, null));
        assertThat(proposal.path("unmatched")).isEmpty();
        assertThat(mentorFor(proposal, ben)).isEqualTo("ida");
        assertThat(mentorFor(proposal, hal)).isEqualTo("eli");
        var first = proposal.path("matches").get(0);
        assertThat(first.path("menteeName").asText()).isEqualTo("Ben Brook");
        assertThat(first.path("mentorName").asText()).isEqualTo("Ida Ivers");
        int sum = 0;
        for (var reason : first.path("reasons")) {
            sum += reason.path("points").asInt();
        }
        assertThat(first.path("score").asInt()).isEqualTo(sum);
        assertThat(ben).isWaitingAt("event_mentorAvailable");

        read(post("cora", ACCEPT, list(row(ben, "ida"), row(hal, "eli"))));
        assertThat(ben).isWaitingAt("userTask_acceptMentee");
        assertThat(hal).isWaitingAt("userTask_acceptMentee");
        assertThat(audited("ask-mentor")).isEqualTo(2);
        assertThat(read(post("cora", PROPOSE, null)).path("matches"))
                .as("nobody is left to match")
                .isEmpty();

        agency.answers("ida", ben, "userTask_acceptMentee", form("accepted", true));
        assertThat(ben).isWaitingAt("userTask_agreeMentoring");
        agency.answers("eli", hal, "userTask_acceptMentee", form("accepted", false));
        agency.runs(hal, "businessRuleTask_scoreMentors");
        assertThat(hal).as("waits again").isWaitingAt("event_mentorAvailable");
    }

    @Test
    void whoLetsACoordinatorChooseIsMatchedToo() {
        offers("eli", "boundaries");
        var ana = asks("ana", "boundaries");
        offers("ida", "leadership");
        assertThat(read(post("cora", PROPOSE, null)).path("matches"))
                .as("ana has it in hand herself")
                .isEmpty();
        agency.answers("ana", ana, "userTask_chooseMentor", form("letCoordinatorChoose", true));

        assertThat(mentorFor(read(post("cora", PROPOSE, null)), ana)).isEqualTo("eli");
        read(post("cora", ACCEPT, list(row(ana, "ida"))));

        assertThat(ana).isWaitingAt("userTask_acceptMentee");
        assertThat(agency.tasks(ana, "userTask_acceptMentee").get(0).getAssignee())
                .isEqualTo("ida");
    }

    @Test
    void aListIsTakenAsAWholeOrNotAtAll() {
        var ben = asks("ben", "leadership");
        var hal = asks("hal", "boundaries");
        offersUnheard("eli", "boundaries");

        var answer = post("cora", ACCEPT, list(row(ben, "eli"), row(hal, "eli")));
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody())
                .contains(agency.businessKey(hal) + ": Eli Evans has no place left")
                .doesNotContain(agency.businessKey(ben) + ":");
        assertThat(post("cora", ACCEPT, list(row(ben, "eli"), row(hal, "dana"))).getBody())
                .contains(agency.businessKey(hal) + ": Dana Dunn cannot be");

        assertThat(ben).isWaitingAt("event_mentorAvailable");
        assertThat(hal).isWaitingAt("event_mentorAvailable");
        assertThat(audited("ask-mentor")).isZero();
    }

    @Test
    void whoIsBarredIsNeitherProposedNorTaken() {
        var ben = asks("ben", "boundaries", "notWith", json("[\"eli\"]"));
        offersUnheard("eli", "boundaries");

        var proposal = post("cora", PROPOSE, null).getBody();
        assertThat(proposal).contains("\"unmatched\":[{").doesNotContain("eli").doesNotContain("notWith");
        assertThat(post("cora", ACCEPT, list(row(ben, "eli"))).getBody())
                .contains("Eli Evans cannot be the mentor here; choose somebody else.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | matches: Give a list",
                "[null] | row 1: Give both",
                "[{\"caseNumber\": \"MEN-1\"}] | row 1: Give both",
                "[{\"caseNumber\": \"MEN-1\", \"mentorId\": \"eli\"}] | MEN-1: No open request",
                "[{\"caseNumber\": \"X\", \"mentorId\": \"a\"}, {\"caseNumber\": \"X\", \"mentorId\": \"b\"}] | X: stands in",
                "{} | read",
                "nonsense | read",
            })
    void whatIsNotUnderstoodIsSaid(String body, String message) {
        var answer = post("cora", ACCEPT, body);

        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(400);
        assertThat(answer.getBody()).contains(message);
    }

    @Test
    void coordinatorsOnly() {
        for (var person : List.of("ana", "dana", "lena")) {
            assertThat(get(person, OVERVIEW).getStatusCode().value()).isEqualTo(403);
            assertThat(post(person, PROPOSE, null).getStatusCode().value()).isEqualTo(403);
            assertThat(post(person, ACCEPT, "[]").getStatusCode().value()).isEqualTo(403);
        }
        assertThat(http.getForEntity(OVERVIEW, String.class).getStatusCode().value())
                .isEqualTo(401);
        assertThat(read(get("cora", "/api/mentoring/profile"))
                        .path("coordinates")
                        .asBoolean())
                .isTrue();
        assertThat(read(get("ana", "/api/mentoring/profile"))
                        .path("coordinates")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void coordinatorsSeePairsQueueAndPlaces() {
        offers("eli", "boundaries");
        var ana = asks("ana", "boundaries", "notWith", json("[\"jon\"]"));
        agency.answers("ana", ana, "userTask_chooseMentor", form("mentorId", "eli"));
        agency.answers("eli", ana, "userTask_acceptMentee", form("accepted", true));
        for (var partner : List.of("ana", "eli")) {
            agency.answers(
                    partner,
                    ana,
                    "userTask_agreeMentoring",
                    form(
                            "goals",
                            "Lead groups",
                            "meetingEveryDays",
                            14,
                            "endsOn",
                            TODAY.plusDays(90).toString()));
        }
        var ben = asks("ben", "boundaries");

        var seen = read(get("cora", OVERVIEW));
        var pair = seen.path("pairs").path("rows").get(0);
        assertThat(pair.path("menteeName").asText()).isEqualTo("Ana Alvarez");
        assertThat(pair.path("mentorName").asText()).isEqualTo("Eli Evans");
        assertThat(pair.path("nextCheckInOn").asText())
                .isEqualTo(TODAY.plusDays(14).toString());
        assertThat(pair.path("silent").asBoolean()).isFalse();
        var waits = seen.path("queue").path("rows").get(0);
        assertThat(waits.path("caseNumber").asText()).isEqualTo(agency.businessKey(ben));
        assertThat(waits.path("place").asInt()).isEqualTo(1);
        var south = seen.path("capacity").get(0);
        assertThat(south.path("program").asText()).isEqualTo("South");
        assertThat(south.path("taken").asInt()).isEqualTo(1);
        assertThat(south.path("left").asInt()).isZero();
        assertThat(seen.toString())
                .doesNotContain("notWith")
                .doesNotContain("onTrack")
                .doesNotContain("jon");
    }

    @ParameterizedTest
    @CsvSource({"28, false", "29, true"})
    void aPairIsSilentTwoRoundsAfterBothWereHeard(int daysAgo, boolean silent) {
        offers("eli", "boundaries");
        var pairing = pairing("ana", "eli", 14, 200);
        checksIn(pairing, 1, "ana", daysAgo);
        checksIn(pairing, 1, "eli", daysAgo);
        checksIn(pairing, 2, "ana", 1);

        var seen = read(get("cora", OVERVIEW + "?silent=true"));
        assertThat(seen.path("silent").asInt()).isEqualTo(silent ? 1 : 0);
        assertThat(seen.path("pairs").path("rows")).hasSize(silent ? 1 : 0);
    }

    @Test
    void morePairsNeedNoMoreStatements() {
        offers("eli", "boundaries");
        pairing("ana", "eli", 14, 20);
        overview.read(false, 0, 0, 20);
        var one = Statements.of(() -> overview.read(false, 0, 0, 20));
        pairing("ben", "eli", 14, 20);
        pairing("hal", "eli", 14, 20);

        assertThat(Statements.of(() -> overview.read(false, 0, 0, 20))).hasSize(one.size());
        assertThat(one).hasSizeLessThan(20);
        assertThat(read(get("cora", OVERVIEW + "?size=2&pairsPage=1"))
                        .path("pairs")
                        .path("rows"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"size=0, size", "size=101, size", "pairsPage=-1, pairsPage", "queuePage=-1, queuePage"})
    void aPageThatCannotBeIsRefused(String query, String field) {
        var answer = get("cora", OVERVIEW + "?" + query);

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody()).contains(field + ": Give");
    }

    private ProcessInstance asks(String worker, String area, Object... more) {
        var wish = form(
                "mentoringGoal",
                "Lead groups with more ease",
                "focusAreas",
                json("[\"" + area + "\"]"),
                "preferredMeeting",
                "any",
                "languages",
                json("[\"en\"]"));
        wish.putAll(form(more));
        var request = agency.asks(worker, MentoringProcess.KEY, wish);
        agency.runs(request, "businessRuleTask_scoreMentors");
        return request;
    }

    private void offers(String mentor, String area) {
        profiles.save(new MentorProfile(mentor, true, List.of(area), List.of("en"), List.of("video"), 1));
    }

    /** Without waking who waits: as if the places had come while nobody looked. */
    private void offersUnheard(String mentor, String area) {
        jdbc.sql("insert into mentor_profile (mentor_id, opted_in, focus_areas, languages, meetings, places)"
                        + " values (?, true, ?, 'en', 'video', 1)")
                .params(mentor, area)
                .update();
    }

    private String pairing(String mentee, String mentor, int everyDays, int daysAgo) {
        jdbc.sql(
                        "insert into mentoring_pairing (case_number, mentee_id, mentor_id, kind, credited_as, opened_on,"
                                + " every_days, ends_on, open_case) values (?, ?, ?, 'mentoring', 'mentoring-hours', ?, ?, ?, ?)")
                .params(
                        "MEN-" + mentee,
                        mentee,
                        mentor,
                        TODAY.minusDays(daysAgo),
                        everyDays,
                        TODAY.plusDays(30),
                        "MEN-" + mentee)
                .update();
        return "MEN-" + mentee;
    }

    private void checksIn(String caseNumber, int round, String person, int daysAgo) {
        jdbc.sql(
                        "insert into mentoring_check_in (pairing_id, round, person_id, hours_met, on_track, want_change,"
                                + " answered_on) select id, ?, ?, 1, true, false, ? from mentoring_pairing where case_number = ?")
                .params(round, person, TODAY.minusDays(daysAgo), caseNumber)
                .update();
    }

    private int audited(String action) {
        return jdbc.sql("select count(*) from audit_entry where action = ? and person_id = 'cora'"
                        + " and case_number in (select BUSINESS_KEY_ from ACT_RU_EXECUTION)")
                .param(action)
                .query(Integer.class)
                .single();
    }

    private Map<String, String> row(ProcessInstance request, String mentor) {
        return Map.of("caseNumber", agency.businessKey(request), "mentorId", mentor);
    }

    @SafeVarargs
    private String list(Map<String, String>... rows) {
        return mapper.valueToTree(rows).toString();
    }

    private String mentorFor(JsonNode proposal, ProcessInstance request) {
        for (var match : proposal.path("matches")) {
            if (match.path("caseNumber").asText().equals(agency.businessKey(request))) {
                return match.path("mentorId").asText();
            }
        }
        return null;
    }

    private ResponseEntity<String> get(String person, String path) {
        return http.withBasicAuth(person, password(person)).getForEntity(path, String.class);
    }

    private ResponseEntity<String> post(String person, String path, String body) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return http.withBasicAuth(person, password(person))
                .exchange(path, HttpMethod.POST, new HttpEntity<>(body, headers), String.class);
    }

    private JsonNode read(ResponseEntity<String> answer) {
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        try {
            return mapper.readTree(answer.getBody());
        } catch (Exception e) {
            throw new AssertionError(answer.getBody(), e);
        }
    }

    private static String password(String person) {
        return "Ladder-4-" + person + "!";
    }
}
