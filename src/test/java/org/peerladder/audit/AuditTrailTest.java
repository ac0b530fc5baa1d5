package org.peerladder.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.peerladder.TestAgency.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.access.Accounts;
import org.peerladder.audit.AuditTrail.Entry;
import org.peerladder.audit.AuditTrail.Search;
import org.peerladder.audit.AuditTrail.Stored;
import org.peerladder.cases.Cases;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.LinkedMultiValueMap;

@ProcessTest
class AuditTrailTest {

    private static final String PASSWORD = "Ladder-4-Tests!";

    @Autowired
    TestAgency agency;

    @Autowired
    AuditTrail trail;

    @Autowired
    Cases cases;

    @Autowired
    TaskService tasks;

    @Autowired
    RepositoryService repository;

    @Autowired
    Accounts accounts;

    @Autowired
    DataSource database;

    @Autowired
    TestRestTemplate http;

    @Autowired
    ObjectMapper json;

    @Value("${peerladder.admin.password}")
    String adminPassword;

    @BeforeEach
    void open() {
        agency.open();
    }

    @Test
    void whatPeopleDoInACaseIsNotedOnce() {
        var request = agency.requestBeforeThePanel("ana");
        var seat = agency.taskOf("lena", request, "userTask_seatPanel");
        agency.as("lena", () -> {
            tasks.claim(seat.getId(), "lena");
            return null;
        });
        agency.seats(request, "eli", "fay", "dee");
        agency.views(request, "eli", "recuse");
        var number = agency.businessKey(request);
        agency.as("ana", () -> {
            cases.withdraw(number);
            return null;
        });

        assertThat(of(request))
                .containsExactly(
                        new Entry("ana", "withdraw", number, null, null, null),
                        new Entry("eli", "submit-task-form", number, "userTask_review", "eli", null),
                        new Entry("lena", "submit-task-form", number, "userTask_seatPanel", "lena", null),
                        new Entry("lena", "claim-task", number, "userTask_seatPanel", "lena", null),
                        new Entry("marcus", "submit-task-form", number, "userTask_endorse", "marcus", null),
                        new Entry("ana", "submit-start-form", number, null, null, null));
    }

    @Test
    void whatIsRefusedIsNotedWithItsReason() {
        var request = agency.assessedRequest("ana");
        var number = agency.businessKey(request);
        var endorse = agency.taskOf("marcus", request, "userTask_endorse");

        attempt(() -> agency.as("ben", () -> agency.submits(endorse, form("endorsement", "endorse"))));
        tasks.addCandidateUser(endorse.getId(), "ana");
        attempt(() -> agency.as("ana", () -> agency.submits(endorse, form("endorsement", "endorse"))));
        tasks.addCandidateUser(endorse.getId(), "dee");
        attempt(() -> agency.as("dee", () -> agency.submits(endorse, form("endorsement", "endorse"))));
        attempt(() -> agency.as("marcus", () -> agency.submits(endorse, form("endorsement", "secret words"))));
        attempt(() -> agency.as("ben", () -> tasks.getVariables(endorse.getId())));

        assertThat(of(request))
                .containsExactly(
                        new Entry("ben", "get-task-variables", number, "userTask_endorse", "marcus", "not-authorized"),
                        new Entry("marcus", "submit-task-form", number, "userTask_endorse", "marcus", "invalid"),
                        new Entry("dee", "submit-task-form", number, "userTask_endorse", "marcus", "held-by-another"),
                        new Entry("ana", "submit-task-form", number, "userTask_endorse", "marcus", "conflict"),
                        new Entry("ben", "submit-task-form", number, "userTask_endorse", "marcus", "not-authorized"),
                        new Entry("ana", "submit-start-form", number, null, null, null));
    }

