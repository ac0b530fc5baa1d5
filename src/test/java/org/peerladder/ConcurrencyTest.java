package org.peerladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.peerladder.TestAgency.form;
import static org.peerladder.TestAgency.json;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.peerladder.appointment.OpenPost;
import org.peerladder.career.Career;
import org.peerladder.career.RosterFile;
import org.peerladder.cases.Cases;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.PriorityOrdered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two people act at the same moment: each has read what the other is about to change. */
@ProcessTest
class ConcurrencyTest {

    private static final int ROUNDS = 2;

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
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    ConfigurableApplicationContext context;

    private final BothHaveRead bothHaveRead = new BothHaveRead();

    @BeforeEach
    void open() {
        agency.open();
        context.addApplicationListener(bothHaveRead);
    }

    @AfterEach
    void listenNoMore() {
        context.removeApplicationListener(bothHaveRead);
    }

    @RepeatedTest(ROUNDS)
    void theLastTwoPrivateViewsAreBothCounted() {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        agency.views(request, "dee", "develop");

        var refused =
                together(() -> agency.views(request, "eli", "promote"), () -> agency.views(request, "fay", "promote"));

        assertThat(refused).isEmpty();
        assertThat(ballots(request)).containsExactly("dee develop", "eli promote", "fay promote");
        agency.runs(request, "userTask_review");
        assertThat(agency.jobs(request)).hasSize(1);
        agency.runs(request, "businessRuleTask_panelOutcome");
        assertThat(request).isWaitingAt("callActivity_offer").variables().containsEntry("panelOutcome", "promote");
        assertThat(timesPassed(request, "businessRuleTask_panelOutcome")).isEqualTo(1);
    }

    /** The view from the other window is stored already, while this one still shows the open task. */
    @Test
    void oneReviewerInTwoWindowsHasOneView() {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        jdbc.sql("insert into panel_ballot (case_number, review_id, panelist_id, ballot, cast_at)"
                        + " values (?, ?, 'eli', 'promote', current_timestamp)")
                .params(
                        agency.businessKey(request),
                        agency.taskOf("eli", request, "userTask_review").getProcessInstanceId())
                .update();

        assertThatThrownBy(() -> agency.views(request, "eli", "develop")).satisfies(ConcurrencyTest::saysWhy);
        assertThat(ballots(request)).containsExactly("eli promote");
    }

    @RepeatedTest(ROUNDS)
    void oneOfTwoDirectorsSelects() {
        var post = new OpenPost(agency).staffed();
        var vacancy = post.recommended();

        var refused = together(
                () -> agency.answers("dana", vacancy, "userTask_selectCandidate", selection("eli")),
                () -> agency.answers("rosa", vacancy, "userTask_selectCandidate", selection("fay")));

        assertThat(refused).singleElement().satisfies(ConcurrencyTest::saysWhy);
        assertThat(jdbc.sql(
                                "select s.selected_id from vacancy_selection s join vacancy v on v.case_number = s.case_number"
                                        + " and v.selected_id = s.selected_id")
                        .query(String.class)
                        .list())
                .as("one selection, and it is the one that holds")
                .hasSize(1);
        agency.runs(vacancy, "serviceTask_tellCandidates");
        assertThat(agency.tasks(vacancy, "userTask_giveFeedback")).hasSize(1);
    }

    private static Map<String, Object> selection(String candidate) {
        return form("selectedId", candidate, "selectionReason", "Leads by listening");
    }

    @RepeatedTest(ROUNDS)
    void theLastTwoWhoAreHeardLetThePostGoOnOnce() {
        var post = new OpenPost(agency).staffed();
        var vacancy = post.applied();
        post.reviewed(vacancy);
        agency.runs(vacancy, "serviceTask_tellCandidates");
        agency.tasks(vacancy, "userTask_giveFeedback")
                .forEach(task ->
                        agency.as("marcus", () -> agency.submits(task, form("feedback", "Strong with groups"))));

        var refused = together(
                () -> agency.answers("eli", vacancy, "userTask_considerAppeal", form("appeal", false)),
                () -> agency.answers("fay", vacancy, "userTask_considerAppeal", form("appeal", false)));
        // Whoever was a moment too late tries again
        refused.forEach(again -> agency.tasks(vacancy, "userTask_considerAppeal")
                .forEach(task -> agency.as(task.getAssignee(), () -> agency.submits(task, form("appeal", false)))));

        assertThat(vacancy).isWaitingAt("userTask_decideOnCall");
        assertThat(agency.tasks(vacancy, "userTask_decideOnCall")).hasSize(1);
    }

