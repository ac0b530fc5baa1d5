package org.peerladder.career;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.peerladder.career.CareerTables.CONFLICTS_HEADER;
import static org.peerladder.career.CareerTables.STAFF_HEADER;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerladder.WithApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockPart;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.HandlerExceptionResolver;

@WithApplication
class RosterControllerTest {

    private static final String GAIL = "t.gail,Gail,Garcia,,Partner,,,,,,,,panel,true\n";

    @Autowired
    RosterStore store;

    @Autowired
    Career career;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactionManager;

    @Autowired
    @Qualifier("handlerExceptionResolver")
    HandlerExceptionResolver exceptions;

    private MockMvc web;

    @BeforeEach
    void start() {
        new CareerTables(jdbc).clear();
        var roster = new RosterImport(store, event -> {}, Clock.systemUTC(), transactionManager);
        var controller = new RosterController(
                roster,
                (person, groups) -> person.equals("lena") && List.of(groups).contains("hr")
                        || person.equals("admin") && List.of(groups).contains("camunda-admin"));
        web = MockMvcBuilders.standaloneSetup(controller)
                .setHandlerExceptionResolvers(exceptions)
                .build();
    }

    @AfterEach
    void clear() {
        new CareerTables(jdbc).clear();
    }

    @Test
    void answersWithCounts() throws Exception {
        web.perform(as("lena", part("staff", STAFF_HEADER + GAIL)))
                .andExpect(status().isOk())
                .andExpect(content()
                        .json(
                                """
                        {"workers":1,"credentials":0,"records":0,"conflicts":0,"dryRun":false}
                        """,
                                JsonCompareMode.STRICT));
        assertThat(career.worker("t.gail")).isPresent();
    }

    @Test
    void storesNothingInADryRun() throws Exception {
        web.perform(as("admin", part("staff", STAFF_HEADER + GAIL)).queryParam("dryRun", "true"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.workers").value(1))
                .andExpect(jsonPath("$.dryRun").value(true));
        assertThat(career.worker("t.gail")).isEmpty();
    }

    @Test
    void namesEveryFault() throws Exception {
        web.perform(as(
                        "lena",
                        part("staff", STAFF_HEADER + GAIL + GAIL),
                        part("conflicts", CONFLICTS_HEADER + "t.gail,t.gail,relative\n")))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.detail", containsString("Nothing was stored")))
                .andExpect(jsonPath("$.errors.length()").value(2))
                .andExpect(jsonPath("$.errors[0].file").value("staff.csv"))
                .andExpect(jsonPath("$.errors[0].line").value(3))
                .andExpect(jsonPath("$.errors[0].column").value("staff_id"))
                .andExpect(jsonPath("$.errors[0].message", containsString("line 2 already")))
                .andExpect(jsonPath("$.errors[1].file").value("conflicts.csv"));
    }

    @Test
    void isClosedToOthers() throws Exception {
        web.perform(as("ana", part("staff", STAFF_HEADER + GAIL)))
                .andExpect(status().isForbidden())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.detail", containsString("Only hr and administrators")));
        web.perform(multipart("/api/roster").part(part("staff", STAFF_HEADER + GAIL)))
                .andExpect(status().isForbidden());
    }

    @Test
    void needsAFileItKnows() throws Exception {
        web.perform(as("lena"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", containsString("no file was sent")));
        web.perform(as("lena", new MockPart("staff", "", new byte[0])))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", containsString("no file was sent")));
        web.perform(as("lena", part("stuff", STAFF_HEADER)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("stuff"));
        web.perform(as("lena", part("staff", STAFF_HEADER), part("staff", STAFF_HEADER + GAIL)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", containsString("twice")));
    }

    @Test
    void asksToTryAgainWhileTheRecordIsBeingChanged() throws Exception {
        web.perform(as("lena", part("staff", STAFF_HEADER + GAIL))).andExpect(status().isOk());

        var answer = new TransactionTemplate(transactionManager).execute(transaction -> {
            store.lockedWorkers();
            return CompletableFuture.supplyAsync(this::importAgain).join();
        });

        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(answer.getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    }

    private MockHttpServletResponse importAgain() {
        try {
            return web.perform(as("lena", part("staff", STAFF_HEADER + GAIL)))
                    .andReturn()
                    .getResponse();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void answersOtherRequestsClearly() throws Exception {
        web.perform(as("lena", part("staff", STAFF_HEADER)).queryParam("dryRun", "maybe"))
                .andExpect(status().isBadRequest());
        web.perform(post("/api/roster")
                        .principal(() -> "lena")
                        .contentType("text/csv")
                        .content(STAFF_HEADER))
                .andExpect(status().isUnsupportedMediaType());
        web.perform(as("lena", part("staff", "PK\u0003\u0004 a spreadsheet")))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].line").value(1));
    }

    private static MockMultipartHttpServletRequestBuilder as(String person, MockPart... parts) {
        var request = multipart("/api/roster");
        if (parts.length > 0) {
            request.part(parts);
        }
        request.principal(() -> person);
        return request;
    }

    private static MockPart part(String name, String text) {
        return new MockPart(name, name + ".csv", text.getBytes(StandardCharsets.UTF_8));
    }
}
