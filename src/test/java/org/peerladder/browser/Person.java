package org.peerladder.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Somebody in front of a window of the browser. What goes wrong behind the page is written down. */
class Person {

    /** The webapps ask these before anyone has signed in, and know what to make of it. */
    private static final Set<String> NOT_THERE_YET =
            Set.of("404 GET /camunda/api/admin/auth/user/default", "404 GET /camunda-welcome");

    private final BrowserContext window;
    private final Page page;
    private final Path screenshots;
    private final List<String> faults = new ArrayList<>();

    Person(BrowserContext window, Path screenshots) {
        this.window = window;
        this.screenshots = screenshots;
        window.route(url -> url.startsWith("http") && !url.startsWith("http://localhost:"), this::refuse);
        window.onDialog(dialog -> {
            faults.add("dialog " + dialog.message());
            dialog.dismiss();
        });
        // Told at once, on whichever page and in whichever frame it happens
        window.exposeFunction("noteThatItRan", nothing -> faults.add("a planted script ran"));
        window.addInitScript("Object.defineProperty(window, '__ran', {set: () => noteThatItRan()})");
        window.onResponse(this::note);
        window.onWebError(error -> faults.add(error.error()));
        window.onConsoleMessage(this::note);
        page = window.newPage();
    }

    /** Goes to a page of the application. */
    Person opens(String path) {
        page.navigate(path);
        return this;
    }

    /** Signs in to a webapp: {@code tasklist}, {@code cockpit} or {@code admin}. */
    Person signIn(String user, String password, String app) {
        opens("/camunda/app/" + app + "/default/");
        var name = page.getByPlaceholder("Username");
        var secret = page.getByPlaceholder("Password");
        // While it loads, the page puts the cursor back into the first field, also in the middle of writing
        do {
            name.fill(user);
            secret.fill(password);
        } while (!name.inputValue().equals(user) || !secret.inputValue().equals(password));
        page.getByRole(AriaRole.BUTTON).first().click();
        page.locator(".account").waitFor();
        return this;
    }

    Page page() {
        return page;
    }

    /** Waits until this text can be seen in a part of the page. */
    Person sees(String part, String text) {
        page.locator(part)
                .filter(new Locator.FilterOptions().setHasText(text).setVisible(true))
                .first()
                .waitFor();
        return this;
    }

    /** Comes back to Tasklist later. */
    Person returns() {
        return opens("/").opens("/camunda/app/tasklist/default/");
    }

    /** Opens a task of a list. */
    Person openTask(String list, String name) {
        page.locator(".task-filter").getByText(list).click();
        page.locator(".tasks-list").getByText(name).first().click();
        page.locator(".task-details .fjs-container").waitFor();
        return this;
    }

    /** Takes the open task on, so that its form can be filled in. */
    Person claims() {
        page.locator(".task-details .assignee").getByText("Claim").click();
        page.locator(".task-details .disabled-form")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        return this;
    }

    /** Writes into a field, and leaves it. */
    Person writes(String label, String text) {
        var field = field(label);
        field.fill(text);
        field.blur();
        return this;
    }

    /** Ticks a box or chooses an answer. */
    Person ticks(String label) {
        field(label).check();
        return this;
    }

    /** Chooses from a list that one can search. */
    Person chooses(String label, String option) {
        field(label).click();
        page.locator(".fjs-dropdownlist")
                .getByText(option, new Locator.GetByTextOptions().setExact(true))
                .click();
        return this;
    }

    /** Chooses several from a list that one can search, and leaves it. */
    Person choosesAll(String label, String... options) {
        for (var option : options) {
            chooses(label, option);
        }
        field(label).blur();
        return this;
    }

    /** Chooses from a list that one cannot search. */
    Person picks(String label, String option) {
        page.locator(".fjs-form-field-select")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("label", new Page.LocatorOptions().setHasText(label))))
                .locator(".fjs-input-group")
                .click();
        page.locator(".fjs-dropdownlist")
                .getByText(option, new Locator.GetByTextOptions().setExact(true))
                .click();
        return this;
    }

    private Locator field(String label) {
        return page.locator(".fjs-container").getByLabel(label).first();
    }

    /** Sends the form off; the task is then gone. */
    void completes() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete"))
                .click();
        page.locator(".task-details .fjs-container")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    /** The first of the elements whose whole text this is. */
    Locator text(String text) {
        return page.getByText(text, new Page.GetByTextOptions().setExact(true)).first();
    }

    /** Opens a tab, follows a link or presses a button, by its text. */
    Person click(String text) {
        text(text).click();
        return this;
    }

    /** Whether something with this text can be seen and pressed. */
    boolean isOffered(String text) {
        return text(text).isVisible();
    }

    /** Keeps a picture of the page as it is now. */
    Person photo(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(screenshots.resolve(name + ".png")));
        return this;
    }

    /** The same in a window so tall that a whole form is seen. */
    Person wholePhoto(String name) {
        page.setViewportSize(1400, 2400);
        photo(name);
        page.setViewportSize(1400, 900);
        return this;
    }

    /** Everything that went wrong so far: refused or failed requests, errors of scripts, dialogs, foreign hosts. */
    List<String> faults() {
        return faults;
    }

    void leave() {
        window.close();
    }

    private void refuse(Route route) {
        faults.add("foreign " + route.request().url());
        route.abort();
    }

    private void note(Response response) {
        if (response.status() >= 400) {
            var fault = response.status() + " " + response.request().method() + " "
                    + URI.create(response.url()).getPath();
            if (!NOT_THERE_YET.contains(fault)) {
                faults.add(fault);
            }
        }
    }

    private void note(ConsoleMessage message) {
        // What failed to load is noted as a response
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
            faults.add(message.text());
        }
    }
}
