package org.peerladder.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.plugin.variable.SpinValues;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.peerladder.promotion.PromotionProcess;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Requests in different stages. Each step is taken by the person whose step it is, through the same forms and with the same
 * rights as in Tasklist; so what the rules refuse fails here too. Ana and Ben have none: they are free to try.
 */
@Component
@Profile("demo")
class SampleCases {

    private final RepositoryService repositoryService;
    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final FormService formService;
    private final IdentityService identityService;
    private final ManagementService managementService;
    private final Clock clock;

    SampleCases(
            RepositoryService repositoryService,
            RuntimeService runtimeService,
            TaskService taskService,
            FormService formService,
            IdentityService identityService,
            ManagementService managementService,
            Clock clock) {
        this.repositoryService = repositoryService;
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.formService = formService;
        this.identityService = identityService;
        this.managementService = managementService;
        this.clock = clock;
    }

    void open() {
        promoted();
        growthPlanAgreed();
        offerToBePrepared();
        oneViewGiven();
        panelToBeSeated();
        waitsForSupervisor();
        waitsForDirector();
    }

    private void promoted() {
        var request = ask("maya", "peer-2", "I want to welcome families on their first day and train others to do it.");
        endorse(request, "otis", "Families ask for her by name, and she is the one new colleagues turn to.");
        nameConflicts(request, "maya");
        seat(request, "fay", "ines", "tomas");
        review(request, "fay", "promote");
        review(request, "ines", "promote");
        review(request, "tomas", "promote");
        offer(request, "26.20");
        step(request, "maya", "userTask_considerOffer", Map.of("offerDecision", "accept", "announce", true));
    }

    private void growthPlanAgreed() {
        var request = ask("noor", "peer-2", "I want to lead the Saturday group.");
        step(request, "noor", "userTask_chooseRoute", Map.of("route", "plan"));
        step(
                request,
                "otis",
                "userTask_agreeGrowthPlan",
                Map.of(
                        "planSteps",
                        json(
                                """
                                {"step1": {"what": "Take the mentor training", "date": "%s", "owner": "Noor",
                                           "agencyGives": "Two paid days"},
                                 "step2": {"what": "Lead the Saturday group beside Rafael", "date": "%s", "owner": "Otis",
                                           "agencyGives": "Three hours a week"}}
                                """
                                        .formatted(today().plusMonths(2), today().plusMonths(4)))));
        step(request, "noor", "userTask_confirmGrowthPlan", Map.of("confirmed", true));
    }

    private void offerToBePrepared() {
        var request = ask("leah", "peer-2", "I want to work with schools as well as with young people.");
        endorse(request, "nadia", "She has built our contact with two schools from nothing.");
        nameConflicts(request, "leah");
        seat(request, "dee", "yara", "rafael");
        review(request, "dee", "promote");
        review(request, "yara", "promote");
        review(request, "rafael", "develop");
    }

    private void oneViewGiven() {
        var request = ask("jon", "peer-3", "I want to teach new colleagues how to stand beside a family in a hearing.");
        endorse(request, "otis", "He already does a part of this work, and does it well.");
        nameConflicts(request, "jon");
        seat(request, "eli", "fay", "kofi");
        review(request, "kofi", "promote");
    }

    private void panelToBeSeated() {
        var request = ask("pablo", "peer-2", "I want to support fathers, and to mentor somebody one day.");
        endorse(request, "otis", "Reliable and warm; ready for more.");
        nameConflicts(request, "pablo", "samir");
    }

    private void waitsForSupervisor() {
        ask("hana", "peer-2", "I want to plan activities of my own and see them through.");
    }

    /** Tess has no supervisor of record. */
    private void waitsForDirector() {
        ask("tess", "peer-3", "I want to bring up the next generation of youth peers.");
    }

    private String ask(String worker, String position, String goal) {
        var process = repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey(PromotionProcess.KEY)
                .latestVersion()
                .singleResult();
        var request = as(
                worker,
                () -> formService.submitStartForm(
                        process.getId(),
                        Map.of("targetPosition", position, "careerGoal", goal, "keepDirectService", true)));
        return moveOn(numberOf(request));
    }

    private void endorse(String request, String supervisor, String comment) {
        step(request, supervisor, "userTask_endorse", Map.of("endorsement", "endorse", "comment", comment));
    }

    private void nameConflicts(String request, String worker, String... people) {
        step(request, worker, "userTask_nameConflicts", Map.of("conflicts", list(people)));
    }

    private void seat(String request, String... panelists) {
        step(request, "lena", "userTask_seatPanel", Map.of("panelists", list(panelists)));
    }

    private void review(String request, String panelist, String ballot) {
        step(
                request,
                panelist,
                "userTask_review",
                Map.of(
                        "ballot",
                        ballot,
                        "competencyRatings",
                        json("{\"communication\": 4, \"boundaries\": 3, \"teamwork\": 4}"),
                        "strengths",
                        "Listens first, keeps what was promised, and shares what works.",
                        "growth",
                        "Could hand over more, and write down what others can learn from."));
    }

    private void offer(String request, String hourlyRate) {
        step(
                request,
                "lena",
                "userTask_confirmOffer",
                Map.of("hourlyRate", hourlyRate, "effectiveDate", today().toString(), "funding", "funded"));
    }

    /** One person does one step of a request, as it stands in their task list; then the request moves on. */
    private void step(String request, String person, String step, Map<String, Object> answers) {
        as(person, () -> {
            var task = theirs(request, person, step);
            if (task.getAssignee() == null) {
                taskService.claim(task.getId(), person);
            }
            formService.submitTaskForm(task.getId(), answers);
            return null;
        });
        moveOn(request);
    }

    private Task theirs(String request, String person, String step) {
        return taskService.createTaskQuery().processInstanceBusinessKey(request).taskDefinitionKey(step).list().stream()
                .filter(task -> task.getAssignee() == null || task.getAssignee().equals(person))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(person + " has no " + step + " in " + request));
    }

    /** Does what the job executor would do next, until the request waits for a person or a day. */
    private String moveOn(String request) {
        for (var due = dueJobs(request); !due.isEmpty(); due = dueJobs(request)) {
            managementService.executeJob(due.get(0).getId());
        }
        return request;
    }

    private List<Job> dueJobs(String request) {
        return runtimeService.createProcessInstanceQuery().processInstanceBusinessKey(request).list().stream()
                .flatMap(instance ->
                        managementService
                                .createJobQuery()
                                .processInstanceId(instance.getId())
                                .executable()
                                .list()
                                .stream())
                .toList();
    }

    private String numberOf(ProcessInstance request) {
        return runtimeService
                .createProcessInstanceQuery()
                .processInstanceId(request.getId())
                .singleResult()
                .getBusinessKey();
    }

    private <T> T as(String person, Supplier<T> action) {
        var groups = identityService.createGroupQuery().groupMember(person).list().stream()
                .map(Group::getId)
                .toList();
        identityService.setAuthentication(person, groups);
        try {
            return action.get();
        } finally {
            identityService.clearAuthentication();
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static JsonValue list(String... ids) {
        return json(ids.length == 0 ? "[]" : "[\"" + String.join("\",\"", ids) + "\"]");
    }

    private static JsonValue json(String text) {
        return SpinValues.jsonValue(text).create();
    }
}
