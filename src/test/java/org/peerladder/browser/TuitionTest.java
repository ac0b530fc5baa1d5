package org.peerladder.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.peerladder.TestAgency;
import org.peerladder.access.Accounts;
import org.peerladder.files.Papers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A course, from the request to the last payment, as people do it in Tasklist. */
@BrowserTest
class TuitionTest {

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
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    @BeforeEach
    void open() {
        agency.open();
        List.of("ana", "marcus", "lena", "omar", "dana").forEach(each -> accounts.setPassword(each, "learning"));
    }

    @Test
    void aCourseIsAskedForTakenAndPaidBack() throws Exception {
        var ana = signIn("ana");
        asks(ana);
        ana.wholePhoto("1-request").click("Start");
        ana.page().waitForCondition(() -> runtime.createProcessInstanceQuery().count() > 0);
        var request = runtime.createProcessInstanceQuery().singleResult();
        agency.runs(request, "businessRuleTask_determineAllowance");

        var marcus = signIn("marcus");
        marcus.openTask(MINE, "Approve release time")
                .sees(".fjs-container", "16 paid hours")
                .ticks("Yes")
                .writes("How is the work covered?", "Ben takes the groups\nuntil June")
                .wholePhoto("2-time")
                .completes();
        assertThat(runtime.getVariable(request.getId(), "releaseApproved")).isEqualTo(true);

        var lena = signIn("lena");
        lena.openTask(OUR_GROUPS, "Approve the money")
                .claims()
                .sees(".fjs-container", "$5,250.00 of 5,250.00 left until")
                .sees(".fjs-container", "You can get this from your first day on.")
                .sees(".fjs-container", "16 paid hours are approved.")
                .writes("Approved amount", "480.00")
                .wholePhoto("3-money")
                .completes();
        agency.runs(request, "event_courseEnded");

        ana.returns().openTask(MINE, "Hand in the claim").click("Files").sees(".pl-files", "There are no files yet.");
        ana.page()
                .getByLabel("Add files")
                .setInputFiles(new FilePayload("receipt.pdf", "application/pdf", Papers.pdf()));
        ana.click("Upload").sees(".pl-said", "Added: receipt.pdf");
        assertNothingGrave(ana, ".pl-files");
        ana.wholePhoto("4-receipt").click("Form").sees(".fjs-container", "You can get up to $480.00");
        assertThat(ana.isOffered("Your grade")).isFalse();
        ana.wholePhoto("5-claim-empty")
                .ticks("I completed the course")
                .picks("Your grade", "B+")
                .writes("What did you pay, or what did it cost?", "450.00")
                .wholePhoto("6-claim")
                .completes();
        assertThat(runtime.getVariable(request.getId(), "completed")).isEqualTo(true);

        lena.returns().openTask(OUR_GROUPS, "Check the claim").claims().click("Files");
        var download = lena.page().waitForDownload(() -> lena.click("receipt.pdf"));
        assertThat(Files.readAllBytes(download.path())).isEqualTo(Papers.pdf());
        lena.click("Form")
                .sees(".fjs-container", "Payable: $450.00")
                .ticks("It is right")
                .wholePhoto("7-check")
                .completes();

        var omar = signIn("omar");
        omar.openTask(OUR_GROUPS, "Pay the claim")
                .claims()
                .sees(".fjs-container", "Please pay $450.00 to Ana Alvarez.")
                .writes("Paid on", TODAY.toString())
                .writes("Reference", "T-20417")
                .wholePhoto("8-pay")
                .completes();

        ana.returns()
                .click("My requests")
                .sees(".pl-request", "Ended on")
                .sees(".pl-request", "Reimbursed")
                .click("What happened")
                .sees(".pl-timeline", "Pay the claim")
                .sees(".pl-request", "You get the time. Ben takes the groups")
                .sees(".pl-request", "$450.00 is paid, free of tax.")
                .wholePhoto("9-my-requests");
        assertNothingGrave(ana, ".pl-page");
        assertThat(List.of(ana, marcus, lena, omar))
                .allSatisfy(person -> assertThat(person.faults()).isEmpty());
    }