    @RepeatedTest(ROUNDS)
    void twoWhoAssignToOneSupervisorNeverPassTheLoad() {
        var rows = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            rows.append("w0%d,Wes,No%d,,North,adult,peer-1,22.00,40,-200d,-200d,marcus,peers,true\n".formatted(i, i));
        }
        var post = new OpenPost(agency).staffed();
        agency.roster(RosterFile.STAFF, rows.toString());
        var one = post.offered();
        var other = post.offered("programId", "South");

        var refused = together(
                () -> agency.answers(
                        "dana",
                        one,
                        "userTask_assignSupervisees",
                        form("supervisees", json("[\"w00\",\"w01\",\"w02\",\"w03\"]"))),
                () -> agency.answers(
                        "rosa",
                        other,
                        "userTask_assignSupervisees",
                        form("supervisees", json("[\"w04\",\"w05\",\"w06\",\"w07\"]"))));

        assertThat(refused).singleElement().satisfies(ConcurrencyTest::saysWhy);
        assertThat(jdbc.sql("select sum(fte) from supervision_assignment where state = 'planned'")
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo("4");
    }

    @RepeatedTest(ROUNDS)
    void oneOfTwoSeatsThePanel() {
        var request = agency.requestBeforeThePanel("ana");

        var refused = together(
                () -> agency.answers(
                        "lena", request, "userTask_seatPanel", form("panelists", json("[\"eli\",\"fay\",\"dee\"]"))),
                () -> agency.answers(
                        "rae", request, "userTask_seatPanel", form("panelists", json("[\"ida\",\"jon\",\"kay\"]"))));

        assertThat(refused).singleElement().satisfies(ConcurrencyTest::saysWhy);
        assertThat(agency.tasks(request, "userTask_review").stream()
                        .map(Task::getAssignee)
                        .sorted()
                        .toList())
                .isIn(List.of("dee", "eli", "fay"), List.of("ida", "jon", "kay"));
        assertThat(timesPassed(request, "userTask_seatPanel")).isEqualTo(1);
    }

    @RepeatedTest(ROUNDS)
    void anOfferIsAcceptedOrTheRequestWithdrawn() {
        var request = offered("ana");
        var number = agency.businessKey(request);

        var refused = together(
                () -> agency.answers(
                        "ana", request, "userTask_considerOffer", form("offerDecision", "accept", "announce", false)),
                () -> withdraws("ana", number));

        assertThat(refused).singleElement().satisfies(ConcurrencyTest::saysWhy);
        assertThat(position("ana")).isEqualTo("peer-1");
        if (isOpen(request)) {
            assertThat(agency.tasks(request, "userTask_considerOffer")).isEmpty();
            assertThat(agency.jobs(request)).hasSize(1);
            agency.runs(request, "event_effectiveDateReached");
            assertThat(request).isEnded().hasPassed("endEvent_promoted");
            assertThat(position("ana")).isEqualTo("peer-2");
        } else {
            assertThat(request).hasPassed("endEvent_withdrawn").hasNotPassed("endEvent_promoted");
            assertThat(runtime.createProcessInstanceQuery().count()).isZero();
            assertThat(management.createJobQuery().processDefinitionKey("offer").count())
                    .isZero();
        }
    }

    @RepeatedTest(ROUNDS)
    void whoWithdrawsTwiceAtOnceWithdrawsOnce() {
        var request = offered("ana");
        var number = agency.businessKey(request);

        var refused = together(() -> withdraws("ana", number), () -> withdraws("ana", number));

        assertThat(refused).singleElement().satisfies(ConcurrencyTest::saysWhy);
        assertThat(request).isEnded().hasPassed("endEvent_withdrawn");
        assertThat(timesPassed(request, "endEvent_withdrawn")).isEqualTo(1);
    }

    @RepeatedTest(ROUNDS)
    void onItsDayAPromotionTakesEffectOrTheRequestIsWithdrawn() {
        var request = offered("ana");
        var number = agency.businessKey(request);
        agency.answers("ana", request, "userTask_considerOffer", form("offerDecision", "accept", "announce", false));

        var timer = agency.jobs(request).get(0).getId();

        var stopped = new AtomicReference<Throwable>();
        atOnce(() -> management.executeJob(timer), () -> {
            try {
                withdraws("ana", number);
            } catch (RuntimeException refused) {
                stopped.set(refused);
            }
        });

        assertThat(request).isEnded();
        if (position("ana").equals("peer-2")) {
            assertThat(request).hasPassed("endEvent_promoted").hasNotPassed("endEvent_withdrawn");
            assertThat(stopped.get()).satisfies(ConcurrencyTest::saysWhy);
        } else {
            assertThat(stopped.get()).isNull();
            assertThat(request).hasPassed("endEvent_withdrawn").hasNotPassed("endEvent_promoted");
            assertThat(career.worker("ana").orElseThrow().hourlyRate()).isEqualByComparingTo("23.00");
        }
    }