    @Test
    void ofTwoWhoActAtOnceOneIsNotedAsRefused() throws Exception {
        var request = agency.assessedRequest("ana");
        var endorse = agency.taskOf("marcus", request, "userTask_endorse");
        var together = new CyclicBarrier(2);
        Callable<Void> submit = () -> {
            together.await();
            attemptIfNeeded(() -> agency.as("marcus", () -> agency.submits(endorse, form("endorsement", "endorse"))));
            return null;
        };
        var people = Executors.newFixedThreadPool(2);
        try {
            for (var done : people.invokeAll(List.of(submit, submit))) {
                done.get();
            }
        } finally {
            people.shutdown();
        }

        assertThat(of(request))
                .filteredOn(entry -> entry.action().equals("submit-task-form"))
                .hasSizeLessThanOrEqualTo(2)
                .filteredOn(entry -> entry.refused() == null)
                .hasSize(1);
    }

    @Test
    void readingIsNotNoted() {
        var request = agency.assessedRequest("ana");
        var endorse = agency.taskOf("marcus", request, "userTask_endorse");
        var before = newest("marcus");

        agency.as("marcus", () -> tasks.createTaskQuery().list());
        agency.as("marcus", () -> tasks.getVariables(endorse.getId()));

        assertThat(newest("marcus")).isEqualTo(before);
    }

    @Test
    void deploymentsAreNoted() {
        accounts.setPassword("lena", PASSWORD);
        var name = "a new table, refused";
        attempt(() -> agency.as("lena", () -> repository
                .createDeployment()
                .name(name)
                .addString("x.form", "{\"id\": \"x\", \"components\": []}")
                .deploy()));
        assertThat(newest("lena").refused()).isEqualTo("not-authorized");
        assertThat(newest("lena").action()).isEqualTo("deploy");

        var deployed = agency.as("admin", () -> repository
                .createDeployment()
                .name("a new form")
                .addString("x.form", "{\"id\": \"x\", \"components\": []}")
                .deploy());
        assertThat(newest("admin")).isEqualTo(new Entry("admin", "deploy", null, "a new form", null, null));
        repository.deleteDeployment(deployed.getId());
    }

    @Test
    void theApiIsNotedToo() throws Exception {
        for (var person : List.of("lena", "ben")) {
            accounts.setPassword(person, PASSWORD);
        }
        var number = agency.businessKey(agency.assessedRequest("ana"));

        post("ben", "/api/cases/" + number + "/withdraw", MediaType.APPLICATION_JSON, "{}");
        assertThat(newest("ben"))
                .isEqualTo(new Entry("ben", "POST /api/cases/{caseNumber}/withdraw", number, null, null, "not-found"));

        var roster = new LinkedMultiValueMap<String, Object>();
        roster.add("conflicts", "staff_id,other_id,kind\nben,hal,declared\n");
        post("lena", "/api/roster", MediaType.MULTIPART_FORM_DATA, roster);
        assertThat(newest("lena").action()).isEqualTo("import-roster");
        assertThat(newest("lena").subject()).isEqualTo("workers 0, credentials 0, records 0, conflicts 1");

        roster.set("conflicts", "staff_id,other_id,kind\nben,nobody,declared\n");
        post("lena", "/api/roster", MediaType.MULTIPART_FORM_DATA, roster);
        assertThat(newest("lena")).isEqualTo(new Entry("lena", "POST /api/roster", null, null, null, "invalid"));
    }

    @Test
    void administratorsReadItPageByPage() throws Exception {
        var request = agency.endorsedRequest("ana");
        var number = agency.businessKey(request);

        var first = read("/api/audit?size=1&caseNumber=" + number);
        assertThat(first.at("/entries/0/person").asText()).isEqualTo("marcus");
        assertThat(first.at("/entries/0/at").asText())
                .startsWith(LocalDate.now().getYear() + "-");
        var second = read("/api/audit?size=1&caseNumber=" + number + "&before=" + first.path("next"));
        assertThat(second.at("/entries/0/person").asText()).isEqualTo("ana");
        var third = read("/api/audit?size=1&caseNumber=" + number + "&before=" + second.path("next"));
        assertThat(third.path("entries")).isEmpty();
        assertThat(third.path("next").isNull()).isTrue();

        var today = LocalDate.now();
        assertThat(read("/api/audit?person=ana&from=" + today + "&to=" + today).path("entries"))
                .isNotEmpty();
        assertThat(read("/api/audit?from=" + today.plusDays(1)).path("entries")).isEmpty();
        assertThat(read("/api/audit?to=" + today.minusDays(1)).path("entries")).isEmpty();
    }

