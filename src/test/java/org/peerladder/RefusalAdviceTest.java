package org.peerladder;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import org.camunda.bpm.engine.BadUserRequestException;
import org.junit.jupiter.api.Test;
import org.peerladder.Refusal.Fault;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class RefusalAdviceTest {

    private final MockMvc http = MockMvcBuilders.standaloneSetup(new Refuses())
            .setControllerAdvice(new RefusalAdvice())
            .build();

    @Test
    void saysEveryFaultAsAProblem() throws Exception {
        assertProblem("/ours");
    }

    @Test
    void looksThroughWhatTheEngineWrapsAroundIt() throws Exception {
        assertProblem("/wrapped");
    }

    private void assertProblem(String route) throws Exception {
        http.perform(get(route))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.detail").value("rate: is too low. day: is over. Nothing was stored."))
                .andExpect(jsonPath("$.errors[0].field").value("rate"))
                .andExpect(jsonPath("$.errors[1].message").value("is over."));
    }

    @RestController
    static class Refuses {

        private final Refusal refusal =
                new Refusal(List.of(new Fault("rate", "is too low."), new Fault("day", "is over.")));

        @GetMapping("/ours")
        void ours() {
            throw refusal;
        }

        @GetMapping("/wrapped")
        void wrapped() {
            throw new BadUserRequestException("outer", new IllegalStateException("listener", refusal));
        }
    }
}
