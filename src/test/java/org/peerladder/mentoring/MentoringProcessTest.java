package org.peerladder.mentoring;

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
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.career.Career;
import org.peerladder.career.RosterFile;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ProcessTest
class MentoringProcessTest {

    private static final LocalDate TODAY = LocalDate.now();

    @Autowired
    TestAgency agency;

    @Autowired
    MentorProfiles profiles;

    @Autowired
    Pairings pairings;

    @Autowired
    WaitingList waiting;

    @Autowired
    Career career;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    HistoryService history;

    @Autowired
    JdbcClient jdbc;

    /** Eli and Ida have each one place; eli suits better to whoever likes groups. */
    @BeforeEach
    void open() {
        agency.open();
        agency.roster(
                RosterFile.STAFF,
                "cora,Cora,Cole,cora@example.org,Office,,Coordinator,38.00,40,-2500d,-900d,dana,coordinators,true");
        agency.roster(
                RosterFile.RECORDS,
                "eli,training,1,-300d,-299d,mentor-training\nida,training,1,-300d,-299d,mentor-training");
        offers("eli", List.of("group-facilitation", "boundaries"));
        offers("ida", List.of("career-planning"));
    }

    @Test
    void aMentorIsFoundAgreedWithAndCheckedInUntilTheEnd() {
        var request = asks("ana");
        assertThat(request).isWaitingAt("userTask_chooseMentor");
        chooses("ana", request, "eli");
        agency.answers("eli", request, "userTask_acceptMentee", form("accepted", true));
        assertThat(pairings.placesTaken("eli")).isEqualTo(1);
        agree(request, TODAY.plusDays(13));
        checksIn(request, "2", "1.5", false);

        assertThat(request).isWaitingAt("userTask_closeMentoring");
        assertThat(hours("ana", "mentee")).isEqualByComparingTo("1.5");
        assertThat(hours("eli", "mentor")).isEqualByComparingTo("1.5");
        agency.answers("ana", request, "userTask_closeMentoring", form("lookingBack", "I lead a group now"));
        agency.answers("eli", request, "userTask_closeMentoring", form());
        agency.runs(request, "userTask_closeMentoring");

        assertThat(request).isEnded().hasPassed("endEvent_mentoringCompleted");
        assertThat(pairings.placesTaken("eli")).isZero();
    }

    @Test
    void checkInsGoOnUntilTheAgreedDay() {
        var request = paired("ana", "eli");
        agree(request, TODAY.plusDays(90));
        checksIn(request, "1", "1", false);
        assertThat(request).isWaitingAt("event_nextCheckIn");
        checksIn(request, "2", "2", false);

        assertThat(request).isWaitingAt("event_nextCheckIn");
        assertThat(hours("ana", "mentee")).isEqualByComparingTo("3");
    }

    @Test
    void theLowerFigureCountsUntilTheyAgree() {
        var request = paired("ana", "eli");
        agree(request, TODAY.plusDays(90));
        checksIn(request, "3", "2", false);
        assertThat(hours("ana", "mentee")).isEqualByComparingTo("2");
        assertThat(runtime.getVariable(request.getId(), "hoursNote")).asString().contains("so 2 counted");
        checksIn(request, "1", "1", false);

        assertThat(hours("ana", "mentee")).isEqualByComparingTo("3");
        assertThat(runtime.getVariable(request.getId(), "hoursNote")).isNull();
    }

    @Test
    void bothWriteTheTermsUntilTheyAreTheSame() {
        var request = paired("ana", "eli");
        terms("ana", request, 14, TODAY.plusDays(90));
        terms("eli", request, 7, TODAY.plusDays(90));
        assertThat(request).isWaitingAt("userTask_agreeMentoring");
        terms("ana", request, 7, TODAY.plusDays(90));
        terms("eli", request, 7, TODAY.plusDays(90));

        assertThat(request).isWaitingAt("event_nextCheckIn");
    }

