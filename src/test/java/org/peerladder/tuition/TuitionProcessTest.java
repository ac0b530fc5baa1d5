package org.peerladder.tuition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.peerladder.TestAgency.form;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.career.RosterFile;
import org.springframework.beans.factory.annotation.Autowired;

@ProcessTest
class TuitionProcessTest {

    private static final LocalDate TODAY = LocalDate.now();

    @Autowired
    TestAgency agency;

    @Autowired
    Ledger ledger;

    @Autowired
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    @BeforeEach
    void open() {
        agency.open();
    }

    @Test
    void aCourseIsApprovedTakenAndPaidBack() {
        var request = asks("ana", form("releaseHours", 16));
        assertThat(request).isWaitingAt("userTask_approveReleaseTime");
        agency.answers(
                "marcus",
                request,
                "userTask_approveReleaseTime",
                form("releaseApproved", true, "coveragePlan", "Ben takes the groups"));
        approves(request, "480.00");
        assertThat(money(request).reserved()).isEqualByComparingTo("480");
        courseEnds(request);
        claims(request, "B", "450.00");
        agency.answers("lena", request, "userTask_checkClaim", form("claimDecision", "approve"));
        pays(request, "userTask_payClaim");

        assertThat(request).isEnded().hasPassed("endEvent_reimbursed");
        assertThat(variable(request, "payableAmount")).isEqualTo("450.00");
        assertThat(variable(request, "taxFree")).isEqualTo("450.00");
        assertThat(variable(request, "taxable")).isEqualTo("0.00");
        assertThat(money(request).posted()).isEqualByComparingTo("450");
        assertThat(money(request).reserved()).isZero();
        assertThat(hours("ana").posted()).isEqualByComparingTo("16");
    }

    @Test
    void noReleaseTimeIsAskedForWhereNoneIsNeeded() {
        assertThat(asks("ana")).isWaitingAt("userTask_approveTuition");
    }

    @Test
    void aNoToTheTimeDoesNotStopTheMoney() {
        var request = asks("ana", form("releaseHours", 16));
        assertThatThrownBy(() -> agency.answers(
                        "marcus", request, "userTask_approveReleaseTime", form("releaseApproved", false)))
                .hasMessageContaining("coveragePlan");
        agency.answers(
                "marcus",
                request,
                "userTask_approveReleaseTime",
                form("releaseApproved", false, "coveragePlan", "Two are away; Tuesdays would work"));
        assertThat(variable(request, "releaseSummary"))
                .isEqualTo("Not at these hours; this does not stop the money. Two are away; Tuesdays would work");

        assertThat(request).isWaitingAt("userTask_approveTuition");
        assertThat(hours("ana").reserved()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"advance", "direct-bill"})
    void whoCannotPayFirstIsPaidInAdvance(String payment) {
        var request = asks("ana", form("payment", payment));
        approves(request, "480.00");
        pays(request, "userTask_payAdvance");
        assertThat(money(request).posted()).isEqualByComparingTo("480");
        courseEnds(request);
        claims(request, "pass", "480.00");
        agency.answers("lena", request, "userTask_checkClaim", form("claimDecision", "approve"));

        assertThat(request).isEnded().hasPassed("endEvent_reimbursed").hasNotPassed("userTask_payClaim");
        assertThat(variable(request, "taxFree")).isEqualTo("480.00");
    }

    @Test
    void whoeverApprovedTheMoneyDoesNotPayIt() {
        agency.roster(
                RosterFile.STAFF,
                "lena,Lena,Lund,lena@example.org,Office,,HR partner,40.00,40,-2500d,-900d,dana,hr;finance,true");
        var request = asks("ana", form("payment", "advance"));
        approves(request, "480.00");

        assertThatThrownBy(() -> pays("lena", request, "userTask_payAdvance", TODAY))
                .isInstanceOf(AuthorizationException.class);
        pays(request, "userTask_payAdvance");
        assertThat(money(request).posted()).isEqualByComparingTo("480");
    }

