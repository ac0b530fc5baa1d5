package org.peerladder.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerladder.TestAgency.form;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.peerladder.TestAgency;
import org.peerladder.access.Accounts;
import org.peerladder.career.RosterFile;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Scripts planted wherever somebody may write: names, free text, comments, names of files, models, lists and groups. The
 * webapps show them as the text they are; none ever runs, and nothing is fetched from elsewhere.
 */
@BrowserTest
class PlantedScriptsTest {

    private static final String RAN = "a planted script ran";

    /** Seen on a page where the text is shown as it was written. */
    private static final String TAG = "<img src=x onerror=";

    private static final String NUMBER = TAG + "window.__ran=1>";

    private static final String TAGS =
            """
            <img src=x onerror=window.__ran=1><script>window.__ran=1</script><svg onload=window.__ran=1> \
            [go](javascript:window.__ran=1) ![i](http://stranger.example/i.png)""";

    private static final String SCRIPTS = TAGS + "{{constructor.constructor(\"window.__ran=1\")()}}";

    /** A model whose names have double braces is not deployed. */
    private static final String MODEL =
            """
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="planted">
              <bpmn:process id="planted" name="TAGS" isExecutable="true" camunda:historyTimeToLive="1">
                <bpmn:documentation>SCRIPTS</bpmn:documentation>
                <bpmn:startEvent id="start" name="TAGS" />
                <bpmn:sequenceFlow id="flow" sourceRef="start" targetRef="task" />
                <bpmn:userTask id="task" name="TAGS" camunda:assignee="admin" camunda:formRef="planted"
                    camunda:formRefBinding="latest">
                  <bpmn:documentation>Described SCRIPTS</bpmn:documentation>
                </bpmn:userTask>
              </bpmn:process>
              <bpmndi:BPMNDiagram>
                <bpmndi:BPMNPlane bpmnElement="planted">
                  <bpmndi:BPMNShape bpmnElement="start"><dc:Bounds x="0" y="0" width="36" height="36" /></bpmndi:BPMNShape>
                  <bpmndi:BPMNShape bpmnElement="task"><dc:Bounds x="80" y="0" width="300" height="200" /></bpmndi:BPMNShape>
                </bpmndi:BPMNPlane>
              </bpmndi:BPMNDiagram>
            </bpmn:definitions>
            """
                    .replace("TAGS", quoted(TAGS))
                    .replace("SCRIPTS", quoted(SCRIPTS));

    private static final String FORM =
            """
            {"id": "planted", "type": "default", "schemaVersion": 16, "executionPlatform": "Camunda Platform",
             "executionPlatformVersion": "7.24.0", "components": [
               {"type": "text", "id": "Text_planted", "text": "Planted SCRIPTS"},
               {"type": "html", "id": "Html_planted", "content": "<p>Planted SCRIPTS</p>"},
               {"type": "textfield", "id": "Field_planted", "key": "answer", "label": "SCRIPTS"}]}
            """
                    .replace("SCRIPTS", SCRIPTS.replace("\"", "\\\""));

    private static final String COCKPIT = "/camunda/app/cockpit/default/#/";
    private static final String ADMIN = "/camunda/app/admin/default/#/";

    @RegisterExtension
    final Browser browser = new Browser();

    @LocalServerPort
    int port;

    @Autowired
    TestAgency agency;

    @Autowired
    Accounts accounts;

    @Autowired
    ProcessEngine engine;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    IdentityService identity;

    @Autowired
    FilterService filters;

    private ProcessInstance request;
    private ProcessInstance planted;
    private String deployment;