    @Test
    void whoSaysNoIsNotAskedAgain() {
        var request = asks("ana");
        chooses("ana", request, "eli");
        agency.answers(
                "eli", request, "userTask_acceptMentee", form("accepted", false, "declineReason", "Too much now"));
        agency.runs(request, "businessRuleTask_scoreMentors");

        assertThat(request).isWaitingAt("userTask_chooseMentor");
        assertThatThrownBy(() -> chooses("ana", request, "eli")).hasMessageContaining("mentorId");
        chooses("ana", request, "ida");
        assertThat(request).isWaitingAt("userTask_acceptMentee");
    }

    @Test
    void aCoordinatorMayChoose() {
        var request = asks("ana");
        assertThatThrownBy(() -> agency.answers("ana", request, "userTask_chooseMentor", form()))
                .hasMessageContaining("mentorId");
        agency.answers("ana", request, "userTask_chooseMentor", form("letCoordinatorChoose", true));
        chooses("cora", request, "ida");

        assertThat(request).isWaitingAt("userTask_acceptMentee");
    }

    @Test
    void onlyTheMentorSaysYes() {
        var request = asks("ana");
        chooses("ana", request, "eli");
        var task = agency.taskOf("eli", request, "userTask_acceptMentee");
        tasks.setAssignee(task.getId(), "cora");

        assertThatThrownBy(() -> agency.answers("cora", request, "userTask_acceptMentee", form("accepted", true)))
                .hasMessageContaining("accepted");
        agency.answers("cora", request, "userTask_acceptMentee", form("accepted", false));
        agency.runs(request, "businessRuleTask_scoreMentors");
        assertThat(request).isWaitingAt("userTask_chooseMentor");
    }

    @Test
    void whoFindsNobodyFreeWaitsInOrderAndIsWokenByAFreePlace() {
        profiles.save(new MentorProfile("ida", false, List.of(), List.of(), List.of(), null));
        fill("eli");
        var first = asks("ana");
        var second = asks("hal");
        assertThat(first).isWaitingAt("event_mentorAvailable");
        assertThat(waiting.place(agency.businessKey(first))).isEqualTo(1);
        assertThat(waiting.place(agency.businessKey(second))).isEqualTo(2);

        withdraws(filled("eli"));
        agency.runs(first, "businessRuleTask_scoreMentors");
        assertThat(first).isWaitingAt("userTask_chooseMentor");
        assertThat(second).isWaitingAt("event_mentorAvailable");
        var third = asks("ben", "focusAreas", json("[\"leadership\"]"));
        assertThat(third).as("nobody is overtaken").isWaitingAt("event_mentorAvailable");

        chooses("ana", first, "eli");
        agency.answers("eli", first, "userTask_acceptMentee", form("accepted", true));
        assertThat(waiting.place(agency.businessKey(second))).isEqualTo(1);
    }

    @Test
    void anotherMentorIsFoundWithoutBlameAndTheHoursStay() {
        var request = paired("ana", "eli");
        agree(request, TODAY.plusDays(90));
        checksIn(request, "3", "3", true);
        assertThat(request).isWaitingAt("userTask_decideHowToGoOn");
        agency.answers("ana", request, "userTask_decideHowToGoOn", form("anotherMentor", true));
        agency.runs(request, "businessRuleTask_scoreMentors");

        assertThat(request).isWaitingAt("userTask_chooseMentor");
        assertThat(pairings.placesTaken("eli")).isZero();
        assertThat(hours("ana", "mentee")).isEqualByComparingTo("3");
        chooses("ana", request, "ida");
    }

    @Test
    void itMayEndEarly() {
        var request = paired("ana", "eli");
        agree(request, TODAY.plusDays(90));
        checksIn(request, "0", "0", true);
        agency.answers("ana", request, "userTask_decideHowToGoOn", form("anotherMentor", false));

        assertThat(request).isEnded().hasPassed("endEvent_mentoringEndedEarly");
        assertThat(pairings.placesTaken("eli")).isZero();
    }

    @Test
    void whenTheMentorLeavesAnotherOneIsFound() {
        var request = paired("ana", "eli");
        leaves("eli", "Evans", "South");
        agency.runs(request, "businessRuleTask_scoreMentors");

        assertThat(request).isWaitingAt("userTask_chooseMentor").hasPassed("event_mentorLeft");
    }