    @RepeatedTest(ROUNDS)
    void twoStartsAtOnceGetTwoNumbers() {
        var bothHaveANumber = new CyclicBarrier(2);
        var numbers = Collections.synchronizedList(new ArrayList<String>());

        var refused = atOnce(
                () -> numbers.add(startsAndWaits("ana", bothHaveANumber)),
                () -> numbers.add(startsAndWaits("hal", bothHaveANumber)));

        assertThat(refused).isEmpty();
        assertThat(numbers).hasSize(2).doesNotHaveDuplicates().allMatch(number -> number.matches("PRM-\\d{4}-\\d{4,}"));
    }

    /** The second is told what is left, whoever is first. */
    @RepeatedTest(ROUNDS)
    void twoApprovalsOfTheLastDollarsNeverPassTheCap() {
        var first = learns("First", "5000.00");
        var second = learns("Second", "400.00");

        var refused = together(() -> approves("lena", first, "5000.00"), () -> approves("rae", second, "400.00"));

        assertThat(refused).hasSize(1);
        assertThat(refused.get(0)).hasMessageContaining("approvedAmount").hasMessageContaining("5,250.00");
        assertThat(jdbc.sql("select sum(reserved) from ledger_account where kind = 'worker' and holder = 'ana'")
                        .query(BigDecimal.class)
                        .single())
                .isIn(new BigDecimal("5000.00"), new BigDecimal("400.00"));
        assertThat(List.of(first, second).stream().filter(request -> !agency.tasks(request, "userTask_approveTuition")
                        .isEmpty()))
                .as("still to be approved")
                .hasSize(1);
    }

