package org.peerladder.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peerladder.TestDatabase;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.peerladder.policy.AssessedRequirement;
import org.peerladder.policy.Assessments;
import org.peerladder.policy.CareerLadder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
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
        var everyone = everyone();
        assertThat(everyone).hasSizeBetween(38, 45);
        assertThat(everyone.stream().map(Worker::program).distinct()).hasSize(4);
        assertThat(everyone).filteredOn(Worker::peer).allSatisfy(worker -> {
            assertThat(worker.groups()).contains("peers");
            var position = ladder.position(worker.position());
            assertThat(worker.hourlyRate()).isBetween(position.lowestRate(), position.highestRate());
        });
        assertThat(everyone).filteredOn(worker -> !worker.peer()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "hana,  userTask_endorse,      1",
        "tess,  userTask_endorse,      1",
        "pablo, userTask_seatPanel,    1",
        "jon,   userTask_review,       2",
        "leah,  userTask_confirmOffer, 1"
    })
    void requestsWaitInDifferentStages(String worker, String step, int tasks) {
        assertThat(openSteps(worker)).hasSize(tasks).containsOnly(step);
    }

    @Test
    void oneRequestEndedWithANewPositionAndNewPay() {
        var maya = career.worker("maya").orElseThrow();
        assertThat(maya.position()).isEqualTo("peer-2");
        assertThat(maya.hourlyRate()).isEqualByComparingTo(new BigDecimal("26.20"));
        assertThat(ends("maya")).containsExactly("endEvent_promoted");
    }

    @Test
    void oneRequestEndedWithAGrowthPlan() {
        assertThat(ends("noor")).containsExactly("endEvent_growthPlanAgreed");
    }

    @Test
    void anaAndBenAreFreeToTry() {
        assertThat(openSteps("ana")).isEmpty();
        assertThat(openSteps("ben")).isEmpty();
    }

    @Test
    void nothingIsLeftToTheJobExecutor() {
        assertThat(managementService.createJobQuery().executable().list()).isEmpty();
        assertThat(runtimeService.createIncidentQuery().list()).isEmpty();
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
        assertThat(users).contains("ana", "ben", "marcus", "lena", "eli", "dana", "pat", "admin");
        assertThat(users).allSatisfy(user -> assertThat(
                        identityService.createUserQuery().userId(user).count())
                .as(user)
                .isEqualTo(1));
    }

    private List<String> openSteps(String worker) {
        return taskService.createTaskQuery().processVariableValueEquals("applicantId", worker).list().stream()
                .map(task -> task.getTaskDefinitionKey())
                .toList();
    }

    private List<String> ends(String worker) {
        var request = historyService
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey("promotion")
                .variableValueEquals("applicantId", worker)
                .singleResult();
        return historyService
                .createHistoricActivityInstanceQuery()
                .processInstanceId(request.getId())
                .activityType("noneEndEvent")
                .list()
                .stream()
                .map(HistoricActivityInstance::getActivityId)
                .toList();
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