    @Test
    void whatDidNotWorkOutIsNotOwed() {
        var request = asks("ana", form("payment", "advance"));
        approves(request, "480.00");
        pays(request, "userTask_payAdvance");
        courseEnds(request);
        agency.answers("ana", request, "userTask_submitClaim", form("completed", false));

        assertThat(request).isEnded().hasPassed("endEvent_notCompleted");
        assertThat(money(request).posted()).as("counts against the year").isEqualByComparingTo("480");
        assertThat(money(request).reserved()).isZero();
        assertThat(variable(request, "taxFree")).isEqualTo("480.00");
        assertThat(asks("ana")).isWaitingAt("userTask_approveTuition");
    }

    @Test
    void aGradeThatPaysNothingEndsWithATalk() {
        var request = approved("480.00");
        courseEnds(request);
        claims(request, "D", "480.00");
        assertThat(variable(request, "payableAmount")).isEqualTo("0.00");
        agency.answers("lena", request, "userTask_checkClaim", form("claimDecision", "approve"));

        assertThat(request).isEnded().hasPassed("endEvent_notCompleted");
        assertThat(money(request).left()).isEqualByComparingTo("5250");
    }

    @Test
    void aCourseThatEndsLaterIsWaitedFor() {
        var request = approved("480.00");
        courseEnds(request);
        assertThatThrownBy(() -> agency.answers(
                        "ana", request, "userTask_submitClaim", form("newEndsOn", TODAY.minusDays(1) + "")))
                .hasMessageContaining("newEndsOn");
        agency.answers("ana", request, "userTask_submitClaim", form("newEndsOn", TODAY.plusDays(40) + ""));

        assertThat(request).isWaitingAt("event_courseEnded");
        assertThat(variable(request, "endsOn")).isEqualTo(TODAY.plusDays(40).toString());
        courseEnds(request);
        claims(request, "A", "480.00");
        assertThat(request).isWaitingAt("userTask_checkClaim");
    }

    @Test
    void aClaimIsSentBackWithWhatIsMissing() {
        var request = claimed("480.00");
        assertThatThrownBy(() ->
                        agency.answers("lena", request, "userTask_checkClaim", form("claimDecision", "send-back")))
                .hasMessageContaining("whatIsMissing");
        agency.answers(
                "lena",
                request,
                "userTask_checkClaim",
                form("claimDecision", "send-back", "whatIsMissing", "The receipt of the school"));
        assertThat(request).isWaitingAt("userTask_submitClaim");
        claims(request, "A", "470.00");

        assertThat(request).isWaitingAt("userTask_checkClaim");
        assertThat(variable(request, "payableAmount")).isEqualTo("470.00");
    }

    @Test
    void aClaimThatIsDeclinedCanBeAppealedAndGranted() {
        var request = claimed("480.00");
        assertThatThrownBy(
                        () -> agency.answers("lena", request, "userTask_checkClaim", form("claimDecision", "decline")))
                .hasMessageContaining("reasonCode");
        agency.answers(
                "lena",
                request,
                "userTask_checkClaim",
                form("claimDecision", "decline", "reasonCode", "evidence-not-enough"));
        assertThat(variable(request, "whatWouldChange")).asString().isNotBlank();
        agency.answers("ana", request, "userTask_considerAppeal", form("appeal", true, "appealGrounds", "I was there"));
        agency.answers("dana", request, "userTask_hearAppeal", form("appealGranted", true));
        pays(request, "userTask_payClaim");

        assertThat(request).isEnded().hasPassed("endEvent_reimbursed");
        assertThat(money(request).posted()).isEqualByComparingTo("480");
    }

