package org.peerladder.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.peerladder.TestAgency.form;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.access.Supervision;
import org.peerladder.career.Career;
import org.peerladder.career.RosterFile;
import org.peerladder.cases.Cases;
import org.peerladder.policy.WorkingDays;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** A deadline reminds, asks others and says that we are late. It never decides. */
@ProcessTest
class DeadlinesTest {

    /** A Monday; the whole summer lies before the next years' rows of table holidays. */
    private static final LocalDate MONDAY = LocalDate.of(2027, 7, 12);

    @Autowired
    TestAgency agency;

    @Autowired
    DeadlineSweep sweep;

    @Autowired
    Deadlines deadlines;

    @Autowired
    Outbox outbox;

    @Autowired
    WorkingDays calendar;

    @Autowired
    Supervision supervision;

    @Autowired
    Career career;

    @Autowired
    Cases cases;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TaskService tasks;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @BeforeEach
    void open() {
        itIs(MONDAY);
        agency.open();
    }

    @AfterEach
    void backToToday() {
        ClockUtil.reset();
    }

    @Test
    void aTaskIsDueAfterWorkingDays() {
        var request = agency.assessedRequest("ana");

        assertThat(dayOf(endorse(request).getDueDate())).isEqualTo(MONDAY.plusDays(9));
    }

    @Test
    void theHolderIsRemindedOnce() {
        var request = agency.assessedRequest("ana");
        forgetMails();

        sweepOn(MONDAY.plusDays(2));
        assertThat(mails(request)).isEmpty();
        sweepOn(MONDAY.plusDays(3));
        sweepOn(MONDAY.plusDays(4));

        assertThat(mails(request)).containsExactly("task-reminder marcus");
        assertThat(endorse(request).getAssignee()).isEqualTo("marcus");
    }

    @Test
    void aGroupThatIsAskedIsRemindedAsAGroup() {
        var request = agency.requestBeforeThePanel("ana");
        forgetMails();

        sweepOn(MONDAY.plusDays(2));

        assertThat(mails(request)).containsExactly("task-reminder hr");
    }

    @Test
    void thenOthersAreAskedTooAndTheFirstToTakeItOnDoesIt() {
        var request = agency.assessedRequest("ana");
        forgetMails();

        sweepOn(MONDAY.plusDays(9));

        assertThat(mails(request)).containsExactly("task-escalated dana", "task-shared marcus");
        assertThat(candidates(endorse(request))).containsExactly("directors", "marcus");
        assertThat(deadlines.isLate(agency.businessKey(request))).isFalse();

        agency.as("dana", () -> {
            tasks.claim(endorse(request).getId(), "dana");
            return agency.submits(endorse(request), form("endorsement", "endorse"));
        });
        assertThat(agency.tasks(request, "userTask_endorse")).isEmpty();
    }

    @Test
    void whoHeldItMayStillDoIt() {
        var request = agency.assessedRequest("ana");
        sweepOn(MONDAY.plusDays(9));

        agency.answers("marcus", request, "userTask_endorse", form("endorsement", "endorse"));

        assertThat(agency.tasks(request, "userTask_endorse")).isEmpty();
    }

    @Test
    void whoIsInConflictIsNotAsked() {
        agency.roster(RosterFile.CONFLICTS, "ana,dana,declared");
        var request = agency.assessedRequest("ana");
        forgetMails();

        sweepOn(MONDAY.plusDays(9));

        assertThat(candidates(endorse(request))).containsExactly("lena", "marcus", "rae");
        assertThat(mails(request)).containsExactly("task-escalated lena", "task-escalated rae", "task-shared marcus");
    }

    @Test
    void whoIsAskedAlreadyIsSkipped() {
        var request = agency.assessedRequest("hal");
        assertThat(candidates(endorse(request))).containsExactly("directors");
        forgetMails();

        sweepOn(MONDAY.plusDays(9));

        assertThat(mails(request)).containsExactly("case-late hal");
        assertThat(candidates(endorse(request))).containsExactly("directors");
    }

