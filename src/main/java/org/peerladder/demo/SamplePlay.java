package org.peerladder.demo;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
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
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.peerladder.cases.Cases;
import org.peerladder.files.FileIntake;
import org.peerladder.notices.DeadlineSweep;
import org.peerladder.policy.PolicyGap;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Plays stories day by day, with the engine's clock set to each of those days: what was asked three weeks ago was due last
 * week, and the deadlines have done since then what they do. Each step is taken by the person whose step it is, through
 * the same forms and with the same rights as in Tasklist; so what the rules refuse fails here too.
 */
@Component
@Profile("demo")
class SamplePlay {

    private static final LocalTime MORNING = LocalTime.of(6, 0);
    private static final LocalTime WORK_BEGINS = LocalTime.of(9, 0);
    private static final int MINUTES_BETWEEN_STEPS = 11;

    private final RepositoryService repositoryService;
    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final FormService formService;
    private final IdentityService identityService;
    private final ManagementService managementService;
    private final Cases cases;
    private final FileIntake files;
    private final DeadlineSweep deadlines;
    private final Clock clock;
    private LocalDate today;

    SamplePlay(
            RepositoryService repositoryService,
            RuntimeService runtimeService,
            TaskService taskService,
            FormService formService,
            IdentityService identityService,
            ManagementService managementService,
            Cases cases,
            FileIntake files,
            DeadlineSweep deadlines,
            Clock clock) {
        this.repositoryService = repositoryService;
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.formService = formService;
        this.identityService = identityService;
        this.managementService = managementService;
        this.cases = cases;
        this.files = files;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** All stories side by side, so that request numbers rise with the days. Afterwards the clock is right again. */
    void play(List<Story> stories) {
        today = LocalDate.now(clock);
        var steps = stories.stream()
                .flatMap(story -> story.steps().stream())
                .sorted(Comparator.comparingInt(Story.Step::daysAgo).reversed())
                .toList();
        try {
            var day = workingDaysAgo(steps.get(0).daysAgo());
            for (; day.isBefore(today); day = day.plusDays(1)) {
                begin(day);
                var time = WORK_BEGINS;
                for (var step : steps) {
                    if (step.daysAgo() > 0 && workingDaysAgo(step.daysAgo()).equals(day)) {
                        setClock(day, time);
                        take(step);
                        time = time.plusMinutes(MINUTES_BETWEEN_STEPS);
                    }
                }
            }
        } finally {
            ClockUtil.reset();
        }
        nightIsOver();
        steps.stream().filter(step -> step.daysAgo() == 0).forEach(this::take);
    }

    private void begin(LocalDate day) {
        setClock(day, MORNING);
        nightIsOver();
    }

    /** Effective dates are reached, and what has waited too long is handed on. */
    private void nightIsOver() {
        runDueJobs();
        deadlines.sweep();
    }

    private void take(Story.Step step) {
        step.happens(this);
        runDueJobs();
    }

    private void setClock(LocalDate day, LocalTime time) {
        Instant then = day.atTime(time).atZone(clock.getZone()).toInstant();
        ClockUtil.offset(then.toEpochMilli() - System.currentTimeMillis());
    }

    /** The day on which the demo starts, whatever the clock says while it plays. */
    LocalDate today() {
        return today;
    }

    /** Monday to Friday; a holiday more or less makes no difference to a story. */
    LocalDate workingDaysAgo(int days) {
        var day = today;
        for (int left = days; left > 0; ) {
            day = day.minusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return day;
    }

    void ask(Story story, String person, String process, Map<String, Object> form) {
        var definition = repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult();
        var request = as(person, () -> formService.submitStartForm(definition.getId(), form));
        story.isCalled(runtimeService
                .createProcessInstanceQuery()
                .processInstanceId(request.getId())
                .singleResult()
                .getBusinessKey());
    }

    /** One person does one step of a request, as it stands in their task list. */
    void answer(Story story, String person, String step, Map<String, Object> answers) {
        as(person, () -> {
            var task = theirs(story, person, step);
            if (task.getAssignee() == null) {
                taskService.claim(task.getId(), person);
            }
            formService.submitTaskForm(task.getId(), answers);
            return null;
        });
    }

    void withdraw(Story story) {
        as(story.worker(), () -> {
            cases.withdraw(story.number());
            return null;
        });
    }

    void stepAside(Story story, String person) {
        as(person, () -> cases.stop(story.number(), person));
    }

    void add(Story story, Resource file) {
        as(story.worker(), () -> {
            files.add(story.number(), story.worker(), file);
            return null;
        });
    }

    private Task theirs(Story story, String person, String step) {
        return taskService
                .createTaskQuery()
                .processInstanceBusinessKey(story.number())
                .taskDefinitionKey(step)
                .list()
                .stream()
                .filter(task -> task.getAssignee() == null || task.getAssignee().equals(person))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(person + " has no " + step + " in the request of " + story.worker()));
    }

    /** Does what the job executor would do next, until every request waits for a person or a day. */
    private void runDueJobs() {
        for (var due = dueJobs(); !due.isEmpty(); due = dueJobs()) {
            due.forEach(this::run);
        }
    }

    /** A table without the row that is asked for stops a request, at once and not after some attempts. */
    private void run(Job job) {
        try {
            managementService.executeJob(job.getId());
        } catch (RuntimeException e) {
            if (!isPolicyGap(e)) {
                throw e;
            }
            managementService.setJobRetries(job.getId(), 0);
        }
    }

    private static boolean isPolicyGap(Throwable thrown) {
        return thrown != null && (thrown instanceof PolicyGap || isPolicyGap(thrown.getCause()));
    }

    private List<Job> dueJobs() {
        return managementService.createJobQuery().executable().list().stream()
                .filter(job -> job.getProcessInstanceId() != null)
                .toList();
    }

    <T> T as(String person, Supplier<T> action) {
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
}
