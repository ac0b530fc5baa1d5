package org.peerladder.browser;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Chromium, started once for all tests and closed after the last. Every person has a window of their own, with
 * cookies of their own; when a test fails, a picture of each is kept.
 */
class Browser implements BeforeEachCallback, AfterTestExecutionCallback, AfterEachCallback {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /** No sandbox, for builds run as root; nothing that Chromium would ask the internet for by itself. */
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final List<Person> people = new ArrayList<>();
    private Chromium chromium;
    private String test;

    /** Somebody in front of a window, who has not been anywhere yet. */
    Person person(int port) {
        var person = new Person(
                chromium.browser()
                        .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                                .setBaseURL("http://localhost:" + port)
                                .setViewportSize(1400, 900)),
                Path.of("target", "screenshots", test));
        people.add(person);
        return person;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        test = context.getRequiredTestClass().getSimpleName();
        chromium = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Browser.class))
                .getOrComputeIfAbsent(Chromium.class, ignored -> Chromium.start(), Chromium.class);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            var name = "failed-" + context.getRequiredTestMethod().getName() + "-";
            people.forEach(person -> person.photo(name + (people.indexOf(person) + 1)));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        people.forEach(Person::leave);
        people.clear();
    }

    private record Chromium(Playwright playwright, com.microsoft.playwright.Browser browser)
            implements ExtensionContext.Store.CloseableResource {

        static Chromium start() {
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            var browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(executable(playwright))
                            .setArgs(ARGUMENTS));
            return new Chromium(playwright, browser);
        }

        private static Path executable(Playwright playwright) {
            var folders = Stream.concat(
                    Stream.of("/usr/bin"), Stream.of(System.getenv("PATH").split(File.pathSeparator)));
            return Stream.concat(
                            folders.flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name))),
                            Stream.of(Path.of(playwright.chromium().executablePath())))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalStateException(
                                    "The browser tests need a browser. Install Debian's package chromium: apt-get install chromium"));
        }

        @Override
        public void close() {
            playwright.close();
        }
    }
}