    @BeforeEach
    void plant() {
        agency.open();
        var name = "\"" + SCRIPTS.replace("\"", "\"\"") + "\"";
        agency.roster(
                RosterFile.STAFF,
                """
                ana,Ana,NAME,ana@example.org,NAME,adult,peer-1,23.00,40,-500d,-500d,marcus,peers,true
                eli,Eli,NAME,eli@example.org,NAME,adult,peer-3,31.00,40,-1500d,-600d,marcus,peers;panel,true
                marcus,Marcus,NAME,marcus@example.org,NAME,adult,peer-supervisor,42.00,40,-2500d,-900d,dana,peers;supervisors,true
                pat,Pat,NAME,,Office,,NAME,25.00,40,-2500d,-900d,dana,process-owners,true
                """
                        .replace("NAME", name));
        List.of("ana", "eli", "marcus", "lena", "dana", "pat").forEach(each -> accounts.setPassword(each, "planted"));
        deployment = agency.as("pat", () -> repository
                .createDeployment()
                .name(SCRIPTS)
                .source(SCRIPTS)
                .addString(SCRIPTS + ".bpmn", MODEL)
                .addString("form " + SCRIPTS + ".form", FORM)
                .deploy()
                .getId());
        planted = runtime.startProcessInstanceByKey(
                "planted",
                NUMBER,
                Variables.putValue("words", SCRIPTS)
                        .putValue(
                                "file",
                                Variables.fileValue(SCRIPTS + ".html")
                                        .file(SCRIPTS.getBytes())
                                        .mimeType("text/html")
                                        .create()));
        request = requestFor(SCRIPTS);
        var list = filters.newTaskFilter(SCRIPTS);
        list.setQuery(tasks.createTaskQuery());
        list.setProperties(Map.of(
                "description",
                SCRIPTS,
                "priority",
                50,
                "variables",
                List.of(Map.of("name", "words", "label", SCRIPTS))));
        filters.saveFilter(list);
        var group = identity.newGroup("planted");
        group.setName(SCRIPTS);
        identity.saveGroup(group);
    }

    @AfterEach
    void clear() {
        repository.deleteDeployment(deployment, true);
        filters.deleteFilter(
                filters.createFilterQuery().filterName(SCRIPTS).singleResult().getId());
        identity.deleteGroup("planted");
    }

    @Test
    void whatRunsIsNoticed() {
        var ana = browser.person(port).opens("/");

        ana.page().evaluate("window.__ran = 1");
        ana.page().waitForCondition(() -> !ana.faults().isEmpty());

        assertThat(ana.faults()).containsExactly(RAN);
    }

    @Test
    void tasklistShowsThemAsText() {
        var endorse = agency.taskOf("marcus", request, "userTask_endorse");
        agency.as("marcus", () -> tasks.createComment(endorse.getId(), null, "A comment " + SCRIPTS));
        var marcus = signIn("marcus", "tasklist");

        shows(marcus, ".account", TAG, "tasklist-name");
        shows(marcus, ".task-filter", TAG, "tasklist-filters");
        shows(marcus, ".tasks-list", TAG, "tasklist-list");
        opensTask(marcus, endorse);
        shows(marcus, ".fjs-container blockquote", TAG, "tasklist-form");
        marcus.click("History");
        shows(marcus, ".task-details", "A comment " + TAG, "tasklist-comment");

        nothingRan(marcus);
    }

    @Test
    void tasklistShowsFormsAndModelsAsText() {
        var admin = signIn("admin", "tasklist");

        opensTask(
                admin,
                tasks.createTaskQuery().processInstanceId(planted.getId()).singleResult());
        shows(admin, ".fjs-container", TAG, "tasklist-planted-form");
        admin.click("Description");
        shows(admin, ".task-details", "Described " + TAG, "tasklist-planted-description");
        admin.click("Diagram");
        shows(admin, ".djs-container", "<img src=x", "tasklist-planted-diagram");

        nothingRan(admin);
    }

    @Test
    void reviewersReadThemAsText() {
        var endorse = agency.taskOf("marcus", request, "userTask_endorse");
        agency.as("marcus", () -> agency.submits(endorse, form("endorsement", "not-yet", "comment", SCRIPTS)));
        agency.runs(request, "event_conflictWindowClosed");
        agency.runs(request, "businessRuleTask_panelRule");

        var lena = signIn("lena", "tasklist");
        opensTask(lena, agency.taskOf("lena", request, "userTask_seatPanel"));
        shows(lena, ".fjs-container label", "Eli " + TAG, "tasklist-seat-panel");
        nothingRan(lena);

        agency.seats(request, "eli", "fay", "dee");
        var eli = signIn("eli", "tasklist");
        opensTask(eli, agency.taskOf("eli", request, "userTask_review"));
        shows(eli, ".fjs-container blockquote", TAG, "tasklist-review");
        nothingRan(eli);
    }