    @Test
    void atTheEndTheCaseStaysOpenAndWeAreLate() {
        var request = agency.assessedRequest("ana");
        sweepOn(MONDAY.plusDays(9));
        forgetMails();

        sweepOn(MONDAY.plusDays(18));
        sweepOn(MONDAY.plusYears(1));

        assertThat(mails(request)).containsExactly("case-late ana");
        assertThat(deadlines.isLate(agency.businessKey(request))).isTrue();
        assertThat(endorse(request)).isNotNull();

        agency.answers("marcus", request, "userTask_endorse", form("endorsement", "endorse"));
        assertThat(deadlines.isLate(agency.businessKey(request))).isFalse();
    }

    @Test
    void aClockThatJumpsAheadGivesEachGroupItsTime() {
        var request = agency.assessedRequest("ana");
        forgetMails();

        sweepOn(MONDAY.plusYears(3));
        sweepOn(MONDAY.plusYears(3));

        assertThat(mails(request)).containsExactly("task-escalated dana", "task-shared marcus");
    }

    @Test
    void aClockThatJumpsBackDoesNothingTwice() {
        var request = agency.assessedRequest("ana");
        sweepOn(MONDAY.plusDays(3));
        forgetMails();

        sweepOn(MONDAY.minusYears(1));
        sweepOn(MONDAY.plusDays(3));

        assertThat(mails(request)).isEmpty();
    }

    @Test
    void aWorkersOwnTaskStaysTheirsAndIsNeverLate() {
        var request = agency.assessedRequest("ben");
        forgetMails();

        sweepOn(MONDAY.plusDays(7));
        sweepOn(MONDAY.plusDays(14));
        sweepOn(MONDAY.plusYears(1));

        assertThat(mails(request)).containsExactly("task-reminder ben", "worker-waits lena", "worker-waits rae");
        var own = agency.taskOf("ben", request, "userTask_chooseRoute");
        assertThat(own.getAssignee()).isEqualTo("ben");
        assertThat(candidates(own)).isEmpty();
        assertThat(deadlines.isLate(agency.businessKey(request))).isFalse();
    }

    @Test
    void aPrivateViewStaysWithItsReviewer() {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        agency.views(request, "fay", "promote");
        agency.views(request, "dee", "promote");
        forgetMails();

        sweepOn(MONDAY.plusDays(3));
        sweepOn(MONDAY.plusDays(9));

        assertThat(mails(request)).containsExactly("review-late lena", "review-late rae", "task-reminder eli");
        var review = agency.taskOf("eli", request, "userTask_review");
        assertThat(review.getAssignee()).isEqualTo("eli");
        assertThat(candidates(review)).isEmpty();
    }

    @Test
    void whatIsDoneIsDueNoMore() {
        var request = agency.endorsedRequest("ana");
        var number = agency.businessKey(request);
        assertThat(openDeadlines(number)).isEqualTo(1);

        agency.as("ana", () -> {
            cases.withdraw(number);
            return null;
        });

        assertThat(openDeadlines(number)).isZero();
    }

    /** Removed past all listeners. */
    @Test
    void aTaskThatIsGoneIsForgotten() {
        var request = agency.assessedRequest("ana");
        var number = agency.businessKey(request);
        jdbc.sql("update task_deadline set task_id = 'gone' where case_number = ?")
                .param(number)
                .update();

        sweepOn(MONDAY.plusDays(3));

        assertThat(openDeadlines(number)).isZero();
    }

    @Test
    void oneThatFailsDoesNotStopTheOthers() {
        var failing = agency.assessedRequest("ana");
        var other = agency.assessedRequest("hal");
        var number = agency.businessKey(failing);
        forgetMails();
        var outboxThatFails = new Outbox(jdbc, clock) {
            @Override
            void write(List<Notice> notices) {
                if (notices.stream().anyMatch(notice -> number.equals(notice.caseNumber()))) {
                    throw new IllegalStateException("for a test");
                }
                super.write(notices);
            }
        };

        itIs(MONDAY.plusDays(3));
        sweepWith(outboxThatFails).sweep();
        assertThat(mails(failing)).isEmpty();
        assertThat(mails(other)).containsExactly("task-reminder directors");

        sweepOn(MONDAY.plusDays(4));
        assertThat(mails(failing)).containsExactly("task-reminder marcus");
    }

