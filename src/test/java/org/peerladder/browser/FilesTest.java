package org.peerladder.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.peerladder.TestAgency;
import org.peerladder.access.Accounts;
import org.peerladder.files.Papers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Papers are added where people already are: at a task, and at one's own request. */
@BrowserTest
class FilesTest {

    @RegisterExtension
    final Browser browser = new Browser();

    @LocalServerPort
    int port;

    @Autowired
    TestAgency agency;

    @Autowired
    Accounts accounts;

    @BeforeEach
    void open() {
        agency.open();
        List.of("ana", "marcus", "eli").forEach(each -> accounts.setPassword(each, "papers"));
    }

    @Test
    void addedAtARequestAndReadAtATask() throws Exception {
        agency.assessedRequest("ana");
        var ana = signIn("ana");
        ana.click("My requests").click("Files").sees(".pl-files", "There are no files yet.");
        add(ana, new FilePayload("Beleg für März.pdf", "application/pdf", Papers.pdf()));
        ana.sees(".pl-files-list", "Beleg für März.pdf").sees(".pl-said", "Added: Beleg für März.pdf");
        assertNothingGrave(ana, ".pl-request");
        ana.photo("1-my-requests");

        var marcus = signIn("marcus");
        marcus.openTask("My tasks", "Endorse the request").click("Files").sees(".pl-files-list", "Ana Alvarez");
        var download = marcus.page().waitForDownload(() -> marcus.click("Beleg für März.pdf"));
        assertThat(download.suggestedFilename()).isEqualTo("Beleg für März.pdf");
        assertThat(Files.readAllBytes(download.path())).isEqualTo(Papers.pdf());
        assertThat(marcus.isOffered("Delete")).isFalse();

        add(
                marcus,
                new FilePayload("one.pdf", "application/pdf", Papers.pdf()),
                new FilePayload("two.pdf", "application/pdf", Papers.pdf()));
        marcus.sees(".pl-said", "Added: one.pdf, two.pdf");
        assertNothingGrave(marcus, ".pl-files");
        marcus.photo("2-task");
        marcus.page()
                .getByRole(
                        AriaRole.BUTTON, new com.microsoft.playwright.Page.GetByRoleOptions().setName("Delete two.pdf"))
                .click();
        marcus.sees(".pl-said", "two.pdf is deleted.");
        assertThat(marcus.page().locator(".pl-files-list li").allInnerTexts())
                .hasSize(2)
                .noneMatch(line -> line.contains("two.pdf"));
        assertThat(ana.faults()).isEmpty();
        assertThat(marcus.faults()).isEmpty();
    }

    @Test
    void aFileThatLiesIsExplained() {
        agency.assessedRequest("ana");
        var marcus = signIn("marcus");
        marcus.openTask("My tasks", "Endorse the request").click("Files");

        marcus.sees(".pl-files", "There are no files yet.").click("Upload").sees(".pl-said", "Choose a file first.");
        add(
                marcus,
                new FilePayload("a.pdf", "application/pdf", "<html>".getBytes(StandardCharsets.US_ASCII)),
                new FilePayload("b.pdf", "application/pdf", Papers.pdf()));

        marcus.sees(".pl-said", "\"a.pdf\": This is a web page named .pdf.")
                .sees(".pl-files", "There are no files yet.")
                .photo("3-lies");
    }

    @Test
    void aReviewerIsToldThatPapersAreNotShown() {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        var eli = signIn("eli");

        eli.openTask("My tasks", "Review the request")
                .click("Files")
                .sees(".pl-said", "The files of this request are not shown in this step.");
    }

    private static void add(Person person, FilePayload... files) {
        person.page().getByLabel("Add files").setInputFiles(files);
        person.click("Upload");
    }

    private static void assertNothingGrave(Person person, String part) {
        assertThat(new AxeBuilder(person.page())
                        .include(part).analyze().getViolations().stream()
                                .filter(each -> List.of("serious", "critical").contains(each.getImpact()))
                                .map(each -> each.getId() + " " + each.getNodes()))
                .isEmpty();
    }

    private Person signIn(String user) {
        return browser.person(port).signIn(user, "papers", "tasklist");
    }
}
