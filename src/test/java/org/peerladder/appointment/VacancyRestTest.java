package org.peerladder.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerladder.TestAgency.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.access.Accounts;
import org.peerladder.career.RosterFile;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

/** Over HTTP: open posts, one's own part in them, and the report on supervisors. */
@ProcessTest
class VacancyRestTest {

    @Autowired
    TestAgency agency;

    @Autowired
    TestRestTemplate http;

    @Autowired
    ObjectMapper mapper;

    @Autowired
    Accounts passwords;

    OpenPost post;

    @BeforeEach
    void open() {
        agency.open();
        post = new OpenPost(agency).staffed();
        List.of("eli", "fay", "dee", "dana", "rosa", "lena", "marcus", "ida")
                .forEach(person -> passwords.setPassword(person, password(person)));
    }

    @Test
    void whoWorksHereSeesOpenPostsAndComes() {
        var vacancy = post.called();
        var number = agency.businessKey(vacancy);
        var posts = json(get("dee", "/api/vacancies"));

        assertThat(posts).hasSize(1);
        assertThat(posts.get(0).path("caseNumber").asText()).isEqualTo(number);
        assertThat(posts.get(0).path("payRange").asText()).startsWith("$");
        assertThat(posts.get(0).path("mine").isNull()).isTrue();
        assertThat(json(get("eli", "/api/vacancies")).get(0).path("mine").asText())
                .isEqualTo("invited");
        assertThat(post("dee", "/api/vacancies/" + number + "/candidacies")
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        var twice = post("dee", "/api/vacancies/" + number + "/candidacies");
        assertThat(twice.getStatusCode().value()).isEqualTo(400);
        assertThat(twice.getBody()).contains("already");
        assertThat(post("dee", "/api/vacancies/SUP-2000-0001/candidacies")
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
        agency.taskOf("dee", vacancy, "userTask_applyForPost");
    }

    @Test
    void eachSeesTheirOwnPartAndNothingOfTheOthers() {
        var vacancy = post.recommended();
        var number = agency.businessKey(vacancy);
        var mine = json(get("fay", "/api/cases/mine")).path("cases");
        assertThat(mine).hasSize(1);
        assertThat(mine.get(0).path("caseNumber").asText()).isEqualTo(number);
        assertThat(mine.get(0).path("canWithdraw").asBoolean()).isTrue();
        assertThat(mine.get(0).path("step").asText())
                .as("where the case is, not where the others run beside it")
                .isEqualTo("Select a candidate");
        var story = get("fay", "/api/cases/" + number).getBody();
        assertThat(story).contains("Apply for the post");
        assertThat(story.split("Review the request", -1))
                .as("her review, not eli's")
                .hasSize(2);
        assertThat(story.split("\"step\":\"Apply for the post\"", -1)).hasSize(2);
        assertThat(get("dee", "/api/cases/" + number).getStatusCode().value()).isEqualTo(404);
        assertThat(json(get("dana", "/api/cases/mine")).path("cases").findValuesAsText("caseNumber"))
                .as("whoever opened it")
                .contains(number);
        assertThat(get("dana", "/api/cases?process=peer-supervisor-appointment&stage=Selection")
                        .getBody())
                .contains(number);
    }

    @Test
    void everybodyStopsTheirOwnPartAndADirectorAllOfIt() {
        var vacancy = post.recommended();
        var number = agency.businessKey(vacancy);
        assertThat(post("dee", "/api/cases/" + number + "/withdraw")
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(post("fay", "/api/cases/" + number + "/withdraw")
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertThat(agency.tasks(vacancy, "userTask_selectCandidate")).hasSize(1);
        assertThat(post("fay", "/api/cases/" + number + "/withdraw")
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(post("rosa", "/api/cases/" + number + "/withdraw")
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertThat(agency.tasks(vacancy, "userTask_selectCandidate")).isEmpty();
    }

    @Test
    void theFeedbackIsToldToWhoeverItIsAbout() {
        var vacancy = post.recommended();
        post.selects("dana", vacancy, "eli");
        agency.answers("marcus", vacancy, "userTask_giveFeedback", form("feedback", "Lead one more team"));

        assertThat(get("fay", "/api/cases/" + agency.businessKey(vacancy)).getBody())
                .contains("Lead one more team");
        assertThat(get("dana", "/api/cases/" + agency.businessKey(vacancy)).getBody())
                .doesNotContain("Lead one more team");
    }

    @Test
    void sumsOfTheFirstDaysAreForDirectors() {
        var vacancy = post.appointed();
        agency.runs(vacancy, "event_timeToAsk");
        for (var person : List.of("eli", "ana", "ben")) {
            agency.answers(person, vacancy, "userTask_firstDaysCheck", form("goingWell", "2", "enoughSupport", false));
        }
        var route = "/api/vacancies/" + agency.businessKey(vacancy) + "/first-days";

        assertThat(json(get("dana", route)).get(0).path("answers").asInt()).isEqualTo(3);
        for (var person : List.of("eli", "lena", "marcus")) {
            assertThat(get(person, route).getStatusCode().value()).as(person).isEqualTo(403);
        }
        assertThat(get("dana", "/api/vacancies/SUP-2000-0001/first-days")
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }

    @Test
    void theReportCountsJobHistoryAndHidesSmallCells() {
        agency.roster(
                RosterFile.STAFF,
                """
                s01,Sam,One,,North,adult,peer-2,27.00,40,-900d,-600d,dana,peers;supervisors,true
                s02,Sam,Two,,North,,Team lead,42.00,40,-900d,-600d,dana,supervisors,true
                s03,Sam,Three,,South,adult,peer-3,32.00,40,-900d,-600d,dana,peers;supervisors,true
                s04,Sam,Four,,South,adult,peer-3,32.00,40,-900d,-600d,dana,peers;supervisors,true
                s05,Sam,Five,,South,,Team lead,42.00,40,-900d,-600d,dana,supervisors,true
                s06,Sam,Six,,East,,Team lead,42.00,40,-900d,-600d,dana,supervisors,true
                """);
        var report = json(get("lena", "/api/reports/supervisors"));

        assertThat(report.at("/all/supervisors").asInt()).isEqualTo(7);
        assertThat(report.at("/all/peers").asInt()).isEqualTo(3);
        assertThat(report.at("/all/share").asInt()).isEqualTo(43);
        for (var row : report.path("programs")) {
            var program = row.path("program").asText();
            if (program.equals("South")) {
                assertThat(row.path("peers").asInt()).isEqualTo(2);
            } else {
                assertThat(row.path("peers").isNull())
                        .as("%s is too small, or the total would tell it", program)
                        .isTrue();
            }
        }
        var csv = new HttpHeaders();
        csv.set(HttpHeaders.ACCEPT, "text/csv");
        assertThat(http.withBasicAuth("dana", password("dana"))
                        .exchange("/api/reports/supervisors", HttpMethod.GET, new HttpEntity<>(csv), String.class)
                        .getBody())
                .startsWith("program,supervisors,worked_in_peer_title,share_percent")
                .contains("East,,,", "all,7,3,43");
        assertThat(get("eli", "/api/reports/supervisors").getStatusCode().value())
                .isEqualTo(403);
    }

    private ResponseEntity<String> get(String person, String route) {
        return http.withBasicAuth(person, password(person)).getForEntity(route, String.class);
    }

    private ResponseEntity<String> post(String person, String route) {
        return http.withBasicAuth(person, password(person)).postForEntity(route, null, String.class);
    }

    private JsonNode json(ResponseEntity<String> answer) {
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        try {
            return mapper.readTree(answer.getBody());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String password(String person) {
        return person + "-Type-4-Anything!";
    }
}
