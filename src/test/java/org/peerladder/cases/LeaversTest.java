package org.peerladder.cases;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.peerladder.TestAgency.form;

import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.career.Career;
import org.peerladder.career.RosterFile;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody leaves the agency while requests are on their way. */
@ProcessTest
class LeaversTest {

    private static final String ANA = "ana,Ana,Alvarez,,North,adult,peer-1,23.00,40,-500d,-500d,marcus,peers,false";
    private static final String BEN = "ben,Ben,Brook,,North,adult,peer-1,22.50,40,-280d,-280d,marcus,peers,false";
    private static final String MARCUS =
            "marcus,Marcus,Moore,,North,adult,peer-supervisor,42.00,40,-2500d,-900d,dana,peers;supervisors,false";
    private static final String LENA = "lena,Lena,Lund,,Office,,HR partner,40.00,40,-2500d,-900d,dana,hr,false";
    private static final String FAY =
            "fay,Fay,Ford,,East,adult,lead-peer,36.00,40,-2000d,-600d,marcus,peers;panel,false";

    @Autowired
    TestAgency agency;

    @Autowired
    Career career;

    @Autowired
    TaskService tasks;

    @Autowired
    HistoryService history;

    @BeforeEach
    void open() {
        agency.open();
    }

    static Stream<Named<BiFunction<TestAgency, String, ProcessInstance>>> stages() {
        return Stream.of(
                Named.of("endorsement", TestAgency::assessedRequest),
                Named.of("naming conflicts", TestAgency::endorsedRequest),
                Named.of("seating the panel", TestAgency::requestBeforeThePanel),
                Named.of("reviews", (agency, worker) -> {
                    var request = agency.requestBeforeThePanel(worker);
                    agency.seats(request, "eli", "fay", "dee");
                    agency.views(request, "eli", "promote");
                    return request;
                }),
                Named.of("offer", TestAgency::requestBeforeTheOffer),
                Named.of("considering the offer", (agency, worker) -> {
                    var request = agency.requestBeforeTheOffer(worker);
                    offers(agency, request);
                    return request;
                }),
                Named.of("effective date", (agency, worker) -> {
                    var request = agency.requestBeforeTheOffer(worker);
                    offers(agency, request);
                    agency.answers(
                            worker,
                            request,
                            "userTask_considerOffer",
                            form("offerDecision", "accept", "announce", false));
                    return request;
                }));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void theRequestOfWhoLeavesStopsInEveryStage(BiFunction<TestAgency, String, ProcessInstance> stage) {
        var request = stage.apply(agency, "ana");

        agency.roster(RosterFile.STAFF, ANA);

        assertThat(request).isEnded().hasPassed("endEvent_withdrawn");
        Assertions.assertThat(openTasks(request)).isEmpty();
        Assertions.assertThat(agency.jobs(request)).isEmpty();
        Assertions.assertThat(career.worker("ana").orElseThrow().position()).isEqualTo("peer-1");
    }

    @Test
    void theRequestOfWhoHasSomethingStillToComeStopsToo() {
        var request = agency.assessedRequest("ben");
        assertThat(request).isWaitingAt("userTask_chooseRoute");

        agency.roster(RosterFile.STAFF, BEN);

        assertThat(request).isEnded().hasPassed("endEvent_withdrawn");
    }

    @Test
    void whenTheSupervisorLeavesADirectorIsAsked() {
        var request = agency.assessedRequest("ana");

        agency.roster(RosterFile.STAFF, MARCUS);

        Assertions.assertThat(agency.taskOf("dana", request, "userTask_endorse").getAssignee())
                .isNull();
        agency.answers("dana", request, "userTask_endorse", form("endorsement", "endorse"));
        assertThat(request).isWaitingAt("userTask_nameConflicts");
    }

    @Test
    void whatSomebodyOfAGroupHadTakenOnIsTheGroupsAgain() {
        var request = agency.requestBeforeThePanel("ana");
        var seat = agency.taskOf("lena", request, "userTask_seatPanel");
        agency.as("lena", () -> {
            tasks.claim(seat.getId(), "lena");
            return null;
        });

        agency.roster(RosterFile.STAFF, LENA);

        Assertions.assertThat(
                        agency.taskOf("rae", request, "userTask_seatPanel").getAssignee())
                .isNull();
        agency.answers(
                "rae", request, "userTask_seatPanel", form("panelists", TestAgency.json("[\"eli\",\"fay\",\"dee\"]")));
        Assertions.assertThat(agency.tasks(request, "userTask_review")).hasSize(3);
    }

    @Test
    void theSeatOfAReviewerWhoLeavesIsFilledAgainAndTheOtherViewsStay() {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        agency.views(request, "eli", "promote");

        agency.roster(RosterFile.STAFF, FAY);
        agency.views(request, "dee", "promote");
        agency.roundIsIn(request);
        agency.runs(request, "businessRuleTask_panelRule");
        agency.seats(request, "ida");
        agency.views(request, "ida", "promote");
        agency.roundIsIn(request);

        assertThat(request).isWaitingAt("callActivity_offer");
    }

    private List<String> openTasks(ProcessInstance request) {
        return tasks.createTaskQuery().processInstanceBusinessKey(agency.businessKey(request)).list().stream()
                .map(task -> task.getTaskDefinitionKey())
                .toList();
    }

    private static void offers(TestAgency agency, ProcessInstance request) {
        agency.answers(
                "lena",
                request,
                "userTask_confirmOffer",
                form("hourlyRate", "26.40", "effectiveDate", LocalDate.now().plusDays(30) + "", "funding", "funded"));
    }
}
