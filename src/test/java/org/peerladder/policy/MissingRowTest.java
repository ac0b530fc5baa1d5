package org.peerladder.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.peerladder.TestAgency.form;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.springframework.beans.factory.annotation.Autowired;

/** A table without the row that a case needs stops the case with an incident; it is never read as a "no". */
@ProcessTest
class MissingRowTest {

    @Autowired
    TestAgency agency;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    private final List<String> deployments = new ArrayList<>();

    @BeforeEach
    void open() {
        agency.open();
    }

    @AfterEach
    void bringTheTablesBack() {
        deployments.forEach(deployment -> repository.deleteDeployment(deployment, true));
    }

    @Test
    void noRequirementForThePosition() {
        deploy("tier-requirements", without("tier-requirements", "\"peer-2\""));
        var request = agency.asks("ana", "promotion", form("targetPosition", "peer-2", "careerGoal", "Mentor people"));

        assertThat(incidentAt(request, "businessRuleTask_assessEligibility"))
                .contains("Table tier-requirements", "targetPosition=peer-2", "state=CA", "Modeler");
        assertThat(runtime.getVariables(request.getId())).doesNotContainKeys("eligible", "assessment", "routes");
        assertThat(agency.tasks(request, "userTask_chooseRoute")).isEmpty();

        deploy("tier-requirements", original("tier-requirements"));
        tryAgain(request, "businessRuleTask_assessEligibility");
        assertThat(request).isWaitingAt("userTask_endorse").variables().containsEntry("eligible", true);
    }

    @Test
    void noVerdictOnWhatIsMissing() {
        deploy("tier-eligibility", without("tier-eligibility", "<= 0"));
        var request = agency.asks("ana", "promotion", form("targetPosition", "peer-2", "careerGoal", "Mentor people"));

        assertThat(incidentAt(request, "businessRuleTask_assessEligibility"))
                .contains("Table tier-eligibility", "missing=0", "missingNotWaivable=0");
        assertThat(runtime.getVariables(request.getId())).doesNotContainKey("eligible");
    }

    @Test
    void noSizeForThePanel() {
        var request = agency.endorsedRequest("ana");
        agency.runs(request, "event_conflictWindowClosed");
        deploy("panel-rule", without("panel-rule", null));

        assertThat(incidentAt(request, "businessRuleTask_panelRule")).contains("Table panel-rule", "targetLevel=2");

        deploy("panel-rule", original("panel-rule"));
        tryAgain(request, "businessRuleTask_panelRule");
        assertThat(agency.tasks(request, "userTask_seatPanel")).hasSize(1);
    }

    @Test
    void noOutcomeForTheViews() {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        for (var reviewer : List.of("eli", "fay", "dee")) {
            agency.views(request, reviewer, "promote");
        }
        agency.runs(request, "userTask_review");
        deploy("panel-outcome", without("panel-outcome", null));

        assertThat(incidentAt(request, "businessRuleTask_panelOutcome"))
                .contains("Table panel-outcome", "promoteVotes=3", "developVotes=0");
        assertThat(agency.tasks(request, "userTask_giveFeedback")).isEmpty();

        deploy("panel-outcome", original("panel-outcome"));
        tryAgain(request, "businessRuleTask_panelOutcome");
        assertThat(request).isWaitingAt("callActivity_offer");
    }

    @Test
    void noPayGradeForThePosition() {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        for (var reviewer : List.of("eli", "fay", "dee")) {
            agency.views(request, reviewer, "promote");
        }
        agency.roundIsIn(request);
        deploy("pay-grade", without("pay-grade", "2"));

        assertThat(incidentAt(request, "businessRuleTask_determinePay")).contains("Table pay-grade", "payGrade=2");
        assertThat(agency.tasks(request, "userTask_confirmOffer")).isEmpty();

        deploy("pay-grade", original("pay-grade"));
        tryAgain(request, "businessRuleTask_determinePay");
        assertThat(agency.tasks(request, "userTask_confirmOffer")).hasSize(1);
    }

    /** Fails until the engine gives up; answers what it says then. */
    private String incidentAt(ProcessInstance request, String activity) {
        while (job(request).getRetries() > 0) {
            assertThatThrownBy(() -> agency.runs(request, activity)).hasMessageContaining("Table ");
        }
        var incidents = runtime.createIncidentQuery()
                .incidentType(Incident.FAILED_JOB_HANDLER_TYPE)
                .activityId(activity);
        return incidents.singleResult().getIncidentMessage();
    }

    private void tryAgain(ProcessInstance request, String activity) {
        management.setJobRetries(job(request).getId(), 1);
        assertThat(runtime.createIncidentQuery().count()).isZero();
        agency.runs(request, activity);
    }

    private Job job(ProcessInstance request) {
        var jobs = agency.jobs(request);
        assertThat(jobs).hasSize(1);
        return jobs.get(0);
    }

    private void deploy(String table, DmnModelInstance model) {
        deployments.add(repository
                .createDeployment()
                .addModelInstance(table + ".dmn", model)
                .deploy()
                .getId());
    }

    private static DmnModelInstance original(String table) {
        return Dmn.readModelFromFile(Table.FOLDER.resolve(table + ".dmn").toFile());
    }

    /** The table without the rows whose first column says this; without all rows for null. */
    private static DmnModelInstance without(String table, String firstColumn) {
        var model = original(table);
        Predicate<Rule> gone = rule -> firstColumn == null
                || rule.getInputEntries()
                        .iterator()
                        .next()
                        .getTextContent()
                        .strip()
                        .equals(firstColumn);
        for (var rows : model.getModelElementsByType(DecisionTable.class)) {
            var rules = rows.getRules().stream().filter(gone).toList();
            assertThat(rules).isNotEmpty();
            rules.forEach(rows.getRules()::remove);
        }
        return model;
    }
}
