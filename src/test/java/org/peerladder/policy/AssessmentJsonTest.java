package org.peerladder.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssessmentJsonTest {

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final AssessmentJson json = new AssessmentJson(mapper);

    private final AssessedRequirement row = new AssessedRequirement(
            "months",
            "peer-1",
            new BigDecimal("12"),
            null,
            "",
            true,
            "12 months as Peer Support Specialist I",
            "12 months",
            "9 months",
            false,
            LocalDate.of(2027, 3, 3),
            "Time counts by itself.",
            "Peer Ladder default",
            "",
            "");

    @Test
    void writesOneObjectPerRequirement() throws Exception {
        assertThat(mapper.readTree(json.write(List.of(row))))
                .isEqualTo(
                        mapper.readTree(
                                """
                        [{"criterion":"months","reference":"peer-1","minimum":12,"withinYears":null,"group":"",
                          "waivable":true,"requirement":"12 months as Peer Support Specialist I","need":"12 months",
                          "have":"9 months","met":false,"earliestDate":"2027-03-03",
                          "howToMeet":"Time counts by itself.","source":"Peer Ladder default","helpedBy":"","helpCategory":"",
                          "status":"still to come (likely by 3 March 2027)"}]
                        """));
    }

    @Test
    void readsBackWhatItWrote() {
        assertThat(json.read(json.write(List.of(row)))).containsExactly(row);
    }
}
