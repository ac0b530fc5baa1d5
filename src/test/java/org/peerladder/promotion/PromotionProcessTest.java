package org.peerladder.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.peerladder.TestAgency.form;
import static org.peerladder.TestAgency.json;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricDecisionInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.career.Career;
import org.peerladder.career.RosterFile;
import org.peerladder.cases.Cases;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ProcessTest
class PromotionProcessTest {

    private static final Map<String, Object> TO_PEER_2 =
            form("targetPosition", "peer-2", "careerGoal", "Mentor people who are new here", "keepDirectService", true);

    @Autowired
    TestAgency agency;

    @Autowired
    Career career;

    @Autowired
    Cases cases;

    @Autowired
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    @Autowired
    ManagementService management;

    @Autowired
    GrowthPlans growthPlans;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void open() {
        agency.open();
    }

    @Test
    void fromTheRequestToANewPositionAndNewPay() {
        var request = agency.asks("ana", "promotion", TO_PEER_2);
        assertThat(agency.businessKey(request)).matches("PRM-\\d{4}-\\d{4,}");

        agency.runs(request, "businessRuleTask_assessEligibility");
        assertThat(request)
                .hasPassed("gateway_askedByWorker", "gateway_eligible")
                .isWaitingAt("userTask_endorse");
        assertThat(agency.taskOf("marcus", request, "userTask_endorse").getAssignee())
                .isEqualTo("marcus");

        agency.answers("marcus", request, "userTask_endorse", form("endorsement", "endorse"));
        assertThat(request).isWaitingAt("userTask_nameConflicts");
        agency.answers("ana", request, "userTask_nameConflicts", form("conflicts", json("[\"jon\"]")));

        assertThat(request).isWaitingAt("callActivity_panelReview");
        agency.runs(request, "businessRuleTask_panelRule");
        reviewed(request, "promote", "eli", "fay", "dee");

        assertThat(request).isWaitingAt("callActivity_offer").variables().containsEntry("panelOutcome", "promote");
        agency.runs(request, "businessRuleTask_determinePay");
        agency.answers(
                "lena",
                request,
                "userTask_confirmOffer",
                form("hourlyRate", "26.40", "effectiveDate", LocalDate.now().plusDays(30) + "", "funding", "funded"));
        agency.answers("ana", request, "userTask_considerOffer", form("offerDecision", "accept", "announce", false));
        assertThat(career.worker("ana").orElseThrow().position()).isEqualTo("peer-1");

        agency.runs(request, "event_effectiveDateReached");

        assertThat(request).isEnded();
        assertThat(endOf(request)).isEqualTo("endEvent_promoted");
        assertThat(decisionsIn(request))
                .containsExactly(
                        "living-wage",
                        "panel-outcome",
                        "panel-rule",
                        "pay-grade",
                        "tier-eligibility",
                        "tier-requirements");
        var ana = career.worker("ana").orElseThrow();
        assertThat(ana.position()).isEqualTo("peer-2");
        assertThat(ana.hourlyRate()).isEqualByComparingTo(new BigDecimal("26.40"));
        assertThat(ana.weeklyHours()).isEqualByComparingTo("40");
    }

    @Test
    void withoutASupervisorADirectorEndorses() {
        var request = agency.assessedRequest("hal");

        var endorse = agency.taskOf("dana", request, "userTask_endorse");
        assertThat(endorse.getAssignee()).isNull();
        agency.answers("dana", request, "userTask_endorse", form("endorsement", "endorse"));

        assertThat(request).isWaitingAt("userTask_nameConflicts");
    }

    @Test
    void notYetDoesNotStopTheRequest() {
        var request = agency.assessedRequest("ana");

        assertThatThrownBy(() -> agency.answers("marcus", request, "userTask_endorse", form("endorsement", "not-yet")))
                .hasMessageContaining("comment");
        assertThat(request).isWaitingAt("userTask_endorse");

        agency.answers(
                "marcus",
                request,
                "userTask_endorse",
                form("endorsement", "not-yet", "comment", "Two more group sessions would help"));
        assertThat(request).isWaitingAt("userTask_nameConflicts");
    }

    @Test
    void whenTheWindowClosesTheRequestGoesOnWithNobodyNamed() {
        var request = agency.endorsedRequest("ana");
        agency.runs(request, "event_conflictWindowClosed");

        assertThat(request).hasPassed("event_conflictWindowClosed").isWaitingAt("callActivity_panelReview");
    }

    @Test
    void nobodyMayBeNamedAsConflict() {
        var request = agency.endorsedRequest("ana");
        agency.answers("ana", request, "userTask_nameConflicts", form("conflicts", json("[]")));

        assertThat(request).isWaitingAt("callActivity_panelReview");
    }

