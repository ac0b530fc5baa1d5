package org.peerladder.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.peerladder.TestAgency.form;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.access.Accounts;
import org.peerladder.cases.Cases;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Over HTTP: who adds, reads and deletes which files of a request. */
@ProcessTest
class FilesRestTest {

    private static final int MEGABYTE = 1024 * 1024;

    private static final String HALF_A_FILE =
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-";

    private record Sent(String name, byte[] content) {}

    @Autowired
    TestAgency agency;

    @Autowired
    TestRestTemplate http;

    @Autowired
    ObjectMapper json;

    @Autowired
    Accounts accounts;

    @Autowired
    Cases cases;

    @Autowired
    CaseFiles files;

    @Autowired
    FileSettings settings;

    @Autowired
    @Qualifier("handlerExceptionResolver")
    HandlerExceptionResolver exceptions;

    @Autowired
    TaskService tasks;

    @Autowired
    HistoryService history;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void open() {
        agency.open();
        List.of("ana", "ben", "eli", "fay", "dee", "marcus", "lena", "rae", "dana")
                .forEach(person -> accounts.setPassword(person, password(person)));
    }

    @Test
    void whatIsAddedIsListedAndReadAgain() throws Exception {
        var number = agency.businessKey(agency.assessedRequest("ana"));

        var added = send("ana", number, new Sent("Beleg für März.pdf", Papers.pdf()), new Sent("photo", Papers.jpeg()));

        assertThat(added.getStatusCode().value()).isEqualTo(201);
        var list = list("marcus", number);
        assertThat(texts(list, "name")).containsExactly("Beleg für März.pdf", "photo.jpg");
        assertThat(texts(list, "mediaType")).containsExactly("application/pdf", "image/jpeg");
        assertThat(list.path(0).path("size").asInt()).isEqualTo(Papers.pdf().length);
        assertThat(list.path(0).path("addedBy").asText()).isEqualTo("Ana Alvarez");
        assertThat(list.path(0).path("mine").asBoolean()).isFalse();
        assertThat(list("ana", number)).isEqualTo(json.readTree(added.getBody()));
        assertThat(list("ana", number).path(0).path("mine").asBoolean()).isTrue();

        var read = read("marcus", number, list.path(0).path("id").asLong());
        assertThat(read.getBody()).isEqualTo(Papers.pdf());
        var headers = read.getHeaders();
        assertThat(headers.getContentType()).isEqualTo(MediaType.APPLICATION_PDF);
        assertThat(headers.getContentLength()).isEqualTo(Papers.pdf().length);
        assertThat(headers.getContentDisposition().isAttachment()).isTrue();
        assertThat(headers.getFirst("Content-Disposition"))
                .contains("filename*=UTF-8''Beleg%20f%C3%BCr%20M%C3%A4rz.pdf");
        assertThat(headers.get("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.get("Cache-Control")).containsExactly("no-store");
        assertThat(headers.get("Content-Security-Policy")).containsExactly("default-src 'none'; sandbox");
    }

    @Test
    void whoTakesPartReadsAndWhoDoesNotLearnsNothing() {
        var request = agency.requestBeforeThePanel("ana");
        var number = agency.businessKey(request);
        var id = added("ana", number, new Sent("a.pdf", Papers.pdf()));
        agency.seats(request, "eli", "fay", "dee");

        assertThat(read("marcus", number, id).getStatusCode().value()).isEqualTo(200);
        for (var stranger : List.of("ben", "rae", "dana", "admin", "eli")) {
            assertThat(read(stranger, number, id).getStatusCode().value())
                    .as(stranger)
                    .isEqualTo(404);
            var theirs = exchange(stranger, HttpMethod.GET, path(number), null);
            var unknown = exchange(stranger, HttpMethod.GET, path("PRM-1999-0001"), null);
            assertThat(theirs.getStatusCode().value()).as(stranger).isEqualTo(404);
            assertThat(theirs.getBody().replace(number, "PRM-1999-0001")).isEqualTo(unknown.getBody());
            refused(send(stranger, number, new Sent("a.pdf", Papers.pdf())), 404, "that you take part in");
            assertThat(exchange(stranger, HttpMethod.DELETE, path(number) + "/" + id, null)
                            .getStatusCode()
                            .value())
                    .isEqualTo(404);
        }
        assertThat(list("ana", number)).hasSize(1);
    }

    @Test
    void whoIsAskedToTakeATaskReadsUntilSomebodyElseHasIt() {
        var request = agency.requestBeforeTheOffer("ana");
        var number = agency.businessKey(request);
        var id = added("ana", number, new Sent("a.pdf", Papers.pdf()));

        assertThat(read("lena", number, id).getStatusCode().value()).isEqualTo(200);
        assertThat(read("rae", number, id).getStatusCode().value()).isEqualTo(200);
        var offer = agency.taskOf("lena", request, "userTask_confirmOffer");
        agency.as("lena", () -> {
            tasks.claim(offer.getId(), "lena");
            return null;
        });
        assertThat(read("lena", number, id).getStatusCode().value()).isEqualTo(200);
        assertThat(read("rae", number, id).getStatusCode().value()).isEqualTo(404);
    }

    @Test
    void aFileOfOneRequestIsNotReadThroughAnother() {
        var anas = agency.businessKey(agency.assessedRequest("ana"));
        agency.asks("ben", "promotion", form("targetPosition", "peer-2", "careerGoal", "Go on"));
        var bens = jdbc.sql("select BUSINESS_KEY_ from ACT_HI_PROCINST p join case_number c on c.instance_id = p.ID_"
                        + " where c.applicant_id = 'ben' order by c.id desc fetch first 1 row only")
                .query(String.class)
                .single();
        var id = added("ana", anas, new Sent("a.pdf", Papers.pdf()));

        assertThat(read("ben", bens, id).getStatusCode().value()).isEqualTo(404);
        assertThat(exchange("ana", HttpMethod.GET, path(anas) + "/x", null)
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
    }

    @Test
    void onlyWhoAddedAFileDeletesItAndOnlyWhileTheRequestIsOpen() {
        var number = agency.businessKey(agency.assessedRequest("ana"));
        var first = added("ana", number, new Sent("a.pdf", Papers.pdf()));
        var second = added("ana", number, new Sent("b.pdf", Papers.pdf()));

        refused(delete("marcus", number, first), 403, "Only who added this file");
        assertThat(delete("ana", number, first).getStatusCode().value()).isEqualTo(204);
        refused(delete("ana", number, first), 404, "no file with this number");
        assertThat(texts(list("ana", number), "name")).containsExactly("b.pdf");
        assertThat(bytesOf(number)).isEqualTo(Papers.pdf().length);

        agency.as("ana", () -> {
            cases.withdraw(number);
            return null;
        });
        refused(delete("ana", number, second), 409, "is finished");
        refused(send("ana", number, new Sent("c.pdf", Papers.pdf())), 409, "is finished");
        assertThat(read("ana", number, second).getStatusCode().value()).isEqualTo(200);
        assertThat(jdbc.sql("select person_id || ' ' || action || ' ' || subject from audit_entry"
                                + " where case_number = ? and refused is null and action like '%-file' order by id")
                        .param(number)
                        .query(String.class)
                        .list())
                .containsExactly(
                        "ana add-file file " + first, "ana add-file file " + second, "ana delete-file file " + first);
    }

    @Test
    void aFileThatLiesIsRefusedAndWithItAllThatCameAlong() {
        var number = agency.businessKey(agency.assessedRequest("ana"));
        var fine = new Sent("fine.pdf", Papers.pdf());

        refused(
                send("ana", number, fine, new Sent("receipt.pdf", Papers.zipBomb())),
                415,
                "This is a ZIP archive named .pdf. Send a PDF, or a PNG, JPEG or HEIC picture.");
        refused(send("ana", number, fine, new Sent("a.pdf", Papers.png())), 415, "This is a PNG picture named .pdf.");
        refused(send("ana", number, fine, new Sent("a.pdf", new byte[0])), 422, "This file is empty");
        refused(send("ana", number, fine, new Sent("a\u0001.pdf", Papers.pdf())), 422, "cannot be shown");
        refused(send("ana", number, fine, new Sent("ü".repeat(201), Papers.pdf())), 422, "at most 200 characters");
        refused(send("ana", number), 400, "No file was sent");
        refused(
                exchange("ana", HttpMethod.POST, path(number), entity(HALF_A_FILE, "multipart/form-data; boundary=x")),
                400,
                "cannot be read as multipart");
        assertThat(exchange("ana", HttpMethod.POST, path(number), entity("{}", "application/json"))
                        .getStatusCode()
                        .value())
                .isEqualTo(415);
        nothingIsStored(number);
    }

    @Test
    void whatTheVirusScannerDoesNotLetPassIsNotStored() throws Exception {
        var number = agency.businessKey(agency.assessedRequest("ana"));

        withScanner(file -> true, number)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.detail", containsString("virus scanner does not let this file pass")));
        withScanner(
                        file -> {
                            throw new IOException("The scanner is away");
                        },
                        number)
                .andExpect(status().isServiceUnavailable())
                .andExpect(jsonPath("$.detail", containsString("try again later")));
        nothingIsStored(number);
        withScanner(file -> false, number).andExpect(status().isCreated());
    }

    private ResultActions withScanner(VirusScan scan, String number) throws Exception {
        var controller = new FilesController(cases, new FileCheck(settings, Optional.of(scan)), files);
        return MockMvcBuilders.standaloneSetup(controller)
                .setHandlerExceptionResolvers(exceptions)
                .build()
                .perform(multipart(path(number))
                        .file(new MockMultipartFile("file", "a.pdf", null, Papers.pdf()))
                        .principal(() -> "ana"));
    }

    @Test
    void aLargeFileComesBackAsItWas() {
        var number = agency.businessKey(agency.assessedRequest("ana"));
        var large = Papers.pdf(15 * MEGABYTE);

        var id = added("ana", number, new Sent("large.pdf", large));

        assertThat(read("ana", number, id).getBody()).isEqualTo(large);
        assertThat(jdbc.sql("select count(*) from case_file_part where file_id = ?")
                        .param(id)
                        .query(Long.class)
                        .single())
                .isEqualTo(60);
    }

    @Test
    void whatIsTooLargeIsRefused() {
        var number = agency.businessKey(agency.assessedRequest("ana"));

        refused(
                send("ana", number, new Sent("a.pdf", Papers.pdf(15 * MEGABYTE + 1))),
                413,
                "This file is too large. Send at most 15 MB");
        refused(
                send("ana", number, new Sent("a.pdf", Papers.pdf(21 * MEGABYTE))),
                413,
                "That is too much at once. Send one file after the other.");
        var large = new Sent("a.pdf", Papers.pdf(14 * MEGABYTE));
        refused(send("ana", number, large, large, large, large), 413, "too much at once");
        nothingIsStored(number);

        added("ana", number, large, large, large);
        var rest = 8 * MEGABYTE;
        refused(
                send("ana", number, new Sent("b.pdf", Papers.pdf(rest)), new Sent("c.pdf", Papers.pdf())),
                413,
                "50 MB together");
        added("ana", number, new Sent("b.pdf", Papers.pdf(rest)));
        refused(send("ana", number, new Sent("c.pdf", Papers.pdf())), 413, "50 MB together");
        assertThat(bytesOf(number)).isEqualTo(50 * MEGABYTE);
        assertThat(list("ana", number)).hasSize(4);
    }

    @Test
    void ofManyAtOnceExactlyThoseThatFitAreTaken() throws Exception {
        var number = agency.businessKey(agency.assessedRequest("ana"));
        var file = new Sent("a.pdf", Papers.pdf(12 * MEGABYTE));
        var together = new CyclicBarrier(6);
        Callable<Integer> one = () -> {
            together.await();
            return send("ana", number, file).getStatusCode().value();
        };

        var answers = new ArrayList<Integer>();
        var people = Executors.newFixedThreadPool(6);
        try {
            for (var answer : people.invokeAll(List.of(one, one, one, one, one, one))) {
                answers.add(answer.get());
            }
        } finally {
            people.shutdown();
        }

        assertThat(answers).containsExactlyInAnyOrder(201, 201, 201, 201, 413, 413);
        assertThat(list("ana", number)).hasSize(4);
        assertThat(bytesOf(number)).isEqualTo(48 * MEGABYTE);
    }

    @Test
    void filesGoWithTheHistoryOfTheirRequest() {
        var gone = agency.assessedRequest("ana");
        var finished = agency.businessKey(agency.assessedRequest("ana"));
        var open = agency.businessKey(agency.assessedRequest("ana"));
        for (var number : List.of(agency.businessKey(gone), finished, open)) {
            added("ana", number, new Sent("a.pdf", Papers.pdf()));
        }
        for (var number : List.of(agency.businessKey(gone), finished)) {
            agency.as("ana", () -> {
                cases.withdraw(number);
                return null;
            });
        }
        history.deleteHistoricProcessInstance(gone.getId());

        files.sweep();

        assertThat(jdbc.sql("select case_number from case_file order by id")
                        .query(String.class)
                        .list())
                .containsExactly(finished, open);
        assertThat(jdbc.sql("select count(*) from case_file_part")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    private long added(String person, String number, Sent... sent) {
        var answer = send(person, number, sent);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(201);
        try {
            return json.readTree(answer.getBody()).path(0).path("id").asLong();
        } catch (Exception e) {
            throw new AssertionError(answer.getBody(), e);
        }
    }

    private void refused(ResponseEntity<String> answer, int status, String why) {
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.getBody()).contains(why);
    }

    private void nothingIsStored(String number) {
        assertThat(list("ana", number)).isEmpty();
        assertThat(bytesOf(number)).isZero();
        assertThat(jdbc.sql("select count(*) from case_file_part")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private long bytesOf(String number) {
        return jdbc.sql("select c.file_bytes from case_number c join ACT_HI_PROCINST p on p.ID_ = c.instance_id"
                        + " where p.BUSINESS_KEY_ = ?")
                .param(number)
                .query(Long.class)
                .single();
    }

    private JsonNode list(String person, String number) {
        var answer = exchange(person, HttpMethod.GET, path(number), null);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        try {
            return json.readTree(answer.getBody());
        } catch (Exception e) {
            throw new AssertionError(answer.getBody(), e);
        }
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.path(field).asText())
                .toList();
    }

    private ResponseEntity<String> send(String person, String number, Sent... sent) {
        var parts = new LinkedMultiValueMap<String, Object>();
        for (var file : sent) {
            parts.add("file", new ByteArrayResource(file.content()) {
                @Override
                public String getFilename() {
                    return file.name();
                }
            });
        }
        if (sent.length == 0) {
            parts.add("other", "nothing");
        }
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.MULTIPART_FORM_DATA);
        return exchange(person, HttpMethod.POST, path(number), new HttpEntity<>(parts, headers));
    }

    private ResponseEntity<byte[]> read(String person, String number, long id) {
        return http.withBasicAuth(person, password(person))
                .exchange(URI.create(http.getRootUri() + path(number) + "/" + id), HttpMethod.GET, null, byte[].class);
    }

    private ResponseEntity<String> delete(String person, String number, long id) {
        return exchange(person, HttpMethod.DELETE, path(number) + "/" + id, null);
    }

    private ResponseEntity<String> exchange(String person, HttpMethod method, String path, HttpEntity<?> body) {
        return http.withBasicAuth(person, password(person))
                .exchange(URI.create(http.getRootUri() + path), method, body, String.class);
    }

    private static HttpEntity<String> entity(String body, String type) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.parseMediaType(type));
        return new HttpEntity<>(body, headers);
    }

    private static String path(String number) {
        return "/api/cases/" + number + "/files";
    }

    private static String password(String person) {
        return "Ladder-4-" + (person.equals("admin") ? "Tests" : person) + "!";
    }
}
