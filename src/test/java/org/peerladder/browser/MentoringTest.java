package org.peerladder.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.peerladder.TestAgency;
import org.peerladder.access.Accounts;
import org.peerladder.career.Career;
import org.peerladder.career.RosterFile;
import org.peerladder.mentoring.MentorProfile;
import org.peerladder.mentoring.MentorProfiles;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A mentor, from the request to the look back, as people do it in Tasklist. */
@BrowserTest
class MentoringTest {

    private static final String FORM = ".fjs-container";
    private static final String MINE = "My tasks";
    private static final String OUR_GROUPS = "My groups' tasks";
    private static final LocalDate TODAY = LocalDate.now();

    @RegisterExtension
    final Browser browser = new Browser();

    @LocalServerPort
    int port;

    @Autowired
    TestAgency agency;

    @Autowired
    MentorProfiles profiles;

    @Autowired
    Accounts accounts;

    @Autowired
    Career career;

    @Autowired
    RuntimeService runtime;

    @BeforeEach
    void open() {
        agency.open();
        agency.roster(
                RosterFile.STAFF,
                "cora,Cora,Cole,cora@example.org,Office,,Coordinator,38.00,40,-2500d,-900d,dana,coordinators,true");
        for (var mentor : List.of("eli", "ida", "kay")) {
            agency.roster(RosterFile.RECORDS, mentor + ",training,1,-300d,-299d,mentor-training");
        }
        offers("eli", "group-facilitation", "boundaries");
        offers("ida", "career-planning");
        offers("kay", "group-facilitation");
        List.of("ana", "eli", "ida", "cora", "marcus").forEach(each -> accounts.setPassword(each, "together"));
    }

    @Test
    void aMentorIsFoundAndBothGrow() {
        var ana = signIn("ana");
        ana.click("Start process").click("Mentoring assignment");
        ana.writes("What would you like to get better at?", "Leading groups\nwith more ease")
                .choosesAll("Which of these fit?", "Leading groups", "Boundaries")
                .ticks("By video")
                .choosesAll("Languages you would like to talk in", "English")
                .choosesAll("Who should not be asked?", "Kay Klein")
                .wholePhoto("1-request")
                .click("Start");
        ana.page().waitForCondition(() -> runtime.createProcessInstanceQuery().count() > 0);
        var request = runtime.createProcessInstanceQuery().singleResult();
        agency.runs(request, "businessRuleTask_scoreMentors");

        ana.returns().openTask(MINE, "Choose a mentor").sees(FORM, "Eli Evans").sees(FORM, "Ida Ivers");
        assertThat(ana.page().locator(FORM).textContent()).doesNotContain("Kay Klein");
        ana.ticks("A coordinator should choose for me").wholePhoto("2-choose-not");
        assertThat(ana.isOffered("Whom shall we ask?")).isFalse();
        ana.page().getByLabel("A coordinator should choose for me").uncheck();
        ana.ticks("Eli Evans").wholePhoto("3-choose").completes();

        var eli = signIn("eli");
        eli.openTask(MINE, "Accept the mentee").sees(FORM, "with more ease");
        assertThat(eli.isOffered("Something the coordinators should know?")).isFalse();
        eli.ticks("Yes").wholePhoto("4-accept").completes();
        assertThat(runtime.getVariable(request.getId(), "accepted")).isEqualTo(true);

        ana.returns()
                .openTask(MINE, "Agree goals and rhythm")
                .writes("Until when?", TODAY.plusDays(13).toString())
                .writes("What is it for?", "A group of my own\nby summer")
                .wholePhoto("5-agree-mentee")
                .completes();
        eli.returns().openTask(MINE, "Agree goals and rhythm");
        assertThat(eli.page().getByLabel("What is it for?").inputValue()).contains("by summer");
        eli.wholePhoto("6-agree-mentor").completes();
        ana.returns().click("My requests").sees(".pl-request", "Mentoring").wholePhoto("7-my-requests");

        agency.runs(request, "event_nextCheckIn");
        checksIn(ana, "2", "8-check-in-mentee");
        checksIn(eli, "1.5", "9-check-in-mentor");
        agency.runs(request, "userTask_checkIn");
        assertThat(hours("ana", "mentee")).isEqualByComparingTo("1.5");
        assertThat(hours("eli", "mentor")).isEqualByComparingTo("1.5");

        ana.returns()
                .openTask(MINE, "Look back")
                .writes("What was good, and what do you take with you?", "I lead a group now")
                .wholePhoto("10-close")
                .completes();
        eli.returns().openTask(MINE, "Look back").completes();
        agency.runs(request, "userTask_closeMentoring");
        ana.returns()
                .click("My requests")
                .sees(".pl-request", "Ended on")
                .click("What happened")
                .sees(".pl-timeline", "Look back")
                .wholePhoto("11-my-requests");
        assertNothingWentWrong(ana, eli);
    }