    @Test
    void somethingStillToComeOffersWaysToGoOn() {
        var request = agency.assessedRequest("ben");

        assertThat(request).isWaitingAt("userTask_chooseRoute").variables().containsEntry("eligible", false);
        assertThat(runtime.getVariable(request.getId(), "assessment").toString())
                .contains("\"met\":false", "\"need\":\"12 months\"", "\"earliestDate\":\"");
    }

    @Test
    void aGrowthPlanIsAgreedByBoth() {
        var request = notYetEverything();
        agency.answers("ben", request, "userTask_chooseRoute", form("route", "plan"));
        agency.answers("marcus", request, "userTask_agreeGrowthPlan", plan("Co-lead a group"));
        agency.answers("ben", request, "userTask_confirmGrowthPlan", form("confirmed", false));
        assertThat(request).isWaitingAt("userTask_agreeGrowthPlan");
        agency.answers("marcus", request, "userTask_agreeGrowthPlan", plan("Lead a group"));
        agency.answers("ben", request, "userTask_confirmGrowthPlan", form("confirmed", true));

        assertThat(request).isEnded();
        assertThat(endOf(request)).isEqualTo("endEvent_growthPlanAgreed");
    }

    @Test
    void whatHelpsToGrowBeginsWithThePlan() {
        agency.roster(
                RosterFile.STAFF,
                "nia,Nia,Novak,nia@example.org,North,adult,peer-1,23.00,40,-500d,-500d,marcus,peers,true");
        var request = agency.assessedRequest("nia");
        agency.answers("nia", request, "userTask_chooseRoute", form("route", "plan"));
        agency.answers("marcus", request, "userTask_agreeGrowthPlan", plan("Mentor training"));
        agency.answers(
                "nia",
                request,
                "userTask_confirmGrowthPlan",
                form("confirmed", true, "helpRequests", json("[\"training:mentor-training\"]")));

        assertThat(request).isEnded().hasPassed("endEvent_growthPlanAgreed");
        var learning = runtime.createProcessInstanceQuery()
                .processDefinitionKey("tuition-reimbursement")
                .singleResult();
        assertThat(learning).isWaitingAt("userTask_completeRequest");
        assertThat(learning)
                .variables()
                .containsEntry("applicantId", "nia")
                .containsEntry("category", "required-training")
                .containsEntry("courseTitle", "Mentor training")
                .containsEntry("targetPosition", "peer-2");
    }

    @Test
    void whenEverythingOfAGrowthPlanIsThereTheWorkerIsToldOnce() {
        var request = notYetEverything();
        agency.answers("ben", request, "userTask_chooseRoute", form("route", "plan"));
        agency.answers("marcus", request, "userTask_agreeGrowthPlan", plan("Lead a group"));
        agency.answers("ben", request, "userTask_confirmGrowthPlan", form("confirmed", true));
        growthPlans.sweep();
        assertThat(toldOf(request)).isEmpty();

        agency.roster(
                RosterFile.STAFF,
                "ben,Ben,Brook,ben@example.org,North,adult,peer-1,22.50,40,-500d,-500d,marcus,peers,true\n");
        agency.roster(RosterFile.RECORDS, "ben,supervised-hours,620,-480d,-10d,log\n");
        growthPlans.sweep();
        growthPlans.sweep();

        assertThat(toldOf(request)).containsExactly("ben");
    }

    @Test
    void whoAsksAgainIsNotToldOfAnOlderPlan() {
        var request = notYetEverything();
        agency.answers("ben", request, "userTask_chooseRoute", form("route", "plan"));
        agency.answers("marcus", request, "userTask_agreeGrowthPlan", plan("Lead a group"));
        agency.answers("ben", request, "userTask_confirmGrowthPlan", form("confirmed", true));
        agency.roster(
                RosterFile.STAFF,
                "ben,Ben,Brook,ben@example.org,North,adult,peer-1,22.50,40,-500d,-500d,marcus,peers,true\n");
        agency.roster(RosterFile.RECORDS, "ben,supervised-hours,620,-480d,-10d,log\n");
        agency.assessedRequest("ben");

        growthPlans.sweep();

        assertThat(toldOf(request)).isEmpty();
    }

    private List<String> toldOf(ProcessInstance request) {
        return jdbc.sql("select recipient_id from mail where kind = 'growth-plan-met' and case_number = ?")
                .param(agency.businessKey(request))
                .query(String.class)
                .list();
    }

