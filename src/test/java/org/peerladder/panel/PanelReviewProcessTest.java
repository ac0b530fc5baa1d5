package org.peerladder.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.peerladder.TestAgency.form;
import static org.peerladder.TestAgency.json;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.career.RosterFile;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

@ProcessTest
class PanelReviewProcessTest {

    @Autowired
    TestAgency agency;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    @BeforeEach
    void open() {
        agency.open();
    }

    @Test
    void aMajorityDecides() {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        assertThat(agency.tasks(request, "userTask_review"))
                .extracting(Task::getAssignee)
                .containsExactlyInAnyOrder("eli", "fay", "dee");
        agency.views(request, "eli", "promote");
        agency.views(request, "fay", "develop");
        agency.views(request, "dee", "promote");
        agency.roundIsIn(request);

        assertThat(request).isWaitingAt("callActivity_offer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    eli,fay           | it needs 3 reviewers, not 2
                    eli,fay,dee,jon   | it needs 3 reviewers, not 4
                    """)
    void aPanelOfAnotherSizeIsRefused(String panelists, String why) {
        var request = agency.requestBeforeThePanel("ana");

        assertThatThrownBy(() -> agency.seats(request, panelists.split(",")))
                .hasMessageContaining("This group cannot decide yet")
                .hasMessageContaining(why);
        assertThat(agency.tasks(request, "userTask_seatPanel")).hasSize(1);
        assertThat(agency.tasks(request, "userTask_review")).isEmpty();
    }

    @Test
    void thePanelNeedsAWorkingPeerAtTheNewPosition() {
        agency.roster(
                RosterFile.STAFF,
                """
                wes,Wes,Wall,wes@example.org,East,,Case manager,33.00,40,-2000d,-600d,dana,panel,true
                xia,Xia,Xu,xia@example.org,East,,Case manager,33.00,40,-2000d,-600d,dana,panel,true
                """);
        var request = agency.requestBeforeThePanel("ana");

        assertThatThrownBy(() -> agency.seats(request, "vic", "wes", "xia"))
                .hasMessageContaining("working peers decide too");
        agency.seats(request, "vic", "wes", "dee");
    }

    @Test
    void whoShouldNotDecideCannotBeSeated() {
        agency.roster(
                RosterFile.CONFLICTS,
                """
                ana,jon,household
                kay,ana,declared
                """);
        agency.roster(
                RosterFile.STAFF,
                """
                marcus,Marcus,Moore,marcus@example.org,North,adult,peer-supervisor,42.00,40,-2500d,-900d,dana,peers;supervisors;panel,true
                ida,Ida,Ivers,ida@example.org,South,family,peer-3,31.00,40,-1500d,-600d,ana,peers;panel,true
                """);
        var request = agency.endorsedRequest("ana");
        agency.answers("ana", request, "userTask_nameConflicts", form("conflicts", json("[\"gus\"]")));
        agency.runs(request, "businessRuleTask_panelRule");

        for (var person : List.of("ana", "marcus", "ida", "jon", "kay", "gus", "lena")) {
            assertThatThrownBy(() -> agency.seats(request, "eli", "fay", person))
                    .hasMessageContaining(person);
        }
        agency.seats(request, "eli", "fay", "dee");
    }

    @Test
    void whoStepsAsideIsReplacedAndTheOtherViewsStay() {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        agency.views(request, "eli", "promote");
        agency.views(request, "fay", "recuse");
        agency.views(request, "dee", "promote");
        agency.roundIsIn(request);

        agency.runs(request, "businessRuleTask_panelRule");
        assertThatThrownBy(() -> agency.seats(request, "fay")).hasMessageContaining("fay");
        assertThatThrownBy(() -> agency.seats(request, "jon", "kay")).hasMessageContaining("it needs 1 reviewer");
        agency.seats(request, "jon");
        assertThat(agency.tasks(request, "userTask_review"))
                .extracting(Task::getAssignee)
                .containsExactly("jon");
        agency.views(request, "jon", "develop");
        agency.roundIsIn(request);

        assertThat(request).isWaitingAt("callActivity_offer");
    }

    @Test
    void whenTheOnlyPeerStepsAsideAPeerFollows() {
        agency.roster(
                RosterFile.STAFF,
                """
                wes,Wes,Wall,wes@example.org,East,,Case manager,33.00,40,-2000d,-600d,dana,panel,true
                """);
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "vic", "wes", "dee");
        agency.views(request, "vic", "promote");
        agency.views(request, "wes", "promote");
        agency.views(request, "dee", "recuse");
        agency.roundIsIn(request);

        agency.runs(request, "businessRuleTask_panelRule");
        agency.seats(request, "eli");
        agency.views(request, "eli", "promote");
        agency.roundIsIn(request);

        assertThat(request).isWaitingAt("callActivity_offer");
    }

    @Test
    void aTieSeatsOneMoreReviewer() {
        // HR changes the size of a panel by deploying the table; the next panel follows it.
        var deployment = repository
                .createDeployment()
                .addModelInstance(
                        "panel-rule.dmn",
                        TestTables.panelOfTwo(new ClassPathResource("processes/policies/panel-rule.dmn")))
                .deploy();
        try {
            var request = agency.requestBeforeThePanel("ana");
            agency.seats(request, "eli", "dee");
            agency.views(request, "eli", "promote");
            agency.views(request, "dee", "develop");
            agency.roundIsIn(request);

            agency.runs(request, "businessRuleTask_panelRule");
            agency.seats(request, "kay");
            agency.views(request, "kay", "develop");
            agency.roundIsIn(request);

            assertThat(request).isWaitingAt("userTask_giveFeedback");
        } finally {
            repository.deleteDeployment(deployment.getId(), true);
        }
    }

    @Test
    void aViewThatIsNotYoursIsRefused() {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        var task = agency.taskOf("eli", request, "userTask_review");

        assertThatThrownBy(() -> agency.as("fay", () -> agency.submits(task, form("ballot", "promote"))))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    void privateViewsLeaveTheEngineAtOnce() {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        agency.views(request, "eli", "develop");

        assertThat(valuesOf(request)).doesNotContain("develop", "Calm and clear", "Delegating more");
    }

    @Test
    void longPrivateViewsReachTheFeedbackWithoutNames() {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        for (var reviewer : List.of("eli", "fay", "dee")) {
            agency.answers(
                    reviewer,
                    request,
                    "userTask_review",
                    form("ballot", "develop", "strengths", "s".repeat(2000), "growth", "g".repeat(2000)));
        }
        agency.roundIsIn(request);

        var feedback = agency.tasks(request, "userTask_giveFeedback").get(0);
        assertThat(runtime.getVariable(feedback.getExecutionId(), "reviewNotes").toString())
                .contains("s".repeat(2000), "g".repeat(2000))
                .doesNotContain("eli", "fay", "dee");
    }

    private List<Object> valuesOf(ProcessInstance request) {
        return runtime.createVariableInstanceQuery().list().stream()
                .map(variable -> variable.getValue())
                .toList();
    }
}