    @Test
    void anAppealThatIsNotGrantedEndsItWithTheReason() {
        var request = claimed("480.00");
        agency.answers(
                "lena", request, "userTask_checkClaim", form("claimDecision", "decline", "reasonCode", "rule-of-law"));
        agency.answers("ana", request, "userTask_considerAppeal", form("appeal", true));
        assertThatThrownBy(() -> agency.answers("dana", request, "userTask_hearAppeal", form("appealGranted", false)))
                .hasMessageContaining("reasonCode");
        agency.answers(
                "dana",
                request,
                "userTask_hearAppeal",
                form("appealGranted", false, "reasonCode", "evidence-not-enough"));

        assertThat(request).isEnded().hasPassed("endEvent_tuitionDeclined");
        assertThat(variable(request, "whatWouldChange"))
                .asString()
                .as("what belongs to the second reason")
                .startsWith("Show more of the same work");
        assertThat(money(request).left()).isEqualByComparingTo("5250");
    }

    @Test
    void whoSaysNoMaySayInTheirOwnWordsWhatWouldHelp() {
        var request = asks("ana");
        agency.answers(
                "lena",
                request,
                "userTask_approveTuition",
                form("approvedAmount", "0.00", "reasonCode", "money", "whatWouldHelp", "Ask again in July"));

        assertThat(variable(request, "whatWouldChange")).isEqualTo("Ask again in July");
    }

    @Test
    void noMoneyIsANoWithAReasonAndAnAppeal() {
        var request = asks("ana");
        assertThatThrownBy(() -> approves(request, "0.00")).hasMessageContaining("reasonCode");
        agency.answers(
                "lena", request, "userTask_approveTuition", form("approvedAmount", "0.00", "reasonCode", "money"));
        agency.answers("ana", request, "userTask_considerAppeal", form("appeal", true));
        agency.answers("dana", request, "userTask_hearAppeal", form("appealGranted", true));
        assertThatThrownBy(() -> agency.answers(
                        "lena",
                        request,
                        "userTask_approveTuition",
                        form("approvedAmount", "0.00", "reasonCode", "money")))
                .hasMessageContaining("appeal");
        approves(request, "300.00");

        assertThat(request).isWaitingAt("event_courseEnded");
    }

    @Test
    void aDegreeInTheFirstMonthsIsANotYetWithADateAndAnAppeal() {
        newcomer("nia", 40);
        var request = asks("nia", form("category", "degree"));
        assertThat(request).isWaitingAt("userTask_considerAppeal");
        assertThat(variable(request, "reason")).asString().contains("6 months");
        assertThat(variable(request, "whatWouldChange"))
                .asString()
                .contains(Tuition.inWords(TODAY.minusDays(40).plusMonths(6)));
        agency.answers("nia", request, "userTask_considerAppeal", form("appeal", false));

        assertThat(request).isEnded().hasPassed("endEvent_tuitionDeclined");
    }

    @Test
    void directorsMayGrantADegreeEarlier() {
        newcomer("nia", 40);
        var request = asks("nia", form("category", "degree", "releaseHours", 8));
        agency.answers("nia", request, "userTask_considerAppeal", form("appeal", true));
        agency.answers("dana", request, "userTask_hearAppeal", form("appealGranted", true));
        agency.answers(
                "marcus",
                request,
                "userTask_approveReleaseTime",
                form("releaseApproved", true, "coveragePlan", "Ana takes over"));
        approves(request, "480.00");

        assertThat(request).isWaitingAt("event_courseEnded");
    }

