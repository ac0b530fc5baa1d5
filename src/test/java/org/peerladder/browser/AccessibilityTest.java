package org.peerladder.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.TestAgency;
import org.peerladder.access.Accounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;

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
