package org.peerladder.policy;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.peerladder.WithApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@Tag("both-databases")
@WithApplication
class CareerMapTest {

    @Autowired
    WebApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    IdentityService identityService;

    @Autowired
    Clock clock;

    private MockMvc mvc;

    @BeforeEach
    void hire() {
        mvc = MockMvcBuilders.webAppContextSetup(context).build();
        worker("map-marcus", "peer-supervisor", "39.00", null);
        worker("map-ana", "peer-1", "22.5", "map-marcus");
        worker("map-ben", "peer-1", "22.00", "map-marcus");
        worker("map-guest", null, null, null);
        identityService.saveUser(identityService.newUser("map-lena"));
        identityService.createMembership("map-lena", "hr");
    }

    @AfterEach
    void forget() {
        identityService.deleteUser("map-lena");
        jdbc.sql("delete from position_held where worker_id like 'map-%'").update();
        jdbc.sql("delete from worker where supervisor_id like 'map-%'").update();
        jdbc.sql("delete from worker where id like 'map-%'").update();
    }

    @Test
    void showsOneselfEveryTargetAndWhereOneStands() throws Exception {
        ask("map-ana", null)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.worker").value("map-ana"))
                .andExpect(jsonPath("$.position").value("peer-1"))
                .andExpect(jsonPath("$.hourlyRate").value("22.50"))
                .andExpect(jsonPath("$.targets.length()").value(2))
                .andExpect(jsonPath("$.targets[0].position").value("peer-2"))
                .andExpect(jsonPath("$.targets[0].title").value("Peer Support Specialist II"))
                .andExpect(jsonPath("$.targets[0].eligible").value(false))
                .andExpect(jsonPath("$.targets[0].summary").value("4 of 4 still to go"))
                .andExpect(jsonPath("$.targets[0].assessment[0].criterion").value("months"))
                .andExpect(jsonPath("$.targets[0].assessment[0].need").value("12 months"))
                .andExpect(jsonPath("$.targets[0].assessment[0].have").value("9 months"))
                .andExpect(jsonPath("$.targets[0].assessment[0].met").value(false))
                .andExpect(jsonPath("$.targets[0].assessment[0].earliestDate")
                        .value(today().minusMonths(9).plusMonths(12).toString()))
                .andExpect(jsonPath("$.targets[0].assessment[0].status").value(startsWith("still to come (likely by ")))
                .andExpect(jsonPath("$.targets[*].position").value(hasItem("co-facilitator")));
    }

    @Test
    void isOpenToTheSupervisorAndHr() throws Exception {
        ask("map-marcus", "map-ana").andExpect(status().isOk());
        ask("map-lena", "map-ana").andExpect(status().isOk());
    }

    @Test
    void isClosedToColleagues() throws Exception {
        ask("map-ben", "map-ana")
                .andExpect(status().isForbidden())
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.detail").value(containsString("supervisor of record and hr")));
        ask("map-ana", "map-marcus").andExpect(status().isForbidden());
    }

    @Test
    void saysThatSomebodyIsUnknown() throws Exception {
        ask("map-lena", "nobody")
                .andExpect(status().isNotFound())
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.detail").value(containsString("\"nobody\"")));
    }

    @Test
    void somebodyOutsideTheLadderHasNoTargets() throws Exception {
        ask("map-guest", "map-guest")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.hourlyRate").isEmpty())
                .andExpect(jsonPath("$.targets").isEmpty());
    }

    private ResultActions ask(String asking, String worker) throws Exception {
        var request = get("/api/career-map").principal(() -> asking);
        return mvc.perform(worker == null ? request : request.param("worker", worker));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private void worker(String id, String position, String rate, String supervisor) {
        jdbc.sql(
                        """
                        insert into worker (id, given_name, family_name, position, hourly_rate, supervisor_id, active)
                        values (:id, 'Sam', 'Sample', :position, :rate, :supervisor, true)
                        """)
                .param("id", id)
                .param("position", position, Types.VARCHAR)
                .param("rate", rate == null ? null : new BigDecimal(rate), Types.NUMERIC)
                .param("supervisor", supervisor, Types.VARCHAR)
                .update();
        if (position != null) {
            jdbc.sql(
                            """
                            insert into position_held (worker_id, position, held_from, open_worker_id)
                            values (:id, :position, :since, :id)
                            """)
                    .param("id", id)
                    .param("position", position)
                    .param("since", today().minusMonths(9))
                    .update();
        }
    }
}
