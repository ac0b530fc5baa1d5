package org.peerladder.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Year;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.TestAgency;
import org.peerladder.access.Accounts;
import org.peerladder.career.RosterFile;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Our own pages can be used without seeing them, without a mouse, and with weak eyes; so far as a program can tell. */
@BrowserTest
class AccessibilityTest {

    private static final List<String> GRAVE = List.of("serious", "critical");

    @RegisterExtension
    final Browser browser = new Browser();

    @LocalServerPort
    int port;

    @Autowired
    TestAgency agency;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing-here"})
    void nothingGraveOnThePage(String path) {
        var somebody = browser.person(port).opens(path);

        assertNothingGrave(somebody);
    }

    /** Pages of the demo, and for errors that nobody can bring about: shown as the application would show them. */
    @ParameterizedTest
    @ValueSource(
            strings = {"demo/index.html", "static/error/403.html", "static/error/4xx.html", "static/error/5xx.html"})
    void nothingGraveInTheFile(String file) throws IOException {
        var page = new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8);
        var somebody = browser.person(port);
        somebody.page()
                .route(
                        "**/shown",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("text/html")
                                .setBody(page)));
        somebody.opens("/shown");

        assertNothingGrave(somebody.photo(file.replace('/', '-')));
    }

    @Test
    void nothingGraveInWhileIAmAway() {
        agency.open();
        accounts.setPassword("lena", "accessible");
        var lena = browser.person(port).signIn("lena", "accessible", "tasklist");

        lena.click("While I am away").sees(".pl-dialog", "While I am away").photo("away");

        assertNothingGrave(new AxeBuilder(lena.page()).include(".pl-dialog"));
    }

    @Test
    void nothingGraveInMyRequests() {
        agency.open();
        accounts.setPassword("ana", "accessible");
        agency.assessedRequest("ana");
        var ana = browser.person(port).signIn("ana", "accessible", "tasklist");

        ana.click("My requests").sees(".pl-request", "Promotion");
        ana.click("What happened so far").sees(".pl-timeline", "Endorse the request");
        ana.click("Stop my request").sees(".pl-asking", "Do you want to stop").photo("my-requests");

        assertNothingGrave(new AxeBuilder(ana.page()).include(".pl-page"));
    }

    @Test
    void nothingGraveInLearningMoney() {
        agency.open();
        agency.roster(
                RosterFile.STAFF,
                "fin,Finn,Ford,fin@example.org,Office,,Accountant,40.00,40,-2500d,-900d,dana,finance,true\n");
        accounts.setPassword("fin", "accessible");
        promiseForLearning("fin", Year.now());
        var fin = browser.person(port).signIn("fin", "accessible", "tasklist");

        fin.click("Learning money").sees(".pl-left", "3,110.00 of 5,250.00 left until 31 December");
        fin.sees(".pl-table", "Finn Ford").photo("learning-money");
        assertNothingGrave(new AxeBuilder(fin.page()).include(".pl-page"));

        fin.page().getByLabel("First day").fill("2026-01-01");
        fin.page().getByLabel("Last day").fill("2026-12-31");
        var sheet = fin.page().waitForDownload(() -> fin.click("Download the payroll sheet"));
        assertThat(sheet.suggestedFilename()).isEqualTo("learning-payments-2026-01-01-to-2026-12-31.csv");
    }

    @Test
    void nothingGraveInMentoring() {
        agency.open();
        agency.roster(
                RosterFile.STAFF,
                "cora,Cora,Cole,cora@example.org,Office,,Coordinator,38.00,40,-2500d,-900d,dana,coordinators,true\n");
        agency.roster(RosterFile.RECORDS, "eli,training,1,-300d,-299d,mentor-training\n");
        accounts.setPassword("cora", "accessible");
        waitsForAMentor("ben");
        jdbc.sql("insert into mentor_profile (mentor_id, opted_in, focus_areas, languages, meetings, places)"
                        + " values ('eli', true, 'boundaries', 'en', 'video', 1)")
                .update();
        var cora = browser.person(port).signIn("cora", "accessible", "tasklist");

        cora.click("Mentoring").sees(".pl-table", "South");
        cora.click("Propose matches").sees(".pl-table", "A mentor for 1 of 1").photo("mentoring");
        assertNothingGrave(new AxeBuilder(cora.page()).include(".pl-page"));

        cora.click("Ask these mentors").sees(".pl-said", "1 mentor is asked now.");
        cora.page().getByLabel("Boundaries").check();
        cora.click("Save my offer").sees(".pl-said", "Saved. You are not asked to mentor.");
    }

    private void waitsForAMentor(String worker) {
        var request = agency.asks(
                worker,
                "mentoring-assignment",
                TestAgency.form(
                        "mentoringGoal",
                        "Lead groups with more ease",
                        "focusAreas",
                        TestAgency.json("[\"boundaries\"]"),
                        "preferredMeeting",
                        "any",
                        "languages",
                        TestAgency.json("[\"en\"]")));
        agency.runs(request, "businessRuleTask_scoreMentors");
    }

    private void promiseForLearning(String worker, Year year) {
        jdbc.sql("insert into ledger_account (kind, holder, unit, account, in_year, cap, reserved, posted)"
                        + " values ('worker', ?, 'USD', 'education', ?, 5250, 2140, 0)")
                .params(worker, year.getValue())
                .update();
        jdbc.sql("insert into ledger_entry (entered_at, kind, unit, amount, currency, case_number, worker_id, account,"
                        + " plan_year, fiscal_year) values (now(), 'reserve', 'USD', 2140, 'USD', 'TUI-2026-0001', ?,"
                        + " 'education', ?, ?)")
                .params(worker, year.getValue(), year.getValue())
                .update();
    }

    private static void assertNothingGrave(Person somebody) {
        assertNothingGrave(new AxeBuilder(somebody.page()));
    }

    private static void assertNothingGrave(AxeBuilder axe) {
        var found = axe.analyze();

        assertThat(found.getPasses()).as("what was looked at").hasSizeGreaterThan(5);
        assertThat(found.getViolations().stream()
                        .filter(each -> GRAVE.contains(each.getImpact()))
                        .map(each -> each.getId() + " " + each.getNodes()))
                .isEmpty();
    }
}
