package org.peerladder.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peerladder.TestDatabase;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.peerladder.mentoring.MentoringProcess;
import org.peerladder.notices.Deadlines;
import org.peerladder.policy.AssessedRequirement;
import org.peerladder.policy.Assessments;
import org.peerladder.policy.CareerLadder;
import org.peerladder.tuition.TuitionProcess;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@Tag("both-databases")
@SpringBootTest(properties = "camunda.bpm.process-engine-name=sampleAgency")
@ActiveProfiles({"test", "demo"})
@Import(TestDatabase.class)
class SampleAgencyTest {

    @Autowired
    SampleAgency agency;

    @Autowired
    Career career;

    @Autowired
    CareerLadder ladder;

    @Autowired
    Assessments assessments;

    @Autowired
    IdentityService identityService;

    @Autowired
    TaskService taskService;

    @Autowired
    RuntimeService runtimeService;

    @Autowired
    HistoryService historyService;

    @Autowired
    ManagementService managementService;

    @Autowired
    Deadlines deadlines;

    @Autowired
    SampleRoster roster;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext web;

    @Autowired
    Clock clock;

    @ParameterizedTest
    @CsvSource({
        "ana,    peer-1,          peers",
        "ben,    peer-1,          peers",
        "dee,    peer-2,          peers;panel",
        "eli,    peer-3,          peers;panel",
        "fay,    lead-peer,       peers;panel",
        "gus,    peer-2,          peers;panel",
        "marcus, peer-supervisor, peers;supervisors",
        "lena,   ,                hr",
        "omar,   ,                finance",
        "dana,   ,                directors;managers",
        "cora,   ,                coordinators",
        "kim,    ,                compliance",
        "ivy,    ,                fair-chance",
        "pat,    ,                process-owners"
    })
    void everyoneCanLogInAndHasTheirRole(String id, String position, String groups) {
        var worker = career.worker(id).orElseThrow();
        assertThat(worker.groups()).containsExactlyInAnyOrder(groups.split(";"));
        assertThat(groupsInTheEngine(id)).containsExactlyInAnyOrder(groups.split(";"));
        assertThat(identityService.checkPassword(id, id + "-demo")).isTrue();
        if (position != null) {
            assertThat(worker.position()).isEqualTo(position);
        }
    }

    @Test
    void anaHasEverythingForTheNextStep() {
        assertThat(assessments.assess(career.record("ana"), "peer-2", today()).eligible())
                .isTrue();
    }

    @Test
    void benIsThreeMonthsShortAndNothingElse() {
        var assessment = assessments.assess(career.record("ben"), "peer-2", today());
        assertThat(assessment.eligible()).isFalse();
        assertThat(assessment.missing()).isEqualTo(1);
        assertThat(assessment.missingNotWaivable()).isZero();
        var months = assessment.requirements().stream()
                .filter(row -> row.criterion().equals("months"))
                .findFirst();
        assertThat(months).hasValueSatisfying(row -> assertThat(row.met()).isFalse());
        assertThat(months.map(AssessedRequirement::earliestDate).orElseThrow())
                .isBetween(today().plusMonths(3).minusDays(3), today().plusMonths(3));
        assertThat(career.record("ben").monthsIn(Set.of("peer-1"), today())).isEqualTo(9);
    }

    @Test
    void marcusSupervisesThePeopleOfTheTour() {
        assertThat(career.supervisees("marcus"))
                .extracting(Worker::id)
                .containsExactlyInAnyOrder("ana", "ben", "dee", "gus");
    }

