package org.peerladder.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.peerladder.TestAgency.form;
import static org.peerladder.TestAgency.json;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerladder.ProcessTest;
import org.peerladder.StoredTexts;
import org.peerladder.TestAgency;
import org.peerladder.career.RosterFile;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for what is private in every column of every table of the engine. */
@ProcessTest
class PrivateViewsTest {

    private static final String PLANTED = "heron-over-the-weir";

    @Autowired
    TestAgency agency;

    @Autowired
    DataSource database;

    @BeforeEach
    void open() {
        agency.open();
    }

    @Test
    void noPrivateViewIsInTheEngineAtAnyTime() throws SQLException {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        var empty = columnsWith(PLANTED);
        gives(request, "eli", "promote");
        gives(request, "fay", "recuse");

        assertThat(empty).isEmpty();
        assertThat(columnsWith("Mentor people who are new here"))
                .as("the search finds what is there")
                .contains("act_ru_variable.text_", "act_hi_varinst.text_");
        assertThat(columnsWith(PLANTED))
                .as("while one view is out")
                .containsExactly("panel_ballot.growth", "panel_ballot.strengths");

        gives(request, "dee", "promote");
        agency.roundIsIn(request);
        assertThat(columnsWith(PLANTED))
                .as("when a seat is filled again")
                .containsExactly("panel_ballot.growth", "panel_ballot.strengths");

        agency.runs(request, "businessRuleTask_panelRule");
        agency.seats(request, "ida");
        gives(request, "ida", "promote");
        agency.roundIsIn(request);
        assertThat(request).isWaitingAt("callActivity_offer");
        assertThat(columnsWith(PLANTED))
                .as("when the round is in")
                .containsExactly("panel_ballot.growth", "panel_ballot.strengths");
    }

    @Test
    void ratingsAreKeptAsTheyWereGiven() {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        gives(request, "eli", "promote");
        agency.answers("fay", request, "userTask_review", form("ballot", "recuse"));

        assertThat(JdbcClient.create(database)
                        .sql("select competency_ratings from panel_ballot where case_number = ? order by panelist_id")
                        .param(request.getBusinessKey())
                        .query(String.class)
                        .list())
                .containsExactly("{\"communication\":3}", "{}");
    }

    @Test
    void whoShouldNotDecideIsInNoHistory() throws SQLException {
        agency.roster(
                RosterFile.STAFF,
                "quill,Quinn,Illes,,South,adult,peer-3,31.00,40,-1500d,-600d,marcus,peers;panel,true\n");
        var request = agency.endorsedRequest("ana");
        agency.answers("ana", request, "userTask_nameConflicts", form("conflicts", json("[\"quill\"]")));
        agency.runs(request, "businessRuleTask_panelRule");
        agency.seats(request, "eli", "fay", "dee");

        assertThat(columnsWith("[\"quill\"]")).as("while it is needed").containsExactly("act_ge_bytearray.bytes_");
        assertThat(columnsWith("conflicts")).as("its name").noneMatch(column -> column.startsWith("act_hi_"));
        assertThat(columnsWith("quill")).as("its value").noneMatch(column -> column.startsWith("act_hi_"));

        for (var reviewer : List.of("eli", "fay", "dee")) {
            agency.views(request, reviewer, "develop");
        }
        agency.roundIsIn(request);
        agency.answers("marcus", request, "userTask_giveFeedback", form("feedback", "A plan"));
        agency.answers("ana", request, "userTask_considerAppeal", form("appeal", false));
        assertThat(request).isEnded();
        assertThat(columnsWith("[\"quill\"]")).as("after the case").isEmpty();
    }

    private void gives(ProcessInstance request, String reviewer, String ballot) {
        agency.answers(
                reviewer,
                request,
                "userTask_review",
                form(
                        "ballot",
                        ballot,
                        "competencyRatings",
                        json("{\"communication\":3}"),
                        "strengths",
                        "Calm, " + PLANTED,
                        "growth",
                        PLANTED + ", more often"));
    }

    private List<String> columnsWith(String text) throws SQLException {
        return StoredTexts.columnsWith(database, text);
    }
}
