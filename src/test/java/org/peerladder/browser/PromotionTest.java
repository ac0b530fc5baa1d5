package org.peerladder.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.peerladder.TestAgency;
import org.peerladder.access.Accounts;
import org.peerladder.career.Career;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A whole promotion as people do it, each in front of their own window; nothing they need is refused behind the page. */
@BrowserTest
class PromotionTest {

    private static final List<String> REVIEWERS = List.of("eli", "fay", "dee");
    private static final String MINE = "My tasks";
    private static final String OUR_GROUPS = "My groups' tasks";

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
        List.of("ana", "marcus", "lena", "dana").forEach(each -> accounts.setPassword(each, "promotion"));
        REVIEWERS.forEach(each -> accounts.setPassword(each, "promotion"));
    }

    @Test
    void fromTheRequestToANewPositionAndNewPay() {
        var ana = signIn("ana", "tasklist");
        ana.click("Start process").click("Promotion");
        ana.chooses("Which position do you want?", "Peer Support Specialist II")
                .writes("What do you want to do in this position?", "Mentor people who are new here")
                .ticks("I want to keep working directly with people")
                .photo("1-request");
        ana.click("Start");
        ana.page().waitForCondition(() -> runtime.createProcessInstanceQuery().count() > 0);
        var request = runtime.createProcessInstanceQuery()
                .processDefinitionKey("promotion")
                .singleResult();
        agency.runs(request, "businessRuleTask_assessEligibility");

        var marcus = signIn("marcus", "tasklist");
        marcus.openTask(MINE, "Endorse the request")
                .sees(".fjs-container blockquote", "Mentor people who are new here")
                .ticks("Yes, I support this step")
                .writes("Your comment", "People ask for her by name")
                .photo("2-endorse");
        assertThat(marcus.isOffered("Create task")).isFalse();
        assertThat(marcus.isOffered("Set follow-up date")).isFalse();
        marcus.completes();

        ana.returns()
                .openTask(MINE, "Name people who should not decide")
                .chooses("People who should not decide", "Kay Klein, Peer Support Specialist III, South")
                .photo("3-conflicts");
        ana.completes();
        agency.runs(request, "businessRuleTask_panelRule");

        var lena = signIn("lena", "tasklist");
        lena.openTask(OUR_GROUPS, "Seat the panel").click("Claim");
        assertThat(lena.page().locator(".fjs-container").getByLabel("Kay Klein").count())
                .isZero();
        lena.ticks("Eli Evans").ticks("Fay Ford").ticks("Dee Diaz").photo("4-seat-the-panel");
        lena.completes();

        var reviewers = REVIEWERS.stream().collect(Collectors.toMap(each -> each, each -> signIn(each, "tasklist")));
        reviewers.forEach((name, reviewer) -> {
            reviewer.openTask(MINE, "Review the request")
                    .sees(".fjs-container blockquote", "People ask for her by name")
                    .ticks("Yes, promote")
                    .writes("What is strong?", "Calm and clear")
                    .writes("What is the next thing to grow?", "Delegating more")
                    .photo("5-review-" + name);
            reviewer.completes();
        });
        agency.roundIsIn(request);
        agency.runs(request, "businessRuleTask_determinePay");

        var dana = signIn("dana", "cockpit");
        dana.opens("/camunda/app/cockpit/default/#/process-instance/" + request.getId() + "/runtime")
                .sees(".business-key", agency.businessKey(request))
                .sees(".djs-overlay .badge", "1")
                .sees(".ctn-content-bottom", "careerGoal")
                .photo("6-cockpit");
        assertThat(dana.page().locator("body").innerText()).doesNotContain("Calm and clear");
        assertThat(dana.isOffered("Human Tasks")).isFalse();

        lena.returns().openTask(OUR_GROUPS, "Set pay and date").click("Claim");
        lena.writes("New pay", "26.40")
                .writes("First day in the new position", LocalDate.now().toString())
                .ticks("Yes, the money is there")
                .photo("7-offer");
        lena.completes();

        ana.returns()
                .openTask(MINE, "Consider the offer")
                .sees(".fjs-container", "26.40")
                .ticks("Yes, I take it")
                .photo("8-consider");
        ana.completes();
        agency.runs(request, "event_effectiveDateReached");

        var promoted = career.worker("ana").orElseThrow();
        assertThat(promoted.position()).isEqualTo("peer-2");
        assertThat(promoted.hourlyRate()).isEqualByComparingTo("26.40");
        assertThat(Map.of("ana", ana, "marcus", marcus, "lena", lena, "dana", dana))
                .allSatisfy((name, person) -> assertThat(person.faults()).isEmpty());
        assertThat(reviewers)
                .allSatisfy((name, person) -> assertThat(person.faults()).isEmpty());
    }

    @Test
    void theWorkerStopsTheRequest() {
        var request = agency.endorsedRequest("ana");
        var number = agency.businessKey(request);
        var ana = signIn("ana", "tasklist");

        ana.click("My requests").sees(".pl-request", number).photo("stop-1-my-requests");
        ana.click("Stop my request").click("No, go on");
        assertThat(runtime.createProcessInstanceQuery().count()).isEqualTo(1);
        ana.click("Stop my request").photo("stop-2-sure");
        ana.click("Yes, stop it")
                .sees(".pl-said", "Request " + number + " is stopped.")
                .sees(".pl-request", "Ended on")
                .photo("stop-3-stopped");

        assertThat(ana.isOffered("Stop my request")).isFalse();
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
        assertThat(ana.faults()).isEmpty();
    }

    private Person signIn(String user, String app) {
        return browser.person(port).signIn(user, "promotion", app);
    }
}
