package org.peerladder.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.peerladder.TestAgency;
import org.peerladder.access.Accounts;
import org.peerladder.appointment.AppointmentProcess;
import org.peerladder.appointment.OpenPost;
import org.peerladder.career.Career;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A supervisor from within, from the open post to the first days, with two candidates and a check, as people do it in Tasklist. */
@BrowserTest
class AppointmentTest {

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
    Accounts accounts;

    @Autowired
    Career career;

    @Autowired
    RuntimeService runtime;

    @BeforeEach
    void open() {
        agency.open();
        new OpenPost(agency).staffed();
        List.of("dana", "lena", "eli", "fay", "ida", "jon", "kay", "marcus", "ivy", "ezra", "kim", "ana", "dee")
                .forEach(each -> accounts.setPassword(each, "together"));
    }

    @Test
    void aSupervisorIsFoundInside() {
        var dana = signIn("dana");
        dana.click("Start process").click("Peer supervisor appointment");
        dana.writes("Programme", "North")
                .picks("Position", "Peer Supervisor")
                .writes("State", "TX")
                .choosesAll("What does the team do?", "Peer support")
                .choosesAll("Who pays for it?", "Medicaid")
                .writes("Law that requires a background check for this site", OpenPost.LAW)
                .writes(
                        "Last day on which people inside can apply",
                        TODAY.plusDays(14).toString())
                .click("Start");
        dana.page().waitForCondition(() -> runtime.createProcessInstanceQuery().count() > 0);
        var vacancy = runtime.createProcessInstanceQuery()
                .processDefinitionKey(AppointmentProcess.KEY)
                .singleResult();
        dana.returns()
                .openTask(OUR_GROUPS, "Confirm readiness")
                .claims()
                .sees(FORM, "$38.89 to $47.79 an hour")
                .ticks("The duties lie within peer support")
                .ticks("Grade and pay are set, and the money is there")
                .ticks("There is paid time to supervise")
                .ticks("The new supervisor has supervision of their own")
                .completes();
        agency.runs(vacancy, "businessRuleTask_findCandidates");

        var eli = signIn("eli");
        eli.openTask(MINE, "Apply for the post")
                .sees(FORM, "You have everything")
                .sees(FORM, "within 6 months of the first day")
                .ticks("I would like to apply")
                .writes("What would you like to do as a supervisor? In your own words", "Build a team\nthat stays")
                .choosesAll("People who should not decide", "Vic Voss, Case manager, East")
                .wholePhoto("03-apply")
                .completes();
        var fay = signIn("fay");
        fay.openTask(MINE, "Apply for the post").ticks("I would like to apply").completes();
        var dee = signIn("dee");
        dee.click("Open posts").sees(".pl-dialog", "Peer Supervisor, North");
        dee.click("Show me where I stand").sees(".pl-dialog", "waits for you now");
        dee.returns()
                .openTask(MINE, "Apply for the post")
                .sees(FORM, "still to go")
                .ticks("Not this time")
                .completes();
        agency.runs(vacancy, "event_callClosed");
        agency.runs(vacancy, "businessRuleTask_panelRule");

        var lena = signIn("lena");
        lena.openTask(OUR_GROUPS, "Seat the panel")
                .claims()
                .sees(FORM, "Eli Evans")
                .ticks("Ida Ivers, Peer Support Specialist III, South")
                .ticks("Jon Jones, Peer Support Specialist III, South")
                .ticks("Kay Klein, Peer Support Specialist III, South")
                .wholePhoto("06-seat-the-panel")
                .completes();
        agency.tasks(vacancy, "userTask_review").stream()
                .filter(review -> !review.getAssignee().equals("ida"))
                .forEach(review -> agency.as(review.getAssignee(), () -> agency.submits(review, view())));
        var ida = signIn("ida");
        for (int i = 0; i < 2; i++) {
            ida.returns().openTask(MINE, "Review the request");
            ida.ticks("Yes, promote")
                    .writes("What is strong?", "Calm")
                    .writes("What is the next thing to grow?", "Delegating more")
                    .completes();
        }
        agency.runs(vacancy, "userTask_review");
        agency.runs(vacancy, "businessRuleTask_panelOutcome");

        dana.returns()
                .openTask(OUR_GROUPS, "Select a candidate")
                .claims()
                .sees(FORM, "Recommended")
                .picks("Whom do you select?", "Eli Evans")
                .writes("Why this person?", "Leads by listening")
                .wholePhoto("08-select")
                .completes();
        agency.runs(vacancy, "serviceTask_tellCandidates");
        var marcus = signIn("marcus");
        marcus.openTask(MINE, "Give feedback")
                .sees(FORM, "Leads by listening")
                .writes("Your feedback", "Strong with groups")
                .completes();
        fay.returns()
                .openTask(MINE, "Consider an appeal")
                .sees(FORM, "Strong with groups")
                .wholePhoto("10-appeal")
                .completes();
        fay.returns()
                .click("My requests")
                .sees(".pl-request", "Peer supervisor appointment")
                .click("What happened so far")
                .sees(".pl-request", "Strong with groups");
        agency.runs(vacancy, "serviceTask_makeConditionalOffer");

        check(eli);
        dana.returns();
        pairAndAssign(dana, vacancy);
        appointed(eli, lena, vacancy);
        assertNothingWentWrong(dana, eli, fay, dee, lena, ida, marcus);
    }