    /** Whatever is first, nothing stays reserved for a request that was stopped. */
    @RepeatedTest(ROUNDS)
    void stoppingAndApprovingLearningLeaveNothingReserved() {
        var request = learns("Course", "480.00");
        var number = agency.businessKey(request);
        var approval = agency.taskOf("lena", request, "userTask_approveTuition");

        atOnce(
                () -> agency.as("lena", () -> agency.submits(approval, form("approvedAmount", "480.00"))),
                () -> withdraws("ana", number));
        if (isOpen(request)) {
            withdraws("ana", number);
        }

        assertThat(request).isEnded().hasPassed("endEvent_withdrawn");
        assertThat(jdbc.sql("select coalesce(sum(reserved), 0) from ledger_account where holder = 'ana'")
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo("0");
    }

    /** Many are asked for by one mentor with one place: one pairing, the other request goes on. */
    @RepeatedTest(ROUNDS)
    void theLastPlaceOfAMentorIsGivenOnce() {
        agency.roster(RosterFile.RECORDS, "eli,training,1,-300d,-299d,mentor-training");
        agency.offersToMentor("eli");
        var first = asksForEli("ana");
        var second = asksForEli("hal");

        var refused = together(() -> accepts(first), () -> accepts(second));

        assertThat(refused).hasSize(1);
        assertThat(refused.get(0)).hasMessageContaining("mentorId").hasMessageContaining("place");
        assertThat(jdbc.sql("select count(*) from mentoring_pairing where mentor_id = 'eli' and closed_on is null")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(List.of(first, second).stream().filter(request -> !agency.tasks(request, "userTask_acceptMentee")
                        .isEmpty()))
                .as("can still be answered")
                .hasSize(1);
    }

    private ProcessInstance asksForEli(String worker) {
        var request = agency.asks(
                worker,
                "mentoring-assignment",
                form(
                        "mentoringGoal", "Lead groups",
                        "focusAreas", json("[\"group-facilitation\"]"),
                        "preferredMeeting", "any"));
        agency.runs(request, "businessRuleTask_scoreMentors");
        agency.answers(worker, request, "userTask_chooseMentor", form("mentorId", "eli"));
        return request;
    }

    private void accepts(ProcessInstance request) {
        agency.answers("eli", request, "userTask_acceptMentee", form("accepted", true));
    }

    private ProcessInstance learns(String course, String amount) {
        var request = agency.asks(
                "ana",
                "tuition-reimbursement",
                form(
                        "category",
                        "certificate",
                        "courseTitle",
                        course,
                        "provider",
                        "Community college",
                        "startsOn",
                        LocalDate.now().toString(),
                        "endsOn",
                        LocalDate.now().toString(),
                        "requestedAmount",
                        amount,
                        "payment",
                        "reimburse"));
        agency.runs(request, "businessRuleTask_determineAllowance");
        return request;
    }

    private void approves(String person, ProcessInstance request, String amount) {
        agency.answers(person, request, "userTask_approveTuition", form("approvedAmount", amount));
    }

    private ProcessInstance offered(String worker) {
        var request = agency.requestBeforeTheOffer(worker);
        agency.answers(
                "lena",
                request,
                "userTask_confirmOffer",
                form("hourlyRate", "26.40", "effectiveDate", LocalDate.now().plusDays(30) + "", "funding", "funded"));
        return request;
    }

    private String startsAndWaits(String worker, CyclicBarrier bothHaveANumber) {
        return new TransactionTemplate(transactions).execute(uncommitted -> {
            var request = agency.asks(worker, "promotion", form("targetPosition", "peer-2", "careerGoal", "Go on"));
            var number = agency.businessKey(request);
            meet(bothHaveANumber);
            return number;
        });
    }

    private void withdraws(String worker, String number) {
        agency.as(worker, () -> {
            cases.withdraw(number);
            return null;
        });
    }

    private static void saysWhy(Throwable refusal) {
        assertThat(refusal)
                .isInstanceOfAny(FormFieldValidationException.class, BadUserRequestException.class, Refusal.class);
        assertThat(refusal).hasMessageContaining("Nothing was stored.");
    }

    private String position(String worker) {
        return career.worker(worker).orElseThrow().position();
    }

    private boolean isOpen(ProcessInstance request) {
        return runtime.createProcessInstanceQuery()
                        .processInstanceId(request.getId())
                        .count()
                == 1;
    }

    private long timesPassed(ProcessInstance request, String activity) {
        return history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(agency.businessKey(request))
                .list()
                .stream()
                .mapToLong(instance -> history.createHistoricActivityInstanceQuery()
                        .processInstanceId(instance.getId())
                        .activityId(activity)
                        .finished()
                        .count())
                .sum();
    }

    private List<String> ballots(ProcessInstance request) {
        return jdbc.sql("select panelist_id || ' ' || ballot from panel_ballot where case_number = ? order by 1")
                .param(agency.businessKey(request))
                .query(String.class)
                .list();
    }

    /** Both act, and neither writes before the other has read; answers what was refused. */
    private List<Throwable> together(Runnable one, Runnable other) {
        var barrier = new CyclicBarrier(2);
        return atOnce(() -> bothHaveRead.wait(barrier, one), () -> bothHaveRead.wait(barrier, other));
    }

    private static List<Throwable> atOnce(Runnable... acts) {
        var start = new CyclicBarrier(acts.length);
        var people = Executors.newFixedThreadPool(acts.length);
        try {
            var done = new ArrayList<Callable<Optional<Throwable>>>();
            for (var act : acts) {
                done.add(() -> {
                    meet(start);
                    try {
                        act.run();
                        return Optional.empty();
                    } catch (RuntimeException refused) {
                        return Optional.of(refused);
                    }
                });
            }
            var refused = new ArrayList<Throwable>();
            for (var result : people.invokeAll(done)) {
                result.get().ifPresent(refused::add);
            }
            return refused;
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            people.shutdown();
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("The others did not come", e);
        }
    }

    /** The engine tells of a task that ends after it has read it, and writes when the command is done. First of all who listen. */
    private static final class BothHaveRead
            implements ApplicationListener<PayloadApplicationEvent<?>>, PriorityOrdered {

        private final ThreadLocal<CyclicBarrier> waiting = new ThreadLocal<>();

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }

        void wait(CyclicBarrier barrier, Runnable act) {
            waiting.set(barrier);
            act.run();
        }

        @Override
        public void onApplicationEvent(PayloadApplicationEvent<?> event) {
            var barrier = waiting.get();
            if (barrier != null
                    && event.getPayload() instanceof DelegateTask task
                    && List.of("complete", "delete").contains(task.getEventName())) {
                waiting.remove();
                meet(barrier);
            }
        }
    }
}