    @Test
    void cockpitShowsThemAsTextToManagers() {
        var dana = signIn("dana", "cockpit");

        dana.opens(COCKPIT + "processes");
        shows(dana, ".processes-dashboard", TAG, "cockpit-processes");
        dana.opens(COCKPIT + "process-instance/" + request.getId() + "/runtime");
        shows(dana, ".business-key", TAG, "cockpit-case");
        shows(dana, ".ctn-content-bottom", TAG, "cockpit-variables");

        nothingRan(dana);
    }

    @Test
    void cockpitShowsDeploymentsAsText() {
        var dana = signIn("dana", "cockpit");

        dana.opens(COCKPIT + "repository?deployment=" + deployment);
        dana.page().getByText(".bpmn").first().click();
        shows(dana, ".djs-container", "<img src=x", "cockpit-deployed-model");
        shows(dana, "body", TAG, "cockpit-deployment");
        dana.page().getByText(".form").first().click();
        shows(dana, ".fjs-container", TAG, "cockpit-deployed-form");

        nothingRan(dana);
    }

    @Test
    void cockpitShowsThemAsTextToAdministrators() {
        var admin = signIn("admin", "cockpit");

        admin.opens(COCKPIT + "process-definition/" + planted.getProcessDefinitionId() + "/runtime");
        shows(admin, ".definition-name", TAG, "cockpit-planted-process");
        admin.opens(COCKPIT + "process-instance/" + planted.getId() + "/runtime");
        shows(admin, ".business-key", TAG, "cockpit-planted-case");
        shows(admin, ".ctn-content-bottom", TAG, "cockpit-planted-variables");
        admin.click("User Tasks");
        shows(admin, ".ctn-content-bottom a", TAG, "cockpit-planted-tasks");

        nothingRan(admin);
    }

    @Test
    void adminShowsThemAsText() {
        var admin = signIn("admin", "admin");

        admin.opens(ADMIN + "users");
        shows(admin, "table", "Ana " + TAG, "admin-users");
        admin.opens(ADMIN + "users/marcus?tab=profile");
        shows(admin, "h3", TAG, "admin-user");
        admin.opens(ADMIN + "groups");
        shows(admin, "table", TAG, "admin-groups");
        admin.opens(ADMIN + "groups/planted?tab=groupInformation");
        shows(admin, "h3", TAG, "admin-group");

        nothingRan(admin);
    }

    private Person signIn(String user, String app) {
        return browser.person(port).signIn(user, user.equals("admin") ? "Ladder-4-Tests!" : "planted", app);
    }

    private static void opensTask(Person person, Task task) {
        person.opens("/camunda/app/tasklist/default/#/?task=" + task.getId());
    }

    /** What was planted can be read in this part of the page: it did get there. */
    private static void shows(Person person, String part, String text, String photo) {
        person.sees(part, text).photo(photo);
    }

    /** What the browser itself refused did not run. */
    private static void nothingRan(Person person) {
        assertThat(person.faults())
                .allMatch(fault -> fault.contains("violates the following Content Security Policy directive")
                        || fault.matches("404 GET /camunda/app/\\w+/default/x"));
    }

    /** Asked for with these words, and given a number that a client can never give it. */
    private ProcessInstance requestFor(String goal) {
        var request = agency.asks(
                "ana", "promotion", form("targetPosition", "peer-2", "careerGoal", goal, "keepDirectService", true));
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(context -> {
                    context.getExecutionManager()
                            .findExecutionById(request.getId())
                            .setProcessBusinessKey(NUMBER);
                    return null;
                });
        agency.runs(request, "businessRuleTask_assessEligibility");
        return request;
    }

    private static String quoted(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