    @Test
    void twoNodesAtOnceAskOnce() throws Exception {
        var requests =
                List.of(agency.assessedRequest("ana"), agency.assessedRequest("ana"), agency.assessedRequest("ana"));
        forgetMails();
        itIs(MONDAY.plusDays(9));

        atOnce(sweep, sweepWith(outbox));

        assertThat(requests).allSatisfy(request -> {
            assertThat(mails(request)).containsExactly("task-escalated dana", "task-shared marcus");
            assertThat(candidates(endorse(request))).containsExactly("directors", "marcus");
        });
    }

    /** The other node has looked at the same page before this one began. */
    @Test
    void whatAnotherNodeHasDoneIsNotDoneAgain() {
        var request = agency.assessedRequest("ana");
        forgetMails();
        var page = new Deadlines(jdbc) {
            @Override
            List<Deadline> due(OffsetDateTime now, Deadline after) {
                var due = super.due(now, after);
                if (after == null) {
                    sweep.sweep();
                }
                return due;
            }
        };

        itIs(MONDAY.plusDays(9));
        sweepWith(page, outbox).sweep();

        assertThat(mails(request)).containsExactly("task-escalated dana", "task-shared marcus");
        assertThat(candidates(endorse(request))).containsExactly("directors", "marcus");
    }

    @Test
    void nobodyWhoWasNotAskedTakesItOn() {
        var request = agency.assessedRequest("ana");
        sweepOn(MONDAY.plusDays(9));

        assertThatThrownBy(() -> agency.answers("lena", request, "userTask_endorse", form("endorsement", "endorse")))
                .isNotNull();
        assertThat(endorse(request)).isNotNull();
    }

    private DeadlineSweep sweepWith(Outbox other) {
        return sweepWith(deadlines, other);
    }

    private DeadlineSweep sweepWith(Deadlines times, Outbox mails) {
        return new DeadlineSweep(times, mails, calendar, supervision, career, engine, transactions, clock);
    }

    private static void atOnce(DeadlineSweep one, DeadlineSweep other) throws Exception {
        var start = new CyclicBarrier(2);
        var nodes = Executors.newFixedThreadPool(2);
        try {
            for (var done : nodes.invokeAll(List.of(sweeping(one, start), sweeping(other, start)))) {
                done.get();
            }
        } finally {
            nodes.shutdown();
        }
    }

    private static Callable<Void> sweeping(DeadlineSweep node, CyclicBarrier start) {
        return () -> {
            start.await(30, TimeUnit.SECONDS);
            node.sweep();
            return null;
        };
    }

    private void sweepOn(LocalDate day) {
        itIs(day);
        sweep.sweep();
    }

    private static void itIs(LocalDate day) {
        // A little later each day, so that what is due by the minute is due
        var minutes = Math.max(0, day.toEpochDay() - MONDAY.toEpochDay());
        ClockUtil.setCurrentTime(Date.from(day.atTime(LocalTime.of(9, 0))
                .plusMinutes(minutes)
                .atZone(ZoneId.systemDefault())
                .toInstant()));
    }

    private Task endorse(ProcessInstance request) {
        return agency.tasks(request, "userTask_endorse").get(0);
    }

    private List<String> candidates(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> link.getType().equals(IdentityLinkType.CANDIDATE))
                .map(DeadlinesTest::who)
                .sorted()
                .toList();
    }

    private static String who(IdentityLink link) {
        return link.getUserId() == null ? link.getGroupId() : link.getUserId();
    }

    private List<String> mails(ProcessInstance request) {
        return jdbc.sql("select kind || ' ' || coalesce(recipient_id, recipient_group) from mail where case_number = ?"
                        + " order by 1")
                .param(agency.businessKey(request))
                .query(String.class)
                .list();
    }

    private void forgetMails() {
        jdbc.sql("delete from mail").update();
    }

    private int openDeadlines(String caseNumber) {
        return jdbc.sql("select count(*) from task_deadline where case_number = ?")
                .param(caseNumber)
                .query(Integer.class)
                .single();
    }

    private static LocalDate dayOf(Date date) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(date.getTime()), ZoneId.systemDefault());
    }
}