    @Test
    void somebodyElseAsksAndAnotherMentorIsFound() {
        var request = agency.asks(
                "marcus",
                "mentoring-assignment",
                TestAgency.form(
                        "mentoringGoal", "Lead groups with more ease",
                        "focusAreas", TestAgency.json("[\"group-facilitation\"]"),
                        "preferredMeeting", "any",
                        "languages", TestAgency.json("[]"),
                        "workerId", "ana"));
        var ana = signIn("ana");
        ana.openTask(MINE, "Complete the request")
                .wholePhoto("other-1-complete-empty")
                .choosesAll("Who should not be asked?", "Kay Klein")
                .wholePhoto("other-2-complete")
                .completes();
        agency.runs(request, "businessRuleTask_scoreMentors");
        ana.openTask(MINE, "Choose a mentor")
                .ticks("A coordinator should choose for me")
                .completes();

        var cora = signIn("cora");
        cora.openTask(OUR_GROUPS, "Choose a mentor").claims();
        assertThat(cora.isOffered("A coordinator should choose for me")).isFalse();
        cora.ticks("Ida Ivers").wholePhoto("other-3-coordinator").completes();

        var ida = signIn("ida");
        ida.openTask(MINE, "Accept the mentee")
                .ticks("Not possible at the moment")
                .writes("Something the coordinators should know?", "From March on")
                .wholePhoto("other-4-no")
                .completes();
        agency.runs(request, "businessRuleTask_scoreMentors");
        ana.returns()
                .click("My requests")
                .click("What happened so far")
                .sees(".pl-request", "Not possible at the moment")
                .wholePhoto("other-5-my-requests")
                .returns();
        ana.openTask(MINE, "Choose a mentor").ticks("Eli Evans").completes();
        agency.answers("eli", request, "userTask_acceptMentee", TestAgency.form("accepted", true));
        for (var each : List.of("ana", "eli")) {
            agency.answers(
                    each,
                    request,
                    "userTask_agreeMentoring",
                    TestAgency.form(
                            "goals",
                            "Lead groups",
                            "meetingEveryDays",
                            14,
                            "endsOn",
                            TODAY.plusDays(90).toString()));
        }
        agency.runs(request, "event_nextCheckIn");
        ana.returns()
                .openTask(MINE, "Check in")
                .writes("How many hours have you met since the last time?", "1")
                .ticks("Not quite")
                .ticks("Yes, I would like another arrangement")
                .completes();
        agency.answers(
                "eli",
                request,
                "userTask_checkIn",
                TestAgency.form("hoursMet", 1.0, "onTrack", true, "wantChange", false));
        agency.runs(request, "userTask_checkIn");

        ana.returns()
                .openTask(MINE, "Decide how to go on")
                .ticks("Please find me another mentor")
                .wholePhoto("other-6-go-on")
                .completes();
        assertThat(runtime.getVariable(request.getId(), "anotherMentor")).isEqualTo(true);
        agency.runs(request, "businessRuleTask_scoreMentors");
        ana.returns()
                .click("My requests")
                .click("What happened so far")
                .sees(".pl-request", "Nobody is free")
                .wholePhoto("other-7-waits");
        assertNothingWentWrong(ana, cora, ida);
    }

    private static void assertNothingWentWrong(Person... people) {
        assertThat(people).allSatisfy(person -> assertThat(person.faults()).isEmpty());
    }

    private void checksIn(Person person, String hours, String photo) {
        person.returns()
                .openTask(MINE, "Check in")
                .sees(FORM, "by summer")
                .writes("How many hours have you met since the last time?", hours)
                .ticks("Yes")
                .ticks("No, we go on")
                .wholePhoto(photo)
                .completes();
    }

    private BigDecimal hours(String worker, String reference) {
        return career.record(worker).total("mentoring-hours", Set.of(reference), null);
    }

    private void offers(String mentor, String... areas) {
        profiles.save(new MentorProfile(mentor, true, List.of(areas), List.of("en"), List.of("in-person", "video"), 1));
    }

    private Person signIn(String user) {
        return browser.person(port).signIn(user, "together", "tasklist");
    }
}