    /** The officers and the person; nobody else sees which step it is. */
    private void check(Person eli) {
        eli.returns()
                .openTask(MINE, "Agree to the check")
                .sees(FORM, OpenPost.LAW)
                .ticks("Yes, you may obtain it")
                .completes();
        var ivy = signIn("ivy");
        ivy.openTask(OUR_GROUPS, "Record the outcome")
                .claims()
                .ticks("Hear the person first")
                .completes();
        eli.returns()
                .openTask(MINE, "Say your side")
                .writes("What would you like to say?", "Long ago; ask my colleagues")
                .wholePhoto("14-your-side")
                .completes();
        ivy.returns().openTask(OUR_GROUPS, "Assess individually").claims().sees(FORM, "Long ago; ask my colleagues");
        ivy.picks("Factor 1", "Does not matter here")
                .picks("Factor 2", "Speaks for the person")
                .picks("Factor 3", "Speaks against this post")
                .ticks("Not for this post")
                .wholePhoto("15-assess")
                .completes();
        var ezra = signIn("ezra");
        ezra.openTask(OUR_GROUPS, "Read it a second time")
                .claims()
                .sees(FORM, "Long ago; ask my colleagues")
                .sees(FORM, "Speaks for the person")
                .ticks("I do not agree: go on")
                .completes();
        assertNothingWentWrong(ivy, ezra);
    }

    private void pairAndAssign(Person dana, ProcessInstance vacancy) {
        var kim = signIn("kim");
        kim.openTask(OUR_GROUPS, "Pair with a clinician").claims().sees(FORM, "Name a clinician");
        kim.picks("Who may supervise?", "The peer supervisor with a clinician of record")
                .picks("Clinician of record", "Felix Fox, Licensed clinician, Office")
                .wholePhoto("17-pair")
                .completes();
        dana.returns()
                .openTask(OUR_GROUPS, "Assign supervisees")
                .claims()
                .sees(FORM, "At most 7 full-time equivalents fit")
                .choosesAll("Who gets the new supervisor?", "Ana Alvarez, Peer Support Specialist I, North")
                .wholePhoto("18-assign")
                .completes();
        var ana = signIn("ana");
        ana.openTask(MINE, "Hear of the new supervisor").sees(FORM, "Eli Evans").completes();
        agency.runs(vacancy, "userTask_considerSupervisor");
        assertNothingWentWrong(kim, ana);
    }

    private void appointed(Person eli, Person lena, ProcessInstance vacancy) {
        agency.runs(vacancy, "businessRuleTask_determinePay");
        lena.returns()
                .openTask(OUR_GROUPS, "Set pay and date")
                .claims()
                .writes("New pay", "42.00")
                .writes("First day in the new position", TODAY.toString())
                .ticks("Yes, the money is there")
                .completes();
        eli.returns()
                .openTask(MINE, "Consider the offer")
                .sees(FORM, "42.00")
                .ticks("Yes, I take it")
                .completes();
        agency.runs(vacancy, "event_effectiveDateReached");
        assertThat(career.worker("ana").orElseThrow().supervisorId()).isEqualTo("eli");

        agency.runs(vacancy, "event_timeToAsk");
        eli.returns().openTask(MINE, "Say how it goes").sees(FORM, "You are a supervisor now");
        assertThat(eli.isOffered("I would like to return to my former post and pay"))
                .isTrue();
        eli.picks("How well does it go?", "4 – very well")
                .ticks("Yes")
                .wholePhoto("22-first-days-supervisor")
                .completes();
        var ana = signIn("ana");
        ana.openTask(MINE, "Say how it goes").sees(FORM, "Eli Evans");
        assertThat(ana.isOffered("I would like to return to my former post and pay"))
                .isFalse();
        eli.returns()
                .click("My requests")
                .sees(".pl-request", "First 90 days")
                .click("What happened so far")
                .sees(".pl-timeline", "Select a candidate")
                .wholePhoto("24-elis-requests");
    }

    private static Map<String, Object> view() {
        return TestAgency.form("ballot", "promote", "strengths", "Calm", "growth", "Delegating more");
    }

    private Person signIn(String person) {
        return browser.person(port).signIn(person, "together", "tasklist");
    }

    private static void assertNothingWentWrong(Person... people) {
        for (var person : people) {
            assertThat(person.faults()).isEmpty();
        }
    }
}