    @Test
    void aWorkerWithdrawsInsteadOfAPlan() {
        var request = notYetEverything();
        agency.answers("ben", request, "userTask_chooseRoute", form("route", "withdraw"));

        assertThat(request).isEnded();
        assertThat(endOf(request)).isEqualTo("endEvent_withdrawn");
    }

    @Test
    void aCorrectedRecordIsAssessedAgain() {
        var request = notYetEverything();
        agency.answers(
                "ben",
                request,
                "userTask_chooseRoute",
                form("route", "dispute", "disputedFact", "I started in spring last year"));
        agency.roster(
                RosterFile.STAFF,
                "ben,Ben,Brook,ben@example.org,North,adult,peer-1,22.50,40,-500d,-500d,marcus,peers,true\n");
        agency.answers("lena", request, "userTask_correctRecord", form());
        agency.runs(request, "businessRuleTask_assessEligibility");

        assertThat(request).isWaitingAt("userTask_endorse");
    }

    @Test
    void competencyShownTakesThePlaceOfWhatMayBeWaived() {
        var request = notYetEverything();
        agency.answers(
                "ben",
                request,
                "userTask_chooseRoute",
                form("route", "competency", "evidence", "I lead the Monday group"));
        agency.answers("dee", request, "userTask_adviseCompetency", form("advice", "I have seen it"));
        agency.answers("lena", request, "userTask_decideCompetencyRoute", form("competencyAccepted", true));

        assertThat(request).isWaitingAt("userTask_endorse");
    }

    @Test
    void competencyNotAcceptedReturnsToChoosingWithTheReason() {
        var request = notYetEverything();
        agency.answers(
                "ben",
                request,
                "userTask_chooseRoute",
                form("route", "competency", "evidence", "I lead the Monday group"));
        agency.answers("dee", request, "userTask_adviseCompetency", form("advice", "Not seen yet"));
        agency.answers(
                "lena",
                request,
                "userTask_decideCompetencyRoute",
                form(
                        "competencyAccepted",
                        false,
                        "reasonCode",
                        "evidence-not-enough",
                        "whatWouldChange",
                        "A note from a colleague"));

        assertThat(request).isWaitingAt("userTask_chooseRoute");
    }

    @Test
    void aSupervisorAsksAndTheWorkerConfirms() {
        var request = agency.asks("marcus", "promotion", forWorker("ana"));
        assertThat(request).isWaitingAt("userTask_confirmRequest");
        agency.answers("ana", request, "userTask_confirmRequest", form("confirmed", true));
        agency.runs(request, "businessRuleTask_assessEligibility");

        assertThat(request).isWaitingAt("userTask_endorse");
    }

    @Test
    void aRequestThatTheWorkerDoesNotWantStops() {
        var request = agency.asks("marcus", "promotion", forWorker("ana"));
        agency.answers("ana", request, "userTask_confirmRequest", form("confirmed", false));

        assertThat(request).isEnded();
        assertThat(endOf(request)).isEqualTo("endEvent_withdrawn");
    }

    @Test
    void aRecommendedWorkerConfirmsFirst() {
        var request = runtime.createMessageCorrelation(PromotionProcess.PROMOTION_RECOMMENDED)
                .setVariable("applicantId", "ana")
                .setVariable("targetPosition", "peer-2")
                .correlateStartMessage();

        assertThat(request).isWaitingAt("userTask_confirmRequest");
    }

    @Test
    void theWorkerStopsAtAnyTime() {
        var request = offered("ana");
        cases.withdraw(agency.businessKey(request));

        assertThat(request).isEnded();
        assertThat(endOf(request)).isEqualTo("endEvent_withdrawn");
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
        assertThat(career.worker("ana").orElseThrow().position()).isEqualTo("peer-1");
    }

    @Test
    void notThisTimeGivesFeedbackAndAnAppealToNewPeople() {
        var request = agency.requestBeforeThePanel("ana");
        reviewed(request, "develop", "eli", "fay", "dee");
        assertThat(request).isWaitingAt("userTask_giveFeedback");
        agency.answers("marcus", request, "userTask_giveFeedback", form("feedback", "Here is how you get there"));
        agency.answers(
                "ana",
                request,
                "userTask_considerAppeal",
                form("appeal", true, "appealGrounds", "Please look at the mentoring hours"));

        agency.runs(request, "businessRuleTask_panelRule");
        assertThatThrownBy(() -> agency.seats(request, "eli", "ida", "jon")).hasMessageContaining("eli");
        reviewed(request, "develop", "ida", "jon", "kay");
        agency.answers("marcus", request, "userTask_giveFeedback", form("feedback", "A plan for the next months"));

        assertThat(request).isEnded();
        assertThat(endOf(request)).isEqualTo("endEvent_notPromoted");
    }