    @Test
    void learningThatSomebodyRecommendsIsCompletedByTheWorker() {
        var request = runtime.createMessageCorrelation(TuitionProcess.TUITION_RECOMMENDED)
                .setVariable("applicantId", "ana")
                .setVariable("category", "required-training")
                .setVariable("courseTitle", "Mentor training")
                .correlateStartMessage();
        assertThat(request).isWaitingAt("userTask_completeRequest");
        assertThatThrownBy(() -> agency.answers(
                        "ana",
                        request,
                        "userTask_completeRequest",
                        request(form("startsOn", TODAY.plusDays(9) + "", "endsOn", TODAY + ""))))
                .hasMessageContaining("endsOn");
        agency.answers("ana", request, "userTask_completeRequest", request(form("category", "required-training")));
        agency.runs(request, "businessRuleTask_determineAllowance");

        assertThat(request).isWaitingAt("userTask_approveTuition");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userTask_approveReleaseTime",
                "userTask_approveTuition",
                "userTask_payAdvance",
                "event_courseEnded",
                "userTask_submitClaim",
                "userTask_checkClaim",
                "userTask_considerAppeal",
                "userTask_hearAppeal"
            })
    void theWorkerCanStopAtEveryStage(String stage) {
        var request = at(stage);
        assertThat(request).isWaitingAt(stage);
        runtime.createMessageCorrelation("caseWithdrawn")
                .processInstanceId(request.getId())
                .correlate();

        assertThat(request).isEnded().hasPassed("endEvent_withdrawn");
        assertThat(money(request).reserved()).isZero();
        assertThat(hours("ana").reserved()).isZero();
        assertThat(asks("ana")).as("the course can be asked for again").isNotNull();
    }

    @Test
    void whoLeavesKeepsWhatWasPaidAndNothingStaysReserved() {
        var request = approved("480.00");
        agency.roster(
                RosterFile.STAFF,
                "ana,Ana,Alvarez,ana@example.org,North,adult,peer-1,23.00,40,-500d,-500d,marcus,peers,false");

        assertThat(request).isEnded().hasPassed("endEvent_withdrawn");
        assertThat(money(request).reserved()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    endsOn          | 2020-01-01 | endsOn
                    startsOn        | 2020-01-01 | startsOn
                    startsOn        | 2026-13-01 | startsOn
                    endsOn          | 2099-01-01 | endsOn
                    requestedAmount | 480        | requestedAmount
                    requestedAmount | -1.00      | requestedAmount
                    category        | a boat     | category
                    payment         | gold       | payment
                    courseTitle     |            | courseTitle
                    """)
    void aRequestThatCannotBeIsRefused(String field, String value, String named) {
        assertThatThrownBy(() -> asks("ana", form(field, value))).hasMessageContaining(named);
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(TuitionProcess.KEY)
                        .count())
                .isZero();
    }

    @Test
    void moreHoursThanAreLeftAreRefusedOnTheFirstDay() {
        assertThatThrownBy(() -> asks("ana", form("releaseHours", 61)))
                .hasMessageContaining("releaseHours")
                .hasMessageContaining("60 of 60");
    }

    @Test
    void oneCourseIsAskedForOnce() {
        asks("ana");

        assertThatThrownBy(() -> asks("ana", form("courseTitle", "  peer   SUPPORT Core")))
                .hasMessageContaining("courseTitle");
        assertThat(asks("ana", form("courseTitle", "Another one"))).isNotNull();
        assertThat(asks("ben")).as("a course for everyone").isNotNull();
    }

    @Test
    void guestsAreNotOnThePayroll() {
        agency.roster(
                RosterFile.STAFF, "gil,Gil,Guest,gil@example.org,Partner,adult,peer-3,,0,-500d,-500d,,panel,true");

        assertThatThrownBy(() -> asks("gil")).hasMessageContaining("payroll");
    }

    @Test
    void theLastDollarsAreGivenOnce() {
        var first = asks("ana", form("courseTitle", "First", "requestedAmount", "5000.00"));
        var second = asks("ana", form("courseTitle", "Second", "requestedAmount", "400.00"));
        approves(first, "5000.00");

        assertThatThrownBy(() -> approves(second, "400.00"))
                .hasMessageContaining("approvedAmount")
                .hasMessageContaining("250.00 of 5,250.00");
        assertThat(second).isWaitingAt("userTask_approveTuition");
        approves(second, "250.00");
        assertThat(money(second).left()).isZero();
    }

    @Test
    void notMoreThanWasAskedForIsApproved() {
        var request = asks("ana", form("travelAmount", "20.00"));

        assertThatThrownBy(() -> approves(request, "500.01")).hasMessageContaining("500.00");
        approves(request, "500.00");
    }

    @Test
    void repaymentIsOffUntilTheAgencySwitchesItOn() {
        var request = asks("ana");

        assertThatThrownBy(() -> agency.answers(
                        "lena",
                        request,
                        "userTask_approveTuition",
                        form("approvedAmount", "480.00", "repaymentAgreement", true)))
                .hasMessageContaining("repaymentAgreement");
        assertThat(money(request).reserved()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "true, , 480.00, , grade",
        "true, Z, 480.00, , grade",
        "true, A, 480.01, , claimedAmount",
        "true, A, , , claimedAmount",
        "true, A, 0.00, , claimedAmount",
        "true, A, 480.00, 481.00, claimedTravel",
        ", A, 480.00, , completed"
    })
    void aClaimThatDoesNotFitIsRefused(Boolean completed, String grade, String claimed, String travel, String field) {
        var request = approved("480.00");
        courseEnds(request);
        var claim = new HashMap<String, Object>();
        claim.put("completed", completed);
        claim.put("grade", grade);
        claim.put("claimedAmount", claimed);
        claim.put("claimedTravel", travel);
        claim.values().removeIf(java.util.Objects::isNull);

        assertThatThrownBy(() -> agency.answers("ana", request, "userTask_submitClaim", claim))
                .hasMessageContaining(field);
        assertThat(request).isWaitingAt("userTask_submitClaim");
        assertThat(money(request).reserved()).isEqualByComparingTo("480");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-01-01", "2099-01-01", "2026-02-30"})
    void aPaymentOfNoSuchDayIsRefused(String paidOn) {
        var request = asks("ana", form("payment", "advance"));
        approves(request, "480.00");

        assertThatThrownBy(() -> agency.answers(
                        "omar", request, "userTask_payAdvance", form("paidOn", paidOn, "reference", "T-1")))
                .hasMessageContaining("paidOn");
        assertThat(money(request).posted()).isZero();
    }

    @Test
    void travelIsTaxedAndACourseThatKeepsSkillsIsNot() {
        var course = asks("ana", form("category", "certificate", "travelAmount", "60.00", "payment", "advance"));
        approves(course, "540.00");
        pays(course, "userTask_payAdvance");
        assertThat(variable(course, "taxFree")).isEqualTo("480.00");
        assertThat(variable(course, "taxable")).isEqualTo("60.00");
        assertThat(variable(course, "paymentSummary"))
                .isEqualTo("$540.00 is paid; $60.00 of it counts as wages for tax.");

        var conference = asks(
                "ana",
                form("category", "conference", "courseTitle", "Days", "travelAmount", "60.00", "payment", "advance"));
        approves(conference, "540.00");
        pays(conference, "userTask_payAdvance");
        assertThat(variable(conference, "taxFree")).isEqualTo("540.00");
    }

    @Test
    void whatIsPaidInJanuaryCountsInTheNewYear() {
        var january = LocalDate.of(TODAY.getYear() + 1, 1, 8);
        var request = claimed("480.00");
        agency.answers("lena", request, "userTask_checkClaim", form("claimDecision", "approve"));
        pays("omar", request, "userTask_payClaim", january);

        assertThat(ledger.entries(agency.businessKey(request)))
                .filteredOn(entry -> entry.kind() == Entry.Kind.POST)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.taxYear()).isEqualTo(january.getYear());
                    assertThat(entry.planYear()).isEqualTo(january.getYear());
                });
        assertThat(money(request).left()).as("this year").isEqualByComparingTo("5250");
    }

    private ProcessInstance at(String stage) {
        var request =
                asks("ana", form("releaseHours", 16, "payment", stage.contains("Advance") ? "advance" : "reimburse"));
        if (stage.equals("userTask_approveReleaseTime")) {
            return request;
        }
        agency.answers(
                "marcus",
                request,
                "userTask_approveReleaseTime",
                form("releaseApproved", true, "coveragePlan", "Ben takes the groups"));
        if (stage.equals("userTask_approveTuition")) {
            return request;
        }
        if (stage.contains("ppeal")) {
            agency.answers(
                    "lena", request, "userTask_approveTuition", form("approvedAmount", "0.00", "reasonCode", "money"));
            if (stage.equals("userTask_hearAppeal")) {
                agency.answers("ana", request, "userTask_considerAppeal", form("appeal", true));
            }
            return request;
        }
        approves(request, "480.00");
        if (stage.equals("userTask_payAdvance") || stage.equals("event_courseEnded")) {
            return request;
        }
        courseEnds(request);
        if (stage.equals("userTask_checkClaim")) {
            claims(request, "A", "480.00");
        }
        return request;
    }

    private ProcessInstance asks(String worker) {
        return asks(worker, Map.of());
    }

    private ProcessInstance asks(String worker, Map<String, Object> changes) {
        var request = agency.asks(worker, TuitionProcess.KEY, request(changes));
        agency.runs(request, "businessRuleTask_determineAllowance");
        return request;
    }

    private static Map<String, Object> request(Map<String, Object> changes) {
        var request = form(
                "category", "certificate",
                "courseTitle", "Peer support core",
                "provider", "Community college",
                "startsOn", TODAY.minusDays(10).toString(),
                "endsOn", TODAY.toString(),
                "requestedAmount", "480.00",
                "payment", "reimburse");
        request.putAll(changes);
        return request;
    }

    private ProcessInstance approved(String amount) {
        var request = asks("ana");
        approves(request, amount);
        return request;
    }

    private ProcessInstance claimed(String amount) {
        var request = approved(amount);
        courseEnds(request);
        claims(request, "A", amount);
        return request;
    }

    private void approves(ProcessInstance request, String amount) {
        agency.answers("lena", request, "userTask_approveTuition", form("approvedAmount", amount));
    }

    private void courseEnds(ProcessInstance request) {
        agency.runs(request, "event_courseEnded");
    }

    private void claims(ProcessInstance request, String grade, String amount) {
        agency.answers(
                "ana",
                request,
                "userTask_submitClaim",
                form("completed", true, "grade", grade, "claimedAmount", amount));
    }

    private void pays(ProcessInstance request, String task) {
        pays("omar", request, task, TODAY);
    }

    private void pays(String person, ProcessInstance request, String task, LocalDate paidOn) {
        agency.answers(
                person,
                request,
                task,
                form(
                        "paidOn",
                        paidOn.toString(),
                        "reference",
                        "T-" + UUID.randomUUID().toString().substring(0, 8)));
    }

    private void newcomer(String id, int daysAgo) {
        agency.roster(
                RosterFile.STAFF,
                "%1$s,Nia,Novak,nia@example.org,North,adult,peer-1,23.00,40,-%2$dd,-%2$dd,marcus,peers,true"
                        .formatted(id, daysAgo));
    }

    private Balance money(ProcessInstance request) {
        return ledger.balance(
                (String) variable(request, "applicantId"), Unit.USD, "education", TODAY, new BigDecimal("5250.00"));
    }

    private Balance hours(String worker) {
        return ledger.balance(worker, Unit.HOURS, "education", TODAY, new BigDecimal("60"));
    }

    private Object variable(ProcessInstance request, String name) {
        return history
                .createHistoricVariableInstanceQuery()
                .processInstanceId(request.getId())
                .variableName(name)
                .list()
                .stream()
                .filter(found -> found.getActivityInstanceId().equals(request.getId()))
                .findFirst()
                .map(found -> found.getValue())
                .orElse(null);
    }
}
