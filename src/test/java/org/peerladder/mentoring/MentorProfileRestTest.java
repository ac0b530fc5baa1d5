package org.peerladder.mentoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peerladder.ProcessTest;
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

/** Over HTTP: what a mentor offers. */
@ProcessTest
class MentorProfileRestTest {

    private static final String PATH = "/api/mentoring/profile";
    private static final String OFFER =
            """
            {"optedIn": true, "focusAreas": ["housing", "advocacy"], "languages": ["en"], "meetings": ["video"], "places": 2}
            """;

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

    @BeforeEach
    void open() {
        agency.open();
        agency.roster(RosterFile.RECORDS, "dee,training,1,-300d,-299d,mentor-training\n");
        List.of("dee", "gus", "ana", "lena").forEach(person -> passwords.setPassword(person, password(person)));
    }

    @Test
    void whoHasOfferedNothingSeesWhatTheyCould() {
        var mine = read(get("dee"));

        assertThat(mine.path("optedIn").asBoolean()).isFalse();
        assertThat(mine.path("focusAreas")).isEmpty();
        assertThat(mine.path("places").isNull()).isTrue();
        assertThat(mine.path("mayMentor").asBoolean()).isTrue();
        assertThat(mine.path("reason").asText()).isEqualTo("Has taken the mentor training.");
        assertThat(mine.path("mostPlaces").asInt()).isEqualTo(3);
        assertThat(mine.path("taken").asInt()).isZero();
        assertThat(texts(mine.path("choices").path("focusAreas"))).contains("housing", "leadership");
        assertThat(texts(mine.path("choices").path("languages"))).contains("en", "es");
        assertThat(texts(mine.path("choices").path("meetings"))).containsExactly("in-person", "video", "phone");
    }

    @Test
    void anOfferIsKept() {
        var kept = read(put("dee", OFFER));

        assertThat(texts(kept.path("focusAreas"))).containsExactly("housing", "advocacy");
        assertThat(kept).isEqualTo(read(get("dee")));
        assertThat(profiles.of("dee"))
                .contains(new MentorProfile(
                        "dee", true, List.of("housing", "advocacy"), List.of("en"), List.of("video"), 2));

        put("dee", "{\"optedIn\": false}");

        assertThat(profiles.of("dee").orElseThrow().optedIn()).isFalse();
        assertThat(profiles.optedIn()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ana, second tier", "lena, peer workers", "gus, training is still to be taken"})
    void whoMayNotMentorIsToldWhy(String person, String why) {
        var mine = read(put(person, OFFER.replace("2}", "1}")));

        assertThat(mine.path("mayMentor").asBoolean()).isFalse();
        assertThat(mine.path("reason").asText()).contains(why);
        assertThat(mine.path("optedIn").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | optedIn: Say true",
                "{\"optedIn\": \"maybe\"} | read",
                "{\"optedIn\": true} | focusAreas: Give at least one of: advocacy",
                "{\"optedIn\": true, \"focusAreas\": [\"magic\"]} | focusAreas: Give any of: advocacy",
                "{\"optedIn\": true, \"focusAreas\": [null]} | focusAreas: Give a list of codes",
                "{\"optedIn\": true, \"focusAreas\": \"housing\"} | read",
                "{\"optedIn\": false, \"languages\": [\"klingon\"]} | languages: Give any of: en",
                "{\"optedIn\": false, \"meetings\": [\"any\"]} | meetings: Give any of: in-person, video, phone",
                "{\"optedIn\": false, \"places\": 0} | places: Give 1 to 3",
                "{\"optedIn\": false, \"places\": 4} | places: Give 1 to 3",
                "{\"optedIn\": false, \"places\": 1.5} | places: Give a whole number",
                "{\"optedIn\": false, \"places\": 1e99} | places: Give a whole number",
                "[] | read",
                "nonsense | read",
            })
    void whatIsNotUnderstoodIsSaidAndNothingIsStored(String body, String message) {
        var answer = put("dee", body);

        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(400);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.getBody()).contains(message);
        assertThat(profiles.of("dee")).isEmpty();
    }

    @Test
    void partTimeOffersOnePlace() {
        assertThat(put("gus", OFFER).getBody()).contains("places: Give 1 or nothing.");
    }

    @Test
    void whoIsNotInTheRosterHasNoProfile() {
        var admin = http.withBasicAuth("admin", "Ladder-4-Tests!");

        assertThat(admin.getForEntity(PATH, String.class).getStatusCode().value())
                .isEqualTo(404);
        assertThat(http.getForEntity(PATH, String.class).getStatusCode().value())
                .isEqualTo(401);
    }

    private ResponseEntity<String> get(String person) {
        return http.withBasicAuth(person, password(person)).getForEntity(PATH, String.class);
    }

    private ResponseEntity<String> put(String person, String body) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return http.withBasicAuth(person, password(person))
                .exchange(PATH, HttpMethod.PUT, new HttpEntity<>(body, headers), String.class);
    }

    private JsonNode read(ResponseEntity<String> answer) {
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        try {
            return mapper.readTree(answer.getBody());
        } catch (Exception e) {
            throw new AssertionError(answer.getBody(), e);
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String password(String person) {
        return "Ladder-4-" + person + "!";
    }
}