    @Test
    void whenWhoIsAskedLeavesTheMenteeChoosesAgain() {
        var request = asks("ana");
        chooses("ana", request, "eli");
        leaves("eli", "Evans", "South");
        agency.runs(request, "businessRuleTask_scoreMentors");

        assertThat(request).isWaitingAt("userTask_chooseMentor").hasPassed("event_mentorGone");
    }

    @Test
    void aSupervisorAsksAndTheMenteeCompletesIt() {
        var request = agency.asks("marcus", MentoringProcess.KEY, wish("workerId", "ana"));
        assertThat(request).isWaitingAt("userTask_completeRequest");
        agency.answers("ana", request, "userTask_completeRequest", wish());
        agency.runs(request, "businessRuleTask_scoreMentors");

        assertThat(request).isWaitingAt("userTask_chooseMentor");
    }

    @Test
    void aMentorMayBeRecommended() {
        var request = runtime.createMessageCorrelation(MentoringProcess.MENTORING_RECOMMENDED)
                .setVariable("applicantId", "ana")
                .setVariable("mentoringGoal", "40 hours of mentoring, given or received")
                .correlateStartMessage();

        assertThat(request).isWaitingAt("userTask_completeRequest");
    }

    @Test
    void whoShouldNotBeAskedIsNeverShownAndStandsNowhere() {
        var request = asks("ana", "notWith", json("[\"eli\"]"));

        assertThat(runtime.getVariable(request.getId(), "candidates").toString())
                .doesNotContain("eli");
        assertThatThrownBy(() -> chooses("ana", request, "eli")).hasMessageContaining("mentorId");
        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(request.getId())
                        .variableName("notWith")
                        .count())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"notWith, [\"ana\"]", "notWith, [\"nobody\"]", "focusAreas, []", "languages, [\"klingon\"]"})
    void aWishThatCannotBeIsRefused(String field, String value) {
        assertThatThrownBy(() -> asks("ana", field, json(value))).hasMessageContaining(field);
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(MentoringProcess.KEY)
                        .count())
                .isZero();
    }

    @Test
    void aMentorWhoIsNoMentorAnyMoreCannotAccept() {
        var request = asks("ana");
        chooses("ana", request, "eli");
        profiles.save(new MentorProfile("eli", false, List.of(), List.of(), List.of(), null));

        assertThatThrownBy(() -> agency.answers("eli", request, "userTask_acceptMentee", form("accepted", true)))
                .hasMessageContaining("mentorId");
        assertThat(pairings.placesTaken("eli")).isZero();
        assertThat(request).isWaitingAt("userTask_acceptMentee");
    }

    @Test
    void moreHoursThanTheCalendarAllowsAreRefused() {
        var request = paired("ana", "eli");
        agree(request, TODAY.plusDays(90));
        agency.runs(request, "event_nextCheckIn");

        assertThatThrownBy(() -> says("ana", request, "99", false)).hasMessageContaining("hoursMet");
        assertThat(agency.tasks(request, "userTask_checkIn")).hasSize(2);
    }

    @Test
    void whatIsSaidInACheckInStaysPrivate() {
        var request = paired("ana", "eli");
        agree(request, TODAY.plusDays(90));
        agency.runs(request, "event_nextCheckIn");
        says("ana", request, "2", true);

        for (var name : Set.of("hoursMet", "onTrack", "wantChange")) {
            assertThat(history.createHistoricVariableInstanceQuery()
                            .variableName(name)
                            .list())
                    .isEmpty();
        }
        assertThatThrownBy(() -> says("cora", request, "2", false)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userTask_chooseMentor",
                "event_mentorAvailable",
                "userTask_acceptMentee",
                "userTask_agreeMentoring",
                "event_nextCheckIn",
                "userTask_checkIn"
            })
    void theMenteeCanStopAtEveryStage(String stage) {
        var request = at(stage);
        assertThat(request).isWaitingAt(stage);
        withdraws(request);

        assertThat(request).isEnded().hasPassed("endEvent_withdrawn");
        assertThat(pairings.ofCase(agency.businessKey(request)).filter(pairing -> pairing.closedOn() == null))
                .isEmpty();
        assertThat(waiting.inOrder()).isEmpty();
    }

    private ProcessInstance at(String stage) {
        if (stage.equals("event_mentorAvailable")) {
            List.of("eli", "ida")
                    .forEach(each ->
                            profiles.save(new MentorProfile(each, false, List.of(), List.of(), List.of(), null)));
            return asks("ana");
        }
        var request = asks("ana");
        if (stage.equals("userTask_chooseMentor")) {
            return request;
        }
        chooses("ana", request, "eli");
        if (stage.equals("userTask_acceptMentee")) {
            return request;
        }
        agency.answers("eli", request, "userTask_acceptMentee", form("accepted", true));
        if (stage.equals("userTask_agreeMentoring")) {
            return request;
        }
        agree(request, TODAY.plusDays(90));
        if (stage.equals("userTask_checkIn")) {
            agency.runs(request, "event_nextCheckIn");
        }
        return request;
    }

    private static Map<String, Object> wish(Object... changes) {
        var wish = form(
                "mentoringGoal",
                "Lead groups with more ease",
                "focusAreas",
                json("[\"group-facilitation\"]"),
                "preferredMeeting",
                "any",
                "languages",
                json("[\"en\"]"));
        wish.putAll(form(changes));
        return wish;
    }

    private ProcessInstance asks(String worker, Object... changes) {
        var request = agency.asks(worker, MentoringProcess.KEY, wish(changes));
        agency.runs(request, "businessRuleTask_scoreMentors");
        return request;
    }

    private ProcessInstance paired(String mentee, String mentor) {
        var request = asks(mentee);
        chooses(mentee, request, mentor);
        agency.answers(mentor, request, "userTask_acceptMentee", form("accepted", true));
        return request;
    }

    private void chooses(String person, ProcessInstance request, String mentor) {
        agency.answers(person, request, "userTask_chooseMentor", form("mentorId", mentor));
    }

    private void terms(String person, ProcessInstance request, int everyDays, LocalDate endsOn) {
        agency.answers(
                person,
                request,
                "userTask_agreeMentoring",
                form("goals", "Lead groups", "meetingEveryDays", everyDays, "endsOn", endsOn.toString()));
    }

    private void agree(ProcessInstance request, LocalDate endsOn) {
        terms("ana", request, 14, endsOn);
        terms("eli", request, 14, endsOn);
    }

    private void says(String person, ProcessInstance request, String hours, boolean wantChange) {
        agency.answers(
                person,
                request,
                "userTask_checkIn",
                form("hoursMet", Double.valueOf(hours), "onTrack", true, "wantChange", wantChange));
    }

    private void checksIn(ProcessInstance request, String mentee, String mentor, boolean wantChange) {
        agency.runs(request, "event_nextCheckIn");
        says("ana", request, mentee, wantChange);
        says("eli", request, mentor, false);
        agency.runs(request, "userTask_checkIn");
    }

    private void offers(String mentor, List<String> areas) {
        profiles.save(new MentorProfile(mentor, true, areas, List.of("en"), List.of("in-person", "video"), 1));
    }

    /** Takes the one place of a mentor. */
    private void fill(String mentor) {
        var request = asks("ben");
        chooses("ben", request, mentor);
        agency.answers(mentor, request, "userTask_acceptMentee", form("accepted", true));
    }

    private ProcessInstance filled(String mentor) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(pairings.openOf(mentor).get(0).caseNumber(), MentoringProcess.KEY)
                .singleResult();
    }

    private void withdraws(ProcessInstance request) {
        runtime.createMessageCorrelation("caseWithdrawn")
                .processInstanceId(request.getId())
                .correlate();
    }

    private void leaves(String id, String family, String program) {
        agency.roster(
                RosterFile.STAFF,
                "%s,Name,%s,%s@example.org,%s,adult,peer-3,31.00,40,-1500d,-600d,marcus,peers;panel,false"
                        .formatted(id, family, id, program));
    }

    private BigDecimal hours(String worker, String reference) {
        return career.record(worker).total("mentoring-hours", Set.of(reference), null);
    }
}