    @Test
    void nobodyElseReadsIt() {
        accounts.setPassword("dana", PASSWORD);

        assertThat(get("dana", "/api/audit").getStatusCode().value()).isEqualTo(403);
        assertThat(newest("dana")).isEqualTo(new Entry("dana", "GET /api/audit", null, null, null, "not-authorized"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size=0",
                "size=501",
                "size=x",
                "before=x",
                "from=2027-02-30",
                "to=+99999-01-01",
                "person=a%00b",
                "caseNumber=' or 1"
            })
    void whatCannotBeAskedIsRefused(String query) {

        assertThat(get("admin", "/api/audit?" + query).getStatusCode().value()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set refused = null where id = ?",
                "update audit_entry set person_id = 'nobody' where id = ?",
                "delete from audit_entry where id = ?"
            })
    void theDatabaseChangesAndDeletesNoEntry(String change) {
        var request = agency.assessedRequest("ana");
        var before = of(request);
        var id = trail.find(new Search(agency.businessKey(request), null, null, null, null, 1))
                .get(0)
                .id();

        assertThatThrownBy(
                        () -> JdbcClient.create(database).sql(change).param(id).update())
                .hasMessageContaining("never changed nor deleted");
        assertThat(of(request)).isEqualTo(before);
    }

    @Test
    void whatADoorRefusesIsNotedToo() {
        accounts.setPassword("ana", PASSWORD);

        post("ana", "/engine-rest/message", MediaType.APPLICATION_JSON, "{\"messageName\":\"caseWithdrawn\"}");
        assertThat(newest("ana"))
                .isEqualTo(new Entry("ana", "POST", null, "/engine-rest/message", null, "not-authorized"));

        var start = "/engine-rest/process-definition/key/promotion/submit-form";
        post("ana", start, MediaType.APPLICATION_JSON, "{\"variables\":{\"careerGoal\":null}}");
        assertThat(newest("ana")).isEqualTo(new Entry("ana", "POST", null, start, null, "invalid"));
    }

    private List<Entry> of(ProcessInstance request) {
        return trail.find(new Search(agency.businessKey(request), null, null, null, null, 100)).stream()
                .map(Stored::entry)
                .toList();
    }

    private Entry newest(String person) {
        return trail.find(new Search(null, person, null, null, null, 1)).stream()
                .map(Stored::entry)
                .findFirst()
                .orElse(null);
    }

    private static void attempt(Runnable act) {
        assertThatThrownBy(act::run).isInstanceOf(RuntimeException.class);
    }

    private static void attemptIfNeeded(Runnable act) {
        try {
            act.run();
        } catch (RuntimeException refused) {
            assertThat(refused).isNotNull();
        }
    }

    private JsonNode read(String route) throws IOException {
        var answer = get("admin", route);
        assertThat(answer.getStatusCode().value()).as(answer.toString()).isEqualTo(200);
        return json.readTree(answer.getBody());
    }

    private ResponseEntity<String> get(String person, String route) {
        var headers = new HttpHeaders();
        headers.setBasicAuth(person, person.equals("admin") ? adminPassword : PASSWORD);
        return http.exchange(route, HttpMethod.GET, new HttpEntity<>(headers), String.class);
    }

    private void post(String person, String route, MediaType type, Object body) {
        var headers = new HttpHeaders();
        headers.setBasicAuth(person, PASSWORD);
        headers.setContentType(type);
        http.exchange(route, HttpMethod.POST, new HttpEntity<>(body, headers), String.class);
    }
}