    @Test
    void thePanelHasEnoughPeopleAtAndAboveEachLevel() {
        var panel = career.members("panel");
        assertThat(panel).extracting(Worker::id).contains("dee", "eli", "fay", "gus");
        assertThat(panel)
                .filteredOn(worker -> !worker.id().equals("eli") && "peer-3".equals(worker.position()))
                .hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void aboutFortyPeopleInFourProgrammesArePaidInsideTheirGrade() {
        var everyone = everyone().stream().filter(worker -> !worker.guest()).toList();
        assertThat(everyone).hasSizeBetween(38, 45);
        assertThat(everyone.stream().map(Worker::program).distinct()).hasSize(4);
        assertThat(everyone).filteredOn(Worker::peer).allSatisfy(worker -> {
            assertThat(worker.groups()).contains("peers");
            if (worker.id().equals("iris")) {
                return; // her title is the one to repair
            }
            var position = ladder.position(worker.position());
            assertThat(worker.hourlyRate()).isBetween(position.lowestRate(), position.highestRate());
        });
        assertThat(everyone).filteredOn(worker -> !worker.peer()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dee,    3, 0",
        "gus,    1, 0",
        "eli,    3, 0",
        "kofi,   3, 0",
        "rafael, 3, 0",
        "tess,   3, 1",
        "uma,    3, 1",
        "zoe,    3, 1",
        "gail,   1, 1",
    })
    void mentorsHaveRoom(String mentor, int places, int taken) throws Exception {
        MockMvcBuilders.webAppContextSetup(web)
                .build()
                .perform(get("/api/mentoring/profile").principal(() -> mentor))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.optedIn").value(true))
                .andExpect(jsonPath("$.mayMentor").value(true))
                .andExpect(jsonPath("$.mostPlaces").value(places))
                .andExpect(jsonPath("$.taken").value(taken));
        assertThat(career.worker(mentor).orElseThrow().guest()).isEqualTo(mentor.equals("gail"));
    }

    @ParameterizedTest
    @CsvSource({
        "luis,  userTask_confirmRequest,         1",
        "mina,  userTask_chooseRoute,            1",
        "abel,  userTask_correctRecord,          1",
        "samir, userTask_adviseCompetency,       1",
        "yara,  userTask_decideCompetencyRoute,  1",
        "gus,   userTask_agreeGrowthPlan,        1",
        "ines,  userTask_confirmGrowthPlan,      1",
        "hana,  userTask_endorse,                1",
        "uma,   userTask_endorse,                1",
        "tess,  userTask_endorse,                1",
        "will,  userTask_nameConflicts,          1",
        "pablo, userTask_seatPanel,              1",
        "rafael, userTask_seatPanel,             1",
        "jon,   userTask_review,                 2",
        "kofi,  userTask_giveFeedback,           1",
        "ravi,  userTask_considerAppeal,         1",
        "leah,  userTask_confirmOffer,           1",
        "tomas, userTask_decideFunding,          1",
        "zoe,   userTask_considerOffer,          1",
        "nico,  userTask_resolveHold,            1"
    })
    void requestsWaitInEveryState(String worker, String step, int tasks) {
        assertThat(openSteps("PRM-", worker)).hasSize(tasks).containsOnly(step);
    }

    @ParameterizedTest
    @CsvSource({
        "noor,  userTask_completeRequest",
        "dee,   userTask_approveReleaseTime",
        "leah,  userTask_approveTuition",
        "mina,  userTask_payAdvance",
        "eli,   userTask_submitClaim",
        "jon,   userTask_checkClaim",
        "samir, userTask_payClaim",
        "luis,  userTask_considerAppeal",
        "tess,  userTask_hearAppeal"
    })
    void learningMoneyIsAskedForInEveryState(String worker, String step) {
        assertThat(openSteps("TUI-", worker)).containsExactly(step);
    }

    @ParameterizedTest
    @CsvSource({
        "ravi,  userTask_chooseMentor,    1",
        "luis,  userTask_acceptMentee,    1",
        "leah,  userTask_agreeMentoring,  1",
        "pablo, userTask_checkIn,         2",
        "mina,  userTask_decideHowToGoOn, 1"
    })
    void mentorsAreAskedForInEveryState(String worker, String step, int tasks) {
        assertThat(openSteps("MEN-", worker)).hasSize(tasks).containsOnly(step);
    }

    @Test
    void oneWaitsForAMentorAndOneForTheNextCheckIn() {
        var waiting = request("rosa", MentoringProcess.KEY).getId();
        assertThat(runtimeService.getActiveActivityIds(waiting)).containsExactly("event_mentorAvailable");
        assertThat(runtimeService.getVariable(waiting, "matchSummary"))
                .asString()
                .endsWith(": 1.");
        assertThat(runtimeService.getActiveActivityIds(
                        request("will", MentoringProcess.KEY).getId()))
                .contains("event_nextCheckIn");
    }

    @Test
    void oneMentoringWasCompletedLastMonthAndItsHoursCount() {
        assertThat(ends(MentoringProcess.KEY, "hana")).containsExactly("endEvent_mentoringCompleted");
        assertThat(request("hana", MentoringProcess.KEY).getEndTime())
                .isBefore(Date.from(clock.instant().minus(Duration.ofDays(25))));
        assertThat(career.record("hana").total("mentoring-hours", Set.of("mentee"), null))
                .isEqualByComparingTo("3.5");
    }

    @Test
    void oneCourseIsStillUnderWay() {
        assertThat(runtimeService.getActiveActivityIds(
                        request("kofi", TuitionProcess.KEY).getId()))
                .containsExactly("event_courseEnded");
    }

    @Test
    void oneCourseWasPaidBackLastMonth() {
        var reimbursed = request("maya", TuitionProcess.KEY);
        assertThat(ends(TuitionProcess.KEY, "maya")).containsExactly("endEvent_reimbursed");
        assertThat(ends(TuitionProcess.KEY, "noor")).containsExactly("endEvent_notCompleted");
        assertThat(reimbursed.getEndTime())
                .isBetween(
                        Date.from(clock.instant().minus(Duration.ofDays(40))),
                        Date.from(clock.instant().minus(Duration.ofDays(20))));
        assertThat(jdbc.sql("select count(*) from ledger_entry where case_number = ? and unit = 'USD' and paid_on < ?")
                        .params(reimbursed.getBusinessKey(), today().minusDays(20))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void theClaimToCheckHasAReceiptAndIsLate() {
        var claim = request("jon", TuitionProcess.KEY).getBusinessKey();
        assertThat(jdbc.sql("select name from case_file where case_number = ?")
                        .param(claim)
                        .query(String.class)
                        .list())
                .containsExactly("receipt.pdf");
        assertThat(taskService
                        .createTaskQuery()
                        .processInstanceBusinessKey(claim)
                        .singleResult())
                .satisfies(task -> assertThat(task.getDueDate()).isBefore(new Date()))
                .satisfies(task -> assertThat(taskService.getIdentityLinksForTask(task.getId()))
                        .extracting(IdentityLink::getGroupId)
                        .contains("hr", "directors"));
    }

    @Test
    void everyStepOfThePromotionHasARequestThatWaitsThere() {
        assertThat(taskService.createTaskQuery().processInstanceBusinessKeyLike("PRM-%").list().stream()
                        .map(Task::getTaskDefinitionKey)
                        .distinct())
                .hasSize(17);
        assertThat(runtimeService.getActiveActivityIds(request("vera", "offer").getId()))
                .containsExactly("event_effectiveDateReached");
    }

    @Test
    void oneRequestEndedWithANewPositionAndNewPay() {
        var maya = career.worker("maya").orElseThrow();
        assertThat(maya.position()).isEqualTo("peer-2");
        assertThat(maya.hourlyRate()).isEqualByComparingTo(new BigDecimal("26.20"));
        assertThat(maya.positionSince()).isBefore(today());
    }

    @ParameterizedTest
    @CsvSource({
        "maya,  endEvent_promoted",
        "noor,  endEvent_growthPlanAgreed",
        "pablo, endEvent_notPromoted",
        "jon,   endEvent_offerDeclined",
        "hana,  endEvent_withdrawn"
    })
    void requestsHaveEndedInEveryWay(String worker, String end) {
        assertThat(ends("promotion", worker)).contains(end);
    }

    @Test
    void whatWasNotAnsweredInTimeWasHandedOn() {
        var late = taskService
                .createTaskQuery()
                .processDefinitionKey("promotion")
                .processVariableValueEquals("applicantId", "uma")
                .singleResult();
        assertThat(late.getAssignee()).isNull();
        assertThat(late.getDueDate()).isBefore(new Date());
        assertThat(taskService.getIdentityLinksForTask(late.getId()))
                .extracting(IdentityLink::getGroupId)
                .contains("directors");
        assertThat(deadlines.isLate(request("abel", "promotion").getBusinessKey()))
                .as("late with the last who could be asked")
                .isTrue();
    }

    @Test
    void timesAreConsistent() {
        assertThat(historyService
                        .createHistoricActivityInstanceQuery()
                        .finished()
                        .list())
                .allSatisfy(step -> assertThat(step.getEndTime())
                        .isAfterOrEqualTo(step.getStartTime())
                        .isBeforeOrEqualTo(new Date()));
        assertThat(taskService.createTaskQuery().list())
                .allSatisfy(task -> assertThat(task.getCreateTime()).isBefore(task.getDueDate()));
        assertThat(request("maya", "promotion").getDurationInMillis())
                .isGreaterThan(Duration.ofDays(20).toMillis());
    }

    @Test
    void requestNumbersRiseWithTheDays() {
        assertThat(historyService
                        .createHistoricProcessInstanceQuery()
                        .processDefinitionKey("promotion")
                        .orderByProcessInstanceStartTime()
                        .asc()
                        .list())
                .extracting(request -> request.getBusinessKey().substring(9))
                .isSorted()
                .hasSize(27);
    }

    @Test
    void nobodyIsToldOfWhatHappenedBefore() {
        assertThat(jdbc.sql("select count(*) from mail").query(Integer.class).single())
                .isZero();
    }

    @Test
    void oneRequestIsStuckAndCanBeRepaired() {
        // The request that called the offer shows it too
        var incidents = runtimeService.createIncidentQuery().list().stream()
                .filter(incident -> incident.getId().equals(incident.getRootCauseIncidentId()))
                .toList();
        assertThat(incidents).hasSize(1);
        var incident = incidents.get(0);
        assertThat(incident.getIncidentMessage()).contains("job-descriptions", "Peer Navigator");
        assertThat(incident.getActivityId()).isEqualTo("businessRuleTask_determinePay");
        assertThat(request("iris", "offer").getId()).isEqualTo(incident.getProcessInstanceId());
        assertThat(roster.correction()).contains("iris,Iris,Vance,", ",peer-1,");
    }

    @Test
    void anaAndBenAreFreeToTry() {
        assertThat(openSteps("", "ana")).isEmpty();
        assertThat(openSteps("", "ben")).isEmpty();
    }

    @Test
    void nothingIsLeftToTheJobExecutor() {
        assertThat(managementService.createJobQuery().executable().list())
                .filteredOn(job -> job.getProcessInstanceId() != null)
                .isEmpty();
    }

    @Test
    void startingAgainChangesNothing() {
        var before = state();
        agency.start();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void theLandingPageNamesPeopleWhoExist() throws Exception {
        var page = MockMvcBuilders.webAppContextSetup(web)
                .build()
                .perform(get("/"))
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith("text/html"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        var users = Pattern.compile("<code>([a-z]+)</code>")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(page).contains("PRM-", "TUI-", "MEN-").doesNotContain("{{", "<b>–</b>");
        assertThat(users).contains("ana", "ben", "marcus", "lena", "omar", "cora", "eli", "dana", "pat", "admin");
        assertThat(users).allSatisfy(user -> assertThat(
                        identityService.createUserQuery().userId(user).count())
                .as(user)
                .isEqualTo(1));
    }

    /** Of the requests whose number begins like this. */
    private List<String> openSteps(String prefix, String worker) {
        return taskService
                .createTaskQuery()
                .processInstanceBusinessKeyLike(prefix + "%")
                .processVariableValueEquals("applicantId", worker)
                .list()
                .stream()
                .map(task -> task.getTaskDefinitionKey())
                .toList();
    }

    private List<String> ends(String process, String worker) {
        return historyService
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey(process)
                .variableValueEquals("applicantId", worker)
                .list()
                .stream()
                .flatMap(request -> historyService
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(request.getId())
                        .activityType("noneEndEvent")
                        .list()
                        .stream())
                .map(HistoricActivityInstance::getActivityId)
                .toList();
    }

    /** The only one of this worker. */
    private HistoricProcessInstance request(String worker, String process) {
        return historyService
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey(process)
                .variableValueEquals("applicantId", worker)
                .singleResult();
    }

    private List<String> groupsInTheEngine(String user) {
        return identityService.createGroupQuery().groupMember(user).list().stream()
                .map(group -> group.getId())
                .toList();
    }

    private List<Worker> everyone() {
        return career.workers(identityService.createUserQuery().list().stream()
                .map(user -> user.getId())
                .toList());
    }

    private List<Object> state() {
        return List.of(
                Set.copyOf(everyone()),
                historyService.createHistoricProcessInstanceQuery().count(),
                historyService.createHistoricTaskInstanceQuery().count(),
                taskService.createTaskQuery().count());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
