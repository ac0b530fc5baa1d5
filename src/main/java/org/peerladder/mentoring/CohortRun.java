package org.peerladder.mentoring;

import static java.util.stream.Collectors.toMap;
import static org.peerladder.mentoring.MentoringProcess.*;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.peerladder.Refusal;
import org.peerladder.Refusal.Fault;
import org.peerladder.audit.AuditTrail;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.peerladder.engine.ApplicationRights;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mentors for many at once: for those who wait because nobody was free, and those who let a coordinator choose. It proposes;
 * a coordinator decides, and each mentor is asked. Us to the engine.
 */
@Component
class CohortRun {

    private static final String CHOOSE = "userTask_chooseMentor";
    private static final String ACCEPT = "userTask_acceptMentee";
    private static final String WAIT = "event_mentorAvailable";
    private static final String CHOSEN = "flow_mentorChosen";
    private static final String CHOICES = "choices";

    /** How many others are named beside the one who is proposed. */
    private static final int OTHERS = 10;

    /** @param candidates the best, and who is proposed; for a coordinator who would rather ask somebody else */
    record Match(
            String caseNumber,
            String menteeId,
            String menteeName,
            String mentorId,
            String mentorName,
            int score,
            List<Reason> reasons,
            List<Other> candidates) {}

    record Other(String mentorId, String name, int score) {}

    /** @param candidates who could suit, but has no place left beside those who are proposed for others */
    record Unmatched(String caseNumber, String menteeId, String menteeName, List<Other> candidates) {}

    record Proposal(List<Match> matches, List<Unmatched> unmatched) {}

    record Choice(String caseNumber, String mentorId) {}

    /** @param task in coordinators' hands; null for who waits for a free place */
    private record Open(String caseNumber, String instanceId, Task task, Wish wish, Set<String> askedBefore) {}

    private final WaitingList waiting;
    private final Mentors mentors;
    private final MentoringPolicy policy;
    private final MentoringFacts facts;
    private final Career career;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ApplicationRights rights;
    private final AuditTrail audit;
    private final Clock clock;

