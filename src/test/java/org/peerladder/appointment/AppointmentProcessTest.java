package org.peerladder.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.peerladder.TestAgency.form;
import static org.peerladder.TestAgency.json;
import static org.peerladder.appointment.OpenPost.list;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.career.Career;
import org.peerladder.career.RosterFile;
import org.peerladder.cases.Cases;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ProcessTest
class AppointmentProcessTest {

    @Autowired
    TestAgency agency;

    @Autowired
    Vacancies vacancies;

    @Autowired
    SupervisionPlans plans;

    @Autowired
    Candidacies candidacies;

    @Autowired
    Cases cases;

    @Autowired
    Career career;

    @Autowired
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcClient jdbc;

    OpenPost post;

    @BeforeEach
    void open() {
        agency.open();
        post = new OpenPost(agency).staffed();
    }

    @Test
    void aSupervisorIsFoundInsideAndAppointed() {
        var vacancy = post.opened();
        assertThat(agency.businessKey(vacancy)).matches("SUP-\\d{4}-\\d{4,}");
        assertThat(vacancy).isWaitingAt("userTask_confirmReadiness");
        post.ready(vacancy);
        agency.runs(vacancy, "businessRuleTask_findCandidates");
        assertThat(agency.tasks(vacancy, "userTask_applyForPost"))
                .extracting(task -> task.getAssignee())
                .containsExactlyInAnyOrder("eli", "fay");
        post.applies(vacancy, "eli");
        post.applies(vacancy, "fay", "vic");
        agency.runs(vacancy, "event_callClosed");
        post.reviewed(vacancy, "eli", "fay");
        assertThat(vacancy).isWaitingAt("userTask_selectCandidate");
        post.selects("dana", vacancy, "eli");
        assertThat(vacancy).isWaitingAt("receiveTask_awaitAppeals");
        post.othersHeard(vacancy, "fay");
        agency.runs(vacancy, "serviceTask_makeConditionalOffer");
        assertThat(vacancy).isWaitingAt("userTask_assignSupervisees");
        post.assigns(vacancy, "ana", "ben");
        agency.answers("ana", vacancy, "userTask_considerSupervisor", form());
        agency.answers("ben", vacancy, "userTask_considerSupervisor", form("notAssigned", true));
        agency.runs(vacancy, "userTask_considerSupervisor");
        post.accepts(vacancy);

        assertThat(career.worker("eli").orElseThrow().position()).isEqualTo("peer-supervisor");
        assertThat(career.worker("ana").orElseThrow().supervisorId()).isEqualTo("eli");
        assertThat(career.worker("ben").orElseThrow().supervisorId())
                .as("asked not to be assigned, without a reason")
                .isEqualTo("marcus");
        assertThat(identity.createUserQuery().memberOfGroup("supervisors").list())
                .extracting(user -> user.getId())
                .contains("eli");
        for (int day : List.of(30, 60, 90)) {
            assertThat(vacancy).isWaitingAt("event_timeToAsk");
            assertThat(runtime.getVariable(execution(vacancy, "event_timeToAsk"), "checkDay"))
                    .isEqualTo(day);
            agency.runs(vacancy, "event_timeToAsk");
            goes(vacancy, "eli", "4");
            goes(vacancy, "ana", "3");
            agency.runs(vacancy, "userTask_firstDaysCheck");
        }

        assertThat(vacancy).isEnded().hasPassed("endEvent_supervisorAppointed");
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(agency.businessKey(vacancy))
                        .count())
                .as("no candidacy is left")
                .isZero();
    }

    @Test
    void nobodyIsAskedWhoDoesNotQualify() {
        var vacancy = post.called();

        assertThat(agency.tasks(vacancy, "userTask_applyForPost"))
                .extracting(task -> task.getAssignee())
                .doesNotContain("dee", "ana", "ida", "marcus");
    }

    @Test
    void whoIsNotYetThereComesAndSeesWhatIsStillToCome() {
        var vacancy = post.called();
        candidacies.come(agency.businessKey(vacancy), "dee");
        post.says(vacancy, "dee", "what-is-missing");
        var task = agency.taskOf("dee", vacancy, "userTask_applyForPost");
        assertThat(agency.variable(task, "summary")).asString().contains("still to go");
        assertThatThrownBy(() -> post.applies(vacancy, "dee"))
                .hasMessageContaining("interest")
                .hasMessageContaining("24 months");
        post.says(vacancy, "dee", "no");

        assertThat(agency.tasks(vacancy, "userTask_applyForPost"))
                .extracting(each -> each.getAssignee())
                .doesNotContain("dee");
        candidacies.come(agency.businessKey(vacancy), "dee");
        assertThat(agency.tasks(vacancy, "userTask_applyForPost"))
                .extracting(each -> each.getAssignee())
                .contains("dee");
    }

    @Test
    void whatIsMissingIsReadAnewEachTime() {
        var vacancy = post.called();
        candidacies.come(agency.businessKey(vacancy), "jon");
        assertThatThrownBy(() -> post.applies(vacancy, "jon")).hasMessageContaining("interest");
        agency.roster(RosterFile.CREDENTIALS, "jon,CPSS,CA,J-1,full,active,-400d,2099-12-31");
        agency.roster(RosterFile.RECORDS, "jon,supervised-hours,4100,-1400d,-10d,log");
        post.says(vacancy, "jon", "what-is-missing");
        var task = agency.taskOf("jon", vacancy, "userTask_applyForPost");

        assertThat(agency.variable(task, "summary")).isEqualTo("You have everything");
        assertThat(agency.variable(task, "dueLater")).asString().contains("within 6 months of the first day");
        post.applies(vacancy, "jon");
    }

    @Test
    void nobodyComesTwiceOrWhenTheCallIsClosed() {
        var vacancy = post.called();
        var number = agency.businessKey(vacancy);
        assertThatThrownBy(() -> candidacies.come(number, "eli")).hasMessageContaining("already");
        assertThatThrownBy(() -> candidacies.come(number, "nobody")).hasMessageContaining("candidateId");
        post.applies(vacancy, "eli");
        agency.runs(vacancy, "event_callClosed");

        assertThatThrownBy(() -> candidacies.come(number, "dee")).hasMessageContaining("no open call");
        assertThatThrownBy(() -> post.applies(vacancy, "fay"))
                .hasMessageContaining("the call for this post is closed".substring(4));
        agency.runs(vacancy, "event_applicationClosed");
        assertThat(agency.tasks(vacancy, "userTask_applyForPost")).isEmpty();
    }

    @Test
    void theCallIsExtendedOnceAndThenTheDirectorsDecide() {
        var vacancy = post.called();
        post.says(vacancy, "fay", "no");
        agency.runs(vacancy, "event_callClosed");
        assertThat(vacancy).hasPassed("serviceTask_extendCall");
        agency.runs(vacancy, "event_applicationClosed");
        agency.runs(vacancy, "businessRuleTask_findCandidates");
        assertThat(agency.tasks(vacancy, "userTask_applyForPost"))
                .as("told again")
                .extracting(task -> task.getAssignee())
                .containsExactlyInAnyOrder("eli", "fay");
        agency.runs(vacancy, "event_callClosed");
        assertThat(vacancy).isWaitingAt("userTask_decideOnCall");
        assertThatThrownBy(() -> decides(vacancy, "extend", LocalDate.now().plusDays(1)))
                .hasMessageContaining("newClosesOn");
        agency.runs(vacancy, "event_applicationClosed");
        decides(vacancy, "extend", LocalDate.now().plusDays(20));
        agency.runs(vacancy, "businessRuleTask_findCandidates");
        post.applies(vacancy, "eli");
        agency.runs(vacancy, "event_callClosed");

        agency.runs(vacancy, "businessRuleTask_panelRule");
        assertThat(vacancy).isWaitingAt("userTask_seatPanel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open-outside", "stop"})
    void thePostIsNotFilledFromInside(String decision) {
        var vacancy = post.called();
        agency.runs(vacancy, "event_callClosed");
        agency.runs(vacancy, "event_applicationClosed");
        agency.runs(vacancy, "businessRuleTask_findCandidates");
        agency.runs(vacancy, "event_callClosed");
        decides(vacancy, decision, null);

        assertThat(vacancy).isEnded().hasPassed("endEvent_noAppointment");
        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(vacancy.getId())
                        .variableName("callDecision")
                        .list())
                .as("recorded")
                .extracting(variable -> variable.getValue())
                .contains(decision);
    }

    @Test
    void noCandidateSitsOnThePanelNorWhomTheyNamed() {
        var vacancy = post.called();
        post.applies(vacancy, "eli", "ida");
        post.applies(vacancy, "fay");
        agency.runs(vacancy, "event_callClosed");
        agency.runs(vacancy, "businessRuleTask_panelRule");

        assertThatThrownBy(() -> agency.seats(vacancy, "fay", "jon", "kay")).hasMessageContaining("panelists");
        assertThatThrownBy(() -> agency.seats(vacancy, "ida", "jon", "kay")).hasMessageContaining("panelists");
        agency.seats(vacancy, "dee", "jon", "kay");
        assertThat(agency.tasks(vacancy, "userTask_review")).hasSize(6);
    }

    @Test
    void onlyTheRecommendedCanBeSelectedAndTheOtherHearsWhy() {
        var vacancy = post.applied();
        post.reviewed(vacancy, "fay");
        assertThatThrownBy(() -> post.selects("dana", vacancy, "eli")).hasMessageContaining("selectedId");
        assertThat(vacancy).isWaitingAt("userTask_selectCandidate");
        post.selects("dana", vacancy, "fay");
        var feedback = agency.taskOf("marcus", vacancy, "userTask_giveFeedback");

        assertThat(agency.variable(feedback, "applicantName")).isEqualTo("Eli Evans");
        assertThat(agency.variable(feedback, "selectionReason")).asString().contains("Leads by listening");
        assertThat(agency.variable(feedback, "reviewNotes")).asString().contains("Delegating more");
    }

    @Test
    void whoIsInConflictWithACandidateDoesNotSelect() {
        agency.roster(RosterFile.CONFLICTS, "dana,fay,declared");
        var vacancy = post.recommended();

        assertThatThrownBy(() -> post.selects("dana", vacancy, "eli")).isNotNull();
        post.selects("rosa", vacancy, "eli");
    }

    @Test
    void whenThePanelRecommendsNobodyAllAreHeardAndTheDirectorsDecide() {
        var vacancy = post.applied();
        post.reviewed(vacancy);
        agency.runs(vacancy, "serviceTask_tellCandidates");
        assertThat(agency.tasks(vacancy, "userTask_giveFeedback")).hasSize(2);
        for (var feedback : agency.tasks(vacancy, "userTask_giveFeedback")) {
            agency.as("marcus", () -> agency.submits(feedback, form("feedback", "Strong with groups")));
        }
        for (var candidate : List.of("eli", "fay")) {
            agency.answers(candidate, vacancy, "userTask_considerAppeal", form("appeal", false));
        }

        assertThat(vacancy).isWaitingAt("userTask_decideOnCall");
    }

    @Test
    void aGrantedAppealMakesTheSelectionAnewBySomebodyElse() {
        var vacancy = post.recommended();
        post.selects("dana", vacancy, "eli");
        agency.answers("marcus", vacancy, "userTask_giveFeedback", form("feedback", "Strong with groups"));
        agency.answers(
                "fay",
                vacancy,
                "userTask_considerAppeal",
                form("appeal", true, "appealGrounds", "I led it for a year"));
        assertThatThrownBy(() -> hears("dana", vacancy, true))
                .as("who selected")
                .isNotNull();
        assertThatThrownBy(() -> agency.answers("lena", vacancy, "userTask_hearAppeal", form("appealGranted", false)))
                .hasMessageContaining("reasonCode");
        hears("lena", vacancy, true);
        assertThat(vacancy).isWaitingAt("userTask_selectCandidate");
        assertThatThrownBy(() -> post.selects("dana", vacancy, "fay")).isNotNull();
        post.selects("rosa", vacancy, "fay");

        assertThat(agency.tasks(vacancy, "userTask_giveFeedback"))
                .as("now eli hears why")
                .singleElement()
                .satisfies(task ->
                        assertThat(agency.variable(task, "applicantName")).isEqualTo("Eli Evans"));
        agency.answers("marcus", vacancy, "userTask_giveFeedback", form("feedback", "Strong with groups"));
        agency.answers("eli", vacancy, "userTask_considerAppeal", form("appeal", false));
        assertThat(vacancy).isWaitingAt("serviceTask_makeConditionalOffer");
    }

    @Test
    void aLostAppealIsHeardOnce() {
        var vacancy = post.recommended();
        post.selects("dana", vacancy, "eli");
        agency.answers("marcus", vacancy, "userTask_giveFeedback", form("feedback", "Strong with groups"));
        agency.answers("fay", vacancy, "userTask_considerAppeal", form("appeal", true));
        agency.answers(
                "rosa",
                vacancy,
                "userTask_hearAppeal",
                form("appealGranted", false, "reasonCode", "evidence-not-enough", "whatWouldChange", "One more team"));
        agency.runs(vacancy, "serviceTask_makeConditionalOffer");
        cases.stop(agency.businessKey(vacancy), "eli");
        post.selects("dana", vacancy, "fay");
        agency.runs(vacancy, "serviceTask_makeConditionalOffer");
        cases.stop(agency.businessKey(vacancy), "fay");
        agency.runs(vacancy, "serviceTask_tellCandidates");

        assertThat(vacancy).isWaitingAt("userTask_decideOnCall");
    }

    @Test
    void whoAppealedBeforeHearsWhyOnceMore() {
        agency.roster(RosterFile.CREDENTIALS, "jon,CPSS,CA,J-1,full,active,-400d,2099-12-31");
        agency.roster(RosterFile.RECORDS, "jon,supervised-hours,4100,-1400d,-10d,log");
        var vacancy = post.called();
        for (var person : List.of("eli", "fay", "jon")) {
            post.applies(vacancy, person);
        }
        agency.runs(vacancy, "event_callClosed");
        agency.runs(vacancy, "businessRuleTask_panelRule");
        agency.seats(vacancy, "ida", "dee", "kay");
        allRecommend(vacancy);
        post.selects("dana", vacancy, "eli");
        feedback(vacancy);
        agency.answers("fay", vacancy, "userTask_considerAppeal", form("appeal", true));
        agency.answers("jon", vacancy, "userTask_considerAppeal", form("appeal", false));
        hears("lena", vacancy, true);
        post.selects("rosa", vacancy, "jon");
        feedback(vacancy);

        assertThat(agency.tasks(vacancy, "userTask_considerAppeal"))
                .as("fay has been heard")
                .extracting(task -> task.getAssignee())
                .containsExactly("eli");
    }

    @Test
    void thePostWaitsTheDaysForAnAppealAndNotLonger() {
        var vacancy = post.recommended();
        post.selects("dana", vacancy, "eli");
        agency.answers("marcus", vacancy, "userTask_giveFeedback", form("feedback", "Strong with groups"));
        agency.runs(vacancy, "event_appealWindowClosed");
        assertThat(vacancy).isWaitingAt("serviceTask_makeConditionalOffer");
        agency.runs(vacancy, "serviceTask_makeConditionalOffer");
        agency.answers("fay", vacancy, "userTask_considerAppeal", form("appeal", true));
        hears("lena", vacancy, true);

        assertThat(vacancy).as("given, but the next one is hers first").isWaitingAt("userTask_assignSupervisees");
        assertThat(jdbc.sql("select worker_id from first_call")
                        .query(String.class)
                        .list())
                .containsExactly("fay");
    }

    @Test
    void thePostWaitsForAnAppealThatIsBeingHeard() {
        var vacancy = post.recommended();
        post.selects("dana", vacancy, "eli");
        agency.answers("marcus", vacancy, "userTask_giveFeedback", form("feedback", "Strong with groups"));
        agency.answers("fay", vacancy, "userTask_considerAppeal", form("appeal", true));
        agency.runs(vacancy, "event_appealWindowClosed");
        assertThat(vacancy).isWaitingAt("event_appealsHeard");
        hears("lena", vacancy, true);

        assertThat(vacancy).isWaitingAt("userTask_selectCandidate");
    }

    @Test
    void theOnlyCandidateIsSelectedWithoutWaiting() {
        var vacancy = post.called();
        post.applies(vacancy, "eli");
        agency.runs(vacancy, "event_callClosed");
        post.reviewed(vacancy, "eli");
        post.selects("dana", vacancy, "eli");

        assertThat(vacancy).isWaitingAt("serviceTask_makeConditionalOffer");
    }

    @Test
    void whatTheTableDoesNotKnowIsAskedOfCompliance() {
        var vacancy = post.offered("state", "ZZ", "payers", json("[\"medicaid\",\"not-billed\"]"));
        assertThat(vacancy).isWaitingAt("userTask_pairClinician");
        assertThatThrownBy(() -> pairs(vacancy, Map.of())).hasMessageContaining("row1");
        assertThatThrownBy(() -> pairs(vacancy, Map.of("scope", "peer-with-clinician")))
                .hasMessageContaining("clinicianId");
        assertThatThrownBy(() -> pairs(vacancy, Map.of("scope", "clinician-only", "clinicianId", "kim")))
                .hasMessageContaining("clinicianId");
        assertThat(vacancy).isWaitingAt("userTask_pairClinician");
        pairs(vacancy, Map.of("scope", "peer-with-clinician", "clinicianId", "felix"));

        assertThat(vacancy).isWaitingAt("userTask_assignSupervisees");
        assertThat(jdbc.sql("select scope || ' ' || clinician_id from supervision_plan")
                        .query(String.class)
                        .single())
                .isEqualTo("peer-with-clinician felix");
    }

    @Test
    void aClinicianWhoseLicenceHasLapsedIsNone() {
        var vacancy = post.offered("state", "TX", "payers", json("[\"medicaid\"]"));
        agency.roster(RosterFile.CREDENTIALS, "felix,LCSW,CA,L-1,full,lapsed,-400d,2099-12-31");

        assertThatThrownBy(() -> pairs(vacancy, Map.of("scope", "peer-with-clinician", "clinicianId", "felix")))
                .hasMessageContaining("clinicianId");
    }

    @Test
    void noMoreAreAssignedThanFit() {
        var more = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            more.append("w0%d,Wes,No%d,,North,adult,peer-1,22.00,40,-200d,-200d,marcus,peers,true\n".formatted(i, i));
        }
        agency.roster(RosterFile.STAFF, more.toString());
        var vacancy = post.offered();
        assertThatThrownBy(() -> post.assigns(vacancy, "w00", "w01", "w02", "w03", "w04", "w05", "w06", "w07"))
                .hasMessageContaining("supervisees")
                .hasMessageContaining("8 full-time equivalents");
        assertThatThrownBy(() -> post.assigns(vacancy, "w00", "w01", "w02", "w03", "w04", "w05", "w06", "gus"))
                .as("seven and a half")
                .hasMessageContaining("7.5 full-time equivalents");
        assertThat(plans.of(agency.businessKey(vacancy), "planned")).isEmpty();
        post.assigns(vacancy, "w00", "w01", "w02", "w03", "w04", "w05", "w06");

        assertThat(agency.tasks(vacancy, "userTask_considerSupervisor")).hasSize(7);
    }

    @ParameterizedTest
    @CsvSource({"eli", "marcus", "dana", "lena", "nobody"})
    void whoCannotBeSupervisedIsRefused(String person) {
        var vacancy = post.offered();

        assertThatThrownBy(() -> post.assigns(vacancy, person)).hasMessageContaining("supervisees");
    }

    @Test
    void somebodySupervisesUntilTheFirstDay() {
        var vacancy = post.offered();
        agency.answers(
                "dana",
                vacancy,
                "userTask_assignSupervisees",
                form("supervisees", list("hal"), "interimSupervisorId", "marcus"));

        assertThat(career.worker("hal").orElseThrow().supervisorId())
                .as("hal had nobody")
                .isEqualTo("marcus");
        assertThat(agency.variable(agency.taskOf("hal", vacancy, "userTask_considerSupervisor"), "interims"))
                .asString()
                .contains("Marcus Moore");
    }

    @Test
    void aDeclinedOfferGoesToTheNext() {
        var vacancy = post.offered();
        post.assigns(vacancy, "ana");
        agency.runs(vacancy, "businessRuleTask_determinePay");
        agency.answers(
                "lena",
                vacancy,
                "userTask_confirmOffer",
                form("hourlyRate", "42.00", "effectiveDate", LocalDate.now().toString(), "funding", "funded"));
        agency.answers("eli", vacancy, "userTask_considerOffer", form("offerDecision", "decline"));
        assertThat(vacancy).isWaitingAt("userTask_selectCandidate");
        assertThat(plans.of(agency.businessKey(vacancy), "planned", "effective"))
                .isEmpty();
        assertThat(vacancies
                        .candidacy(agency.businessKey(vacancy), "eli")
                        .orElseThrow()
                        .state())
                .isEqualTo("ended");
        post.selects("dana", vacancy, "fay");

        assertThat(vacancy).isWaitingAt("serviceTask_makeConditionalOffer");
    }

    @Test
    void aCredentialThatLapsesByTheFirstDayHoldsTheOffer() {
        var vacancy = post.offered();
        post.assigns(vacancy, "ana");
        agency.roster(RosterFile.CREDENTIALS, "eli,CPSS,CA,E-1,full,lapsed,-400d,2099-12-31");
        post.accepts(vacancy);

        assertThat(agency.tasks(vacancy, "userTask_resolveHold")).hasSize(1);
        assertThat(career.worker("eli").orElseThrow().position()).isEqualTo("peer-3");
        assertThat(career.worker("ana").orElseThrow().supervisorId()).isEqualTo("marcus");
    }

    @Test
    void inTheFirstDaysThereIsAWayBack() {
        var vacancy = post.appointed();
        agency.runs(vacancy, "event_timeToAsk");
        agency.answers(
                "eli",
                vacancy,
                "userTask_firstDaysCheck",
                form("goingWell", "1", "enoughSupport", false, "returnToFormerPost", true));
        agency.runs(vacancy, "userTask_firstDaysCheck");

        assertThat(vacancy).isEnded().hasPassed("serviceTask_returnToFormerPost", "endEvent_noAppointment");
        isBack();
    }

    @Test
    void theWayBackIsOpenOnAnyDay() {
        var vacancy = post.appointed();
        cases.stop(agency.businessKey(vacancy), "eli");

        assertThat(vacancy).isEnded().hasPassed("event_newSupervisorWithdrew", "endEvent_noAppointment");
        isBack();
    }

    private void isBack() {
        var eli = career.worker("eli").orElseThrow();
        assertThat(eli.position()).isEqualTo("peer-3");
        assertThat(eli.hourlyRate()).isEqualByComparingTo("31.00");
        assertThat(career.worker("ana").orElseThrow().supervisorId()).isEqualTo("marcus");
        assertThat(career.worker("hal").orElseThrow().supervisorId()).isNull();
        assertThat(career.record("eli").positions())
                .as("written as what it was")
                .extracting(held -> held.position())
                .containsExactly("peer-3", "peer-supervisor", "peer-3");
        assertThat(identity.createUserQuery().memberOfGroup("supervisors").list())
                .extracting(user -> user.getId())
                .doesNotContain("eli");
    }

    @Test
    void onlyTheSupervisorHasTheWayBack() {
        var vacancy = post.appointed();
        agency.runs(vacancy, "event_timeToAsk");
        agency.answers(
                "ana",
                vacancy,
                "userTask_firstDaysCheck",
                form("goingWell", "1", "enoughSupport", false, "returnToFormerPost", true));
        agency.runs(vacancy, "userTask_firstDaysCheck");

        assertThat(vacancy).isWaitingAt("userTask_firstDaysCheck");
        assertThat(career.worker("eli").orElseThrow().position()).isEqualTo("peer-supervisor");
    }

    @Test
    void whatIsSaidInTheFirstDaysIsShownInSumOnly() {
        var vacancy = post.appointed();
        var number = agency.businessKey(vacancy);
        agency.runs(vacancy, "event_timeToAsk");
        goes(vacancy, "eli", "4");
        goes(vacancy, "ana", "3");
        assertThat(vacancies.sums(number, 3)).isEmpty();
        goes(vacancy, "ben", "2");
        agency.runs(vacancy, "event_questionClosed");

        assertThat(vacancies.sums(number, 3)).singleElement().satisfies(sum -> {
            assertThat(sum.answers()).isEqualTo(3);
            assertThat(sum.goingWell()).isEqualTo(3.0);
            assertThat(sum.enoughSupport()).isEqualTo(3);
        });
        assertThat(vacancy).isWaitingAt("event_timeToAsk");
        for (var name : List.of("goingWell", "enoughSupport", "returnToFormerPost")) {
            assertThat(history.createHistoricVariableInstanceQuery()
                            .variableName(name)
                            .list())
                    .isEmpty();
        }
    }

    @Test
    void theDirectorsMayStopIt() {
        var vacancy = post.recommended();
        assertThat(cases.mayStop(agency.businessKey(vacancy), "marcus")).isFalse();
        assertThat(cases.mayStop(agency.businessKey(vacancy), "rosa")).isTrue();
        cases.stop(agency.businessKey(vacancy), "rosa");

        assertThat(vacancy).isEnded().hasPassed("endEvent_withdrawn");
        assertThat(jdbc.sql("select count(*) from mail where kind = 'vacancy-withdrawn'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    static Stream<Arguments> stages() {
        return Stream.of("applying", "applied", "panel", "selection", "selected", "offer", "supervision", "first days")
                .map(Arguments::of);
    }

    private ProcessInstance at(String stage) {
        return switch (stage) {
            case "applying" -> {
                var vacancy = post.called();
                post.applies(vacancy, "fay");
                yield vacancy;
            }
            case "applied" -> {
                var vacancy = post.called();
                post.applies(vacancy, "fay");
                post.applies(vacancy, "eli");
                yield vacancy;
            }
            case "panel" -> {
                var vacancy = post.applied();
                agency.runs(vacancy, "businessRuleTask_panelRule");
                agency.seats(vacancy, "ida", "jon", "kay");
                yield vacancy;
            }
            case "selection" -> post.recommended();
            case "selected" -> {
                var vacancy = post.recommended();
                post.selects("dana", vacancy, "eli");
                yield vacancy;
            }
            case "offer" -> post.offered();
            case "supervision" -> {
                var vacancy = post.offered();
                post.assigns(vacancy, "ana");
                yield vacancy;
            }
            default -> post.appointed();
        };
    }

    /** The other candidate has every chance; nobody who left is asked, reviewed, selected or appointed. */
    @ParameterizedTest
    @MethodSource("stages")
    void aCandidateWhoLeavesIsOutAndTheOthersGoOn(String stage) {
        var vacancy = at(stage);
        agency.roster(
                RosterFile.STAFF, "eli,Eli,Evans,eli@example.org,South,adult,,,40,-1500d,-600d,marcus,peers,false");
        agency.jobs(vacancy).forEach(job -> assertThat(job.getRetries()).isPositive());
        var left = vacancies.candidacy(agency.businessKey(vacancy), "eli").orElseThrow();

        assertThat(left.state()).isIn("withdrew", "closed");
        assertThat(Stream.of("userTask_applyForPost", "userTask_considerOffer", "userTask_firstDaysCheck")
                        .flatMap(key -> agency.tasks(vacancy, key).stream())
                        .filter(task -> "eli".equals(task.getAssignee())))
                .isEmpty();
        switch (stage) {
            case "panel" -> {
                for (var reviewer : List.of("ida", "jon", "kay")) {
                    agency.views(vacancy, reviewer, "promote");
                }
                assertThat(agency.tasks(vacancy, "userTask_review"))
                        .as("only fay was still to be reviewed")
                        .isEmpty();
            }
            case "selection", "offer", "supervision" -> {
                post.selects("dana", vacancy, "fay");
                assertThat(vacancy).isWaitingAt("serviceTask_makeConditionalOffer");
            }
            case "selected" -> {
                post.othersHeard(vacancy, "fay");
                post.selects("dana", vacancy, "fay");
                assertThat(vacancy).isWaitingAt("serviceTask_makeConditionalOffer");
            }
            case "first days" -> assertThat(vacancy).isEnded().hasPassed("endEvent_noAppointment");
            default -> assertThat(vacancy).isWaitingAt("event_callClosed");
        }
    }

    /** Nobody else waits for a candidate who has withdrawn while others are heard. */
    @Test
    void whoWithdrawsInsteadOfAppealingHoldsNobodyUp() {
        var vacancy = at("selected");
        cases.stop(agency.businessKey(vacancy), "fay");

        assertThat(vacancy).isWaitingAt("serviceTask_makeConditionalOffer");
    }

    @Test
    void aSuperviseeWhoLeavesIsNotAssigned() {
        var vacancy = at("supervision");
        agency.roster(RosterFile.STAFF, "ana,Ana,Alvarez,ana@example.org,North,adult,,,40,-500d,-500d,,peers,false");
        post.accepts(vacancy);

        assertThat(plans.of(agency.businessKey(vacancy), "effective")).isEmpty();
        assertThat(career.worker("eli").orElseThrow().position()).isEqualTo("peer-supervisor");
    }

    @ParameterizedTest
    @CsvSource({
        "position, peer-3",
        "position, chief",
        "state, california",
        "closesOn, 2020-01-01",
        "closesOn, 2027-02-30",
        "programId, ''",
    })
    void aPostThatCannotBeIsRefused(String field, String value) {
        assertThatThrownBy(() -> post.opened(field, value)).hasMessageContaining(field);
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(AppointmentProcess.KEY)
                        .count())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"services, []", "payers, []", "services, [\"surgery\"]"})
    void aPostWithoutServicesIsRefused(String field, String value) {
        assertThatThrownBy(() -> post.opened(field, json(value))).hasMessageContaining(field);
    }

    @Test
    void withoutReadinessNoPostIsOpened() {
        var vacancy = post.opened();

        assertThatThrownBy(() -> agency.answers(
                        "dana",
                        vacancy,
                        "userTask_confirmReadiness",
                        form("dutiesInScope", true, "gradeSet", true, "supervisionTime", true)))
                .hasMessageContaining("ownSupervision");
        assertThat(vacancy).isWaitingAt("userTask_confirmReadiness");
    }

    @Test
    void onlyDirectorsAndHrOpenAPost() {
        assertThatThrownBy(() -> agency.asks("eli", AppointmentProcess.KEY, OpenPost.post()))
                .isNotNull();
        assertThat(agency.asks("lena", AppointmentProcess.KEY, OpenPost.post())).isNotNull();
    }

    @Test
    void aMessageMayAddACandidate() {
        var vacancy = post.called();
        runtime.createMessageCorrelation("candidateApplied")
                .processInstanceBusinessKey(agency.businessKey(vacancy))
                .setVariable("candidateId", "dee")
                .correlate();
        runtime.createMessageCorrelation("candidateApplied")
                .processInstanceBusinessKey(agency.businessKey(vacancy))
                .setVariable("applicantId", "gus")
                .correlate();

        assertThat(agency.tasks(vacancy, "userTask_applyForPost"))
                .extracting(task -> task.getAssignee())
                .containsExactlyInAnyOrder("eli", "fay", "dee", "gus");
        assertThat(runtime.getVariables(vacancy.getId())).doesNotContainKeys("candidateId", "applicantId");
    }

    private void goes(ProcessInstance vacancy, String person, String well) {
        agency.answers(person, vacancy, "userTask_firstDaysCheck", form("goingWell", well, "enoughSupport", true));
    }

    private void decides(ProcessInstance vacancy, String decision, LocalDate until) {
        agency.answers(
                "dana",
                vacancy,
                "userTask_decideOnCall",
                until == null
                        ? form("callDecision", decision)
                        : form("callDecision", decision, "newClosesOn", until.toString()));
    }

    private void hears(String person, ProcessInstance vacancy, boolean granted) {
        agency.answers(person, vacancy, "userTask_hearAppeal", form("appealGranted", granted));
    }

    private void pairs(ProcessInstance vacancy, Map<String, String> row) {
        var text = new StringBuilder();
        row.forEach((key, value) -> text.append(text.isEmpty() ? "" : ",")
                .append('"')
                .append(key)
                .append("\":\"")
                .append(value)
                .append('"'));
        agency.answers(
                "kim", vacancy, "userTask_pairClinician", form("supervisionPlan", json("{\"row1\":{" + text + "}}")));
    }

    private void feedback(ProcessInstance vacancy) {
        for (var feedback : agency.tasks(vacancy, "userTask_giveFeedback")) {
            agency.as("marcus", () -> agency.submits(feedback, form("feedback", "Strong with groups")));
        }
    }

    private void allRecommend(ProcessInstance vacancy) {
        for (var review : agency.tasks(vacancy, "userTask_review")) {
            agency.as(
                    review.getAssignee(),
                    () -> agency.submits(
                            review, form("ballot", "promote", "strengths", "Calm", "growth", "Delegating more")));
        }
        agency.runs(vacancy, "userTask_review");
        agency.runs(vacancy, "businessRuleTask_panelOutcome");
    }

    private String execution(ProcessInstance vacancy, String activity) {
        return runtime.createExecutionQuery()
                .processInstanceId(vacancy.getId())
                .activityId(activity)
                .singleResult()
                .getId();
    }
}