    @Test
    void aNoIsAppealed() {
        var request = asksWithoutTime("advance");
        var lena = signIn("lena");
        lena.openTask(OUR_GROUPS, "Approve the money").claims();
        lena.writes("Approved amount", "0.00")
                .picks("If it is 0.00: why?", "The money for this step is not there yet. This says nothing about you.")
                .wholePhoto("no-1-money")
                .completes();

        var ana = signIn("ana");
        ana.click("My requests")
                .click("What happened so far")
                .sees(".pl-request", "The money for this step is not there yet.")
                .wholePhoto("no-2-my-requests")
                .returns();
        ana.openTask(MINE, "Consider an appeal").wholePhoto("no-2-consider-empty");
        assertThat(ana.isOffered("What should they know?")).isFalse();
        ana.ticks("Yes, I appeal")
                .writes("What should they know?", "The course begins soon")
                .wholePhoto("no-3-consider")
                .completes();

        var dana = signIn("dana");
        dana.openTask(OUR_GROUPS, "Hear the appeal").claims().ticks("The answer stays no");
        dana.sees(".fjs-container", "If it stays a no: why?").wholePhoto("no-4-hear");
        dana.ticks("I grant the appeal").completes();
        assertThat(runtime.getVariable(request.getId(), "appealGranted")).isEqualTo(true);

        lena.returns()
                .openTask(OUR_GROUPS, "Approve the money")
                .claims()
                .sees(".fjs-container", "An appeal was granted")
                .writes("Approved amount", "300.00")
                .wholePhoto("no-5-money-again")
                .completes();

        var omar = signIn("omar");
        omar.openTask(OUR_GROUPS, "Pay in advance")
                .claims()
                .sees(".fjs-container", "Please pay $300.00 to Ana Alvarez.")
                .writes("Paid on", TODAY.toString())
                .writes("Reference", "T-20418")
                .wholePhoto("no-6-advance")
                .completes();
        agency.runs(request, "event_courseEnded");

        ana.returns()
                .openTask(MINE, "Hand in the claim")
                .sees(".fjs-container", "we have paid $300.00 already")
                .ticks("It did not work out this time")
                .wholePhoto("no-7-not-completed")
                .completes();
        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(request.getId())
                        .variableName("completed")
                        .singleResult()
                        .getValue())
                .isEqualTo(false);
        ana.click("My requests").sees(".pl-request", "Not completed").wholePhoto("no-8-my-requests");
        assertThat(List.of(ana, lena, dana, omar))
                .allSatisfy(person -> assertThat(person.faults()).isEmpty());
    }

    private void asks(Person worker) {
        worker.click("Start process").click("Tuition reimbursement");
        worker.picks("What kind of learning is it?", "A certificate")
                .writes("Name of the course", "Peer support core")
                .writes("Where? School, agency or website", "Community college")
                .writes("First day", TODAY.minusDays(10).toString())
                .writes("Last day", TODAY.plusDays(20).toString())
                .writes("What does it cost?", "480.00")
                .writes("Paid hours you need for it at work", "16")
                .ticks("I pay first, and you pay me back");
    }

    private ProcessInstance asksWithoutTime(String payment) {
        var request = agency.asks(
                "ana",
                "tuition-reimbursement",
                TestAgency.form(
                        "category", "conference",
                        "courseTitle", "State meeting of peers",
                        "provider", "Peers United",
                        "startsOn", TODAY.plusDays(3).toString(),
                        "endsOn", TODAY.plusDays(5).toString(),
                        "requestedAmount", "300.00",
                        "travelAmount", "60.00",
                        "payment", payment));
        agency.runs(request, "businessRuleTask_determineAllowance");
        return request;
    }

    private static void assertNothingGrave(Person person, String part) {
        assertThat(new AxeBuilder(person.page())
                        .include(part).analyze().getViolations().stream()
                                .filter(each -> List.of("serious", "critical").contains(each.getImpact()))
                                .map(each -> each.getId() + " " + each.getNodes()))
                .isEmpty();
    }

    private Person signIn(String user) {
        return browser.person(port).signIn(user, "learning", "tasklist");
    }
}