    CohortRun(
            WaitingList waiting,
            Mentors mentors,
            MentoringPolicy policy,
            MentoringFacts facts,
            Career career,
            RuntimeService runtime,
            TaskService tasks,
            ApplicationRights rights,
            AuditTrail audit,
            Clock clock) {
        this.waiting = waiting;
        this.mentors = mentors;
        this.policy = policy;
        this.facts = facts;
        this.career = career;
        this.runtime = runtime;
        this.tasks = tasks;
        this.rights = rights;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The best for all together. Changes nothing. A place that somebody is asked to give is not proposed a second time.
     *
     * @param coordinator leaves out what another coordinator has taken into hand
     */
    @Transactional
    Proposal propose(String coordinator) {
        var pool = mentors.pool(today());
        var open = rights.call(() -> inOrder(coordinator));
        var people = people(open.stream().map(each -> each.wish().menteeId()).toList());
        var free = pool.free();
        rights.call(this::asked).forEach(ask -> take(free, ask.mentorId(), ask.newHire()));
        Map<String, List<Candidate>> suitable = new HashMap<>();
        open.forEach(each -> suitable.put(each.caseNumber(), pool.candidates(each.wish(), each.askedBefore())));
        var best = BestMatches.of(
                open.stream()
                        .map(each -> new BestMatches.Mentee(
                                each.caseNumber(),
                                newHire(people.get(each.wish().menteeId()), each.wish()),
                                points(suitable.get(each.caseNumber()))))
                        .toList(),
                free);
        var matches = new ArrayList<Match>();
        var unmatched = new ArrayList<Unmatched>();
        for (var each : open) {
            var mentee = people.get(each.wish().menteeId());
            var found = suitable.get(each.caseNumber());
            var chosen = candidate(found, best.get(each.caseNumber()));
            chosen.ifPresentOrElse(
                    mentor -> matches.add(new Match(
                            each.caseNumber(),
                            mentee.id(),
                            mentee.name(),
                            mentor.mentorId(),
                            mentor.name(),
                            mentor.score(),
                            mentor.reasons(),
                            others(found, mentor))),
                    () -> unmatched.add(
                            new Unmatched(each.caseNumber(), mentee.id(), mentee.name(), others(found, null))));
        }
        audit.done("propose-mentors", null, "%d of %d".formatted(matches.size(), open.size()));
        return new Proposal(matches, unmatched);
    }

    /**
     * Asks these mentors, all or none.
     *
     * @throws Refusal naming each case that cannot be, and why
     */
    @Transactional
    void accept(List<Choice> choices, String coordinator) {
        checkForm(choices);
        var pool = mentors.pool(today());
        var open =
                rights.call(() -> inOrder(coordinator)).stream().collect(toMap(Open::caseNumber, Function.identity()));
        var free = pool.free();
        var faults = new ArrayList<Fault>();
        var chosen = new LinkedHashMap<Open, Candidate>();
        for (var choice : choices) {
            var request = open.get(choice.caseNumber());
            if (request == null) {
                faults.add(new Fault(
                        choice.caseNumber(), "No open request with this number waits for coordinators to choose."));
                continue;
            }
            var found = candidate(pool.candidates(request.wish(), request.askedBefore()), choice.mentorId());
            if (found.isEmpty()) {
                faults.add(new Fault(choice.caseNumber(), whyNot(choice.mentorId(), request)));
            } else if (!take(
                    free,
                    choice.mentorId(),
                    newHire(career.worker(request.wish().menteeId()).orElseThrow(), request.wish()))) {
                faults.add(new Fault(
                        choice.caseNumber(),
                        found.get().name() + " has no place left beside the others of this list; choose somebody"
                                + " else."));
            } else {
                chosen.put(request, found.get());
            }
        }
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
        chosen.forEach(this::ask);
    }

    /** On with the case as if a coordinator had chosen one by one. */
    private void ask(Open request, Candidate mentor) {
        var only = CANDIDATES.stored(List.of(mentor));
        if (request.task() == null) {
            rights.run(() -> {
                runtime.setVariables(
                        request.instanceId(),
                        Variables.createVariables()
                                .putValue(CANDIDATES.name(), only)
                                .putValue(MENTOR.name(), mentor.mentorId())
                                .putValue(MENTOR_NAME.name(), mentor.name())
                                .putValue(MENTOR_FREE.name(), true)
                                .putValue(
                                        MATCH_SUMMARY.name(),
                                        "A coordinator has found somebody who could suit you, and asks them."));
                runtime.createProcessInstanceModification(request.instanceId())
                        .startTransition(CHOSEN)
                        .cancelAllForActivity(WAIT)
                        .setAnnotation("Matched with others at once by a coordinator")
                        .execute();
            });
            audit.done("ask-mentor", request.caseNumber(), mentor.mentorId());
        } else {
            rights.run(() -> {
                runtime.setVariable(request.instanceId(), CANDIDATES.name(), only);
                var stored = runtime.getVariable(request.instanceId(), CANDIDATES.name());
                tasks.setVariableLocal(request.task().getId(), CHOICES, facts.choices(stored));
            });
            tasks.complete(request.task().getId(), Map.of(MENTOR.name(), mentor.mentorId()));
        }
    }

    private static void checkForm(List<Choice> choices) {
        if (choices == null || choices.isEmpty()) {
            throw new Refusal("matches", "Give a list with at least one caseNumber and mentorId.");
        }
        var faults = new ArrayList<Fault>();
        var seen = new HashSet<String>();
        for (int i = 0; i < choices.size(); i++) {
            var choice = choices.get(i);
            if (choice == null || choice.caseNumber() == null || choice.mentorId() == null) {
                faults.add(new Fault("row " + (i + 1), "Give both a caseNumber and a mentorId."));
            } else if (!seen.add(choice.caseNumber())) {
                faults.add(new Fault(choice.caseNumber(), "stands in the list twice; give it one mentor."));
            }
        }
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
    }

    private String whyNot(String mentorId, Open request) {
        try {
            mentors.check(mentorId, request.wish(), today());
        } catch (Refusal refusal) {
            return refusal.faults().get(0).message();
        }
        return "This mentor was asked in this case before; choose somebody else.";
    }

    /** Those in coordinators' hands, in the order in which they are served; who lets a coordinator choose comes first. */
    private List<Open> inOrder(String coordinator) {
        var given = tasks
                .createTaskQuery()
                .processDefinitionKey(KEY)
                .taskDefinitionKey(CHOOSE)
                .processVariableValueEquals(LET_COORDINATOR_CHOOSE.name(), true)
                .orderByTaskCreateTime()
                .asc()
                .list()
                .stream()
                .filter(task -> task.getAssignee() == null || task.getAssignee().equals(coordinator))
                .collect(toMap(
                        Task::getProcessInstanceId, Function.identity(), (one, other) -> one, LinkedHashMap::new));
        var waits = runtime
                .createExecutionQuery()
                .processDefinitionKey(KEY)
                .messageEventSubscriptionName(MENTOR_AVAILABLE)
                .list()
                .stream()
                .map(Execution::getProcessInstanceId)
                .collect(Collectors.toSet());
        var numbers =
                numbers(Stream.concat(given.keySet().stream(), waits.stream()).collect(Collectors.toSet()));
        var byNumber = new HashMap<String, String>();
        numbers.forEach((instance, number) -> byNumber.put(number, instance));
        return Stream.concat(
                        given.keySet().stream(),
                        waiting.inOrder().stream().map(byNumber::get).filter(waits::contains))
                .distinct()
                .map(instance -> open(numbers.get(instance), instance, given.get(instance)))
                .toList();
    }

    private Map<String, String> numbers(Set<String> instances) {
        return instances.isEmpty()
                ? Map.of()
                : runtime.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                        .collect(toMap(Execution::getId, each -> each.getBusinessKey()));
    }

    private Open open(String caseNumber, String instance, Task task) {
        var variables = runtime.getVariables(instance);
        return new Open(
                caseNumber,
                instance,
                task,
                MentorPlaces.wish(variables),
                Set.copyOf(ASKED_BEFORE.find(variables).orElse(List.of())));
    }

    private record Ask(String mentorId, boolean newHire) {}

    private Ask ask(String mentorId, Wish wish) {
        return new Ask(mentorId, newHire(career.worker(wish.menteeId()).orElseThrow(), wish));
    }

    /** Whose answer is still awaited. */
    private List<Ask> asked() {
        return tasks.createTaskQuery().processDefinitionKey(KEY).taskDefinitionKey(ACCEPT).list().stream()
                .map(task -> runtime.getVariables(task.getProcessInstanceId()))
                .flatMap(variables ->
                        MENTOR.find(variables).map(mentor -> ask(mentor, MentorPlaces.wish(variables))).stream())
                .toList();
    }

    /** @return false if there is none; then nothing is taken */
    private static boolean take(Map<String, Capacity> free, String mentor, boolean newHire) {
        var left = free.get(mentor);
        if (left == null || left.places() == 0 || newHire && left.newHires() == 0) {
            return false;
        }
        int places = left.places() - 1;
        free.put(mentor, new Capacity(places, Math.min(places, left.newHires() - (newHire ? 1 : 0))));
        return true;
    }

    private boolean newHire(Worker mentee, Wish wish) {
        return policy.terms(mentee, wish.askedOn()).preceptorship();
    }

    private Map<String, Worker> people(Collection<String> ids) {
        return career.workers(Set.copyOf(ids)).stream().collect(toMap(Worker::id, Function.identity()));
    }

    private static Map<String, Integer> points(List<Candidate> found) {
        return found.stream()
                .collect(toMap(Candidate::mentorId, Candidate::score, (one, other) -> one, LinkedHashMap::new));
    }

    private static Optional<Candidate> candidate(List<Candidate> found, String mentorId) {
        return found.stream().filter(each -> each.mentorId().equals(mentorId)).findFirst();
    }

    private static List<Other> others(List<Candidate> found, Candidate chosen) {
        return Stream.concat(
                        Optional.ofNullable(chosen).stream(), found.stream().limit(OTHERS))
                .distinct()
                .map(each -> new Other(each.mentorId(), each.name(), each.score()))
                .toList();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