    @Test
    void notThisTimeWithoutAppealEnds() {
        var request = agency.requestBeforeThePanel("ana");
        reviewed(request, "develop", "eli", "fay", "dee");
        agency.answers("marcus", request, "userTask_giveFeedback", form("feedback", "Here is how you get there"));
        agency.answers("ana", request, "userTask_considerAppeal", form("appeal", false));

        assertThat(request).isEnded();
        assertThat(endOf(request)).isEqualTo("endEvent_notPromoted");
    }

    @Test
    void aDeclinedOfferChangesNothing() {
        var request = offered("ana");
        agency.answers("ana", request, "userTask_considerOffer", form("offerDecision", "decline", "announce", false));

        assertThat(request).isEnded();
        assertThat(endOf(request)).isEqualTo("endEvent_offerDeclined");
        assertThat(career.worker("ana").orElseThrow().hourlyRate()).isEqualByComparingTo("23.00");
    }

    @Test
    void anUnreachableTargetIsRefused() {
        assertThatThrownBy(() ->
                        agency.asks("ana", "promotion", form("targetPosition", "peer-director", "careerGoal", "x")))
                .hasMessageContaining("targetPosition")
                .hasMessageContaining("peer-2");
        assertThatThrownBy(() -> agency.asks("ana", "promotion", form("targetPosition", "chief", "careerGoal", "x")))
                .hasMessageContaining("targetPosition");
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void nobodyAsksForAColleague() {
        assertThatThrownBy(() -> agency.asks("dee", "promotion", forWorker("ana")))
                .hasMessageContaining("supervisor of record");
        assertThatThrownBy(() -> agency.asks("marcus", "promotion", forWorker("nobody")))
                .hasMessageContaining("nobody");
    }

    @Test
    void nobodyEndorsesTheirOwnRequest() {
        var request = agency.assessedRequest("ana");

        assertThatThrownBy(() -> agency.answers("ana", request, "userTask_endorse", form("endorsement", "endorse")))
                .isInstanceOf(AuthorizationException.class);
        assertThat(request).isWaitingAt("userTask_endorse");
    }

    @Test
    void aVariableThatTheFormDoesNotDeclareIsRefused() {
        var request = notYetEverything();
        assertThatThrownBy(() ->
                        agency.answers("ben", request, "userTask_chooseRoute", form("route", "plan", "eligible", true)))
                .hasMessageContaining("eligible");
        assertThat(request).isWaitingAt("userTask_chooseRoute").variables().containsEntry("eligible", false);
    }

    /** The process instance went through exactly one of its ends. */
    private String endOf(ProcessInstance request) {
        return history
                .createHistoricActivityInstanceQuery()
                .processInstanceId(request.getId())
                .activityType("noneEndEvent")
                .list()
                .stream()
                .map(HistoricActivityInstance::getActivityId)
                .reduce((one, other) -> one + " and " + other)
                .orElse("none");
    }

    /** Which tables the history says decided in this case. */
    private Set<String> decisionsIn(ProcessInstance request) {
        return history.createHistoricDecisionInstanceQuery().rootDecisionInstancesOnly().list().stream()
                .filter(decision -> request.getId().equals(decision.getRootProcessInstanceId()))
                .map(HistoricDecisionInstance::getDecisionDefinitionKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private ProcessInstance notYetEverything() {
        return agency.assessedRequest("ben");
    }

    private ProcessInstance offered(String worker) {
        var request = agency.requestBeforeTheOffer(worker);
        agency.answers(
                "lena",
                request,
                "userTask_confirmOffer",
                form("hourlyRate", "26.40", "effectiveDate", LocalDate.now() + "", "funding", "funded"));
        return request;
    }

    private void reviewed(ProcessInstance request, String ballot, String... reviewers) {
        agency.seats(request, reviewers);
        for (var reviewer : reviewers) {
            agency.views(request, reviewer, ballot);
        }
        agency.roundIsIn(request);
    }

    private static Map<String, Object> forWorker(String worker) {
        return form("targetPosition", "peer-2", "careerGoal", "Go on", "workerId", worker);
    }

    private static Map<String, Object> plan(String what) {
        return form(
                "planSteps",
                json("{\"step1\":{\"what\":\"" + what + "\",\"date\":\""
                        + LocalDate.now().plusDays(60)
                        + "\",\"owner\":\"Ben\",\"agencyGives\":\"Two paid hours a week\"}}"));
    }
}
