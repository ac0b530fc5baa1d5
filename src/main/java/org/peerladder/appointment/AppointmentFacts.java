package org.peerladder.appointment;

import static org.peerladder.appointment.AppointmentProcess.*;

import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.peerladder.access.Conflicts;
import org.peerladder.access.Role;
import org.peerladder.appointment.SupervisionPlans.Assignment;
import org.peerladder.appointment.Vacancies.Candidacy;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.peerladder.cases.CaseVariables;
import org.peerladder.engine.ProcessVariable;
import org.peerladder.engine.UsedByDiagrams;
import org.peerladder.policy.CareerLadder;
import org.peerladder.policy.Position;
import org.peerladder.policy.WorkingDays;
import org.springframework.stereotype.Component;

/** What the forms of a vacancy show, who is asked, and what its gateways ask. Used by {@code peer-supervisor-appointment.bpmn}. */
@Component("appointmentFacts")
@UsedByDiagrams
public class AppointmentFacts {

    private record Option(String value, String label) {}

    /** @param panelSays in words */
    private record Shown(String name, String title, String program, String panelSays) {}

    private record Interim(String id, String name) {}

    private record Today(String name, String title, String hours, String supervisor) {}

    private static final ProcessVariable<List<Interim>> INTERIMS =
            ProcessVariable.json("interims", new TypeReference<>() {});
    private static final ProcessVariable<List<Option>> OPTIONS =
            ProcessVariable.json("candidateChoices", new TypeReference<>() {});
    private static final ProcessVariable<List<Shown>> SHOWN =
            ProcessVariable.json("candidatesShown", new TypeReference<>() {});
    private static final ProcessVariable<List<Today>> TODAY = ProcessVariable.json("today", new TypeReference<>() {});
    private static final ProcessVariable<List<String>> NOT_FOR = ProcessVariable.texts("notFor");

    private final Career career;
    private final CareerLadder ladder;
    private final Vacancies vacancies;
    private final SupervisionPlans plans;
    private final AppointmentPolicy policy;
    private final Conflicts conflicts;
    private final WorkingDays calendar;
    private final Clock clock;

    AppointmentFacts(
            Career career,
            CareerLadder ladder,
            Vacancies vacancies,
            SupervisionPlans plans,
            AppointmentPolicy policy,
            Conflicts conflicts,
            WorkingDays calendar,
            Clock clock) {
        this.career = career;
        this.ladder = ladder;
        this.vacancies = vacancies;
        this.plans = plans;
        this.policy = policy;
        this.conflicts = conflicts;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** "$31.20 to $38.40 an hour" */
    public String payRange(String position) {
        var post = ladder.position(position);
        return "$" + post.lowestRate().toPlainString() + " to $"
                + post.highestRate().toPlainString() + " an hour";
    }

    /** Midnight behind the last day, in the agency's zone. */
    public Date afterTheLastDay(String day) {
        return Date.from(
                LocalDate.parse(day).plusDays(1).atStartOfDay(clock.getZone()).toInstant());
    }

    public Date appealWindowEnd(String position) {
        return calendar.workingDaysFromNow(policy.terms(position).appealDays());
    }

    /** The question closes after its days, and never behind the next one. */
    public Date questionEnd(String position) {
        return calendar.workingDaysFromNow(policy.terms(position).checkOpenDays());
    }

    /** Whoever qualifies and has no part in this vacancy yet, or had none in the last call; those with a first call first. */
    public List<String> toInvite(DelegateExecution vacancy) {
        return QUALIFIED.find(vacancy).orElse(List.of());
    }

    /** Ids of the candidates whom the panel is still to see. */
    public List<String> toReview(DelegateExecution vacancy) {
        return List.copyOf(Vacancies.ids(unseen(vacancy.getProcessBusinessKey())));
    }

    private Stream<Candidacy> unseen(String caseNumber) {
        return vacancies.candidacies(caseNumber).stream().filter(each -> each.applied() && each.recommended() == null);
    }

    public boolean selectable(DelegateExecution vacancy) {
        return selectable(vacancy.getProcessBusinessKey()).findAny().isPresent();
    }

    private Stream<Candidacy> selectable(String caseNumber) {
        return vacancies.candidacies(caseNumber).stream().filter(Candidacy::selectable);
    }

    /** Whoever is in conflict with somebody who may be selected, and after an appeal whoever selected before. */
    public Object notSelecting(DelegateExecution vacancy) {
        var caseNumber = vacancy.getProcessBusinessKey();
        var out = inConflict(Vacancies.ids(selectable(caseNumber)));
        if (vacancies.get(caseNumber).selectAgain()) {
            out.addAll(vacancies.selectors(caseNumber));
        }
        return NOT_FOR.stored(List.copyOf(out));
    }

    /** Whoever is in conflict with one of these people; they themselves too. */
    public Object inConflict(Object applicantIds) {
        return NOT_FOR.stored(List.copyOf(inConflict(ids(applicantIds))));
    }

    private Set<String> inConflict(Collection<String> candidates) {
        return candidates.stream()
                .flatMap(each -> conflicts.of(each).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public Object choices(DelegateExecution vacancy) {
        return OPTIONS.stored(career.workers(Vacancies.ids(selectable(vacancy.getProcessBusinessKey()))).stream()
                .map(worker -> new Option(worker.id(), worker.name()))
                .toList());
    }

    /** Every candidate with what the panel says. */
    public Object shown(DelegateExecution vacancy) {
        var candidacies = vacancies.candidacies(vacancy.getProcessBusinessKey()).stream()
                .filter(Candidacy::applied)
                .toList();
        return SHOWN.stored(career.workers(Vacancies.ids(candidacies.stream())).stream()
                .map(worker -> new Shown(
                        worker.name(),
                        title(worker),
                        worker.program(),
                        candidacies.stream()
                                        .filter(each -> each.candidateId().equals(worker.id()))
                                        .anyMatch(Candidacy::selectable)
                                ? "Recommended"
                                : "Not this time"))
                .toList());
    }

    public String selectionNote(DelegateExecution vacancy) {
        return vacancies.get(vacancy.getProcessBusinessKey()).selectAgain()
                ? "An appeal was granted, so the selection is made anew by somebody who did not make it before."
                : null;
    }

    /** Whether the post still waits for an appeal that somebody is hearing. */
    public boolean appealBeingHeard(DelegateExecution vacancy) {
        return vacancies.candidacies(vacancy.getProcessBusinessKey()).stream()
                .anyMatch(each -> each.applied() && each.appeals());
    }

    /** An appeal was granted, or whoever was selected is gone and others are there. */
    public boolean toSelectAgain(DelegateExecution vacancy) {
        var post = vacancies.get(vacancy.getProcessBusinessKey());
        return post.selectAgain()
                || post.selectedId() == null
                        && SELECTED.find(vacancy).isPresent()
                        && selectable(post.caseNumber()).findAny().isPresent();
    }

    public boolean selected(DelegateExecution vacancy) {
        return vacancies.get(vacancy.getProcessBusinessKey()).selectedId() != null;
    }

    /** People with an active clinical licence. */
    public Object clinicians(DelegateExecution vacancy) {
        return OPTIONS.stored(clinicians().stream()
                .filter(worker -> !worker.id().equals(CaseVariables.APPLICANT.get(vacancy)))
                .map(this::option)
                .toList());
    }

    List<Worker> clinicians() {
        var today = LocalDate.now(clock);
        return career.records(career.active().stream().map(Worker::id).toList()).stream()
                .filter(record -> policy.isClinician(record, today))
                .map(record -> record.worker())
                .toList();
    }

    public Object superviseeChoices(DelegateExecution vacancy) {
        return OPTIONS.stored(
                mayBeSupervised(vacancy).stream().map(this::option).toList());
    }

    /** Peer workers who report to nobody above the new supervisor, in no conflict with them. */
    List<Worker> mayBeSupervised(VariableScope vacancy) {
        var supervisor = career.worker(CaseVariables.APPLICANT.get(vacancy)).orElseThrow();
        var above = above(supervisor);
        var conflicted = career.conflictsOf(supervisor.id());
        var level = ladder.find(vacancy.getVariable(CaseVariables.TARGET_POSITION.name())
                        .toString())
                .map(Position::level)
                .orElse(Integer.MAX_VALUE);
        return career.active().stream()
                .filter(worker -> worker.peer() && !worker.guest())
                .filter(worker -> !worker.id().equals(supervisor.id()) && !above.contains(worker.id()))
                .filter(worker -> !conflicted.contains(worker.id()))
                .filter(worker -> ladder.find(worker.position())
                        .filter(position -> position.level() < level)
                        .isPresent())
                .toList();
    }

    /** The line of supervisors above somebody. */
    private Set<String> above(Worker worker) {
        var supervisors = career.supervisors();
        var above = new LinkedHashSet<String>();
        for (var next = worker.supervisorId(); next != null && above.add(next); ) {
            next = supervisors.get(next);
        }
        return above;
    }

    /** Who may supervise until the first day: whoever does today. */
    public Object interimChoices(DelegateExecution vacancy) {
        return OPTIONS.stored(mayBeInterim(vacancy).stream().map(this::option).toList());
    }

    List<Worker> mayBeInterim(VariableScope vacancy) {
        return career.members(Role.SUPERVISORS.id()).stream()
                .filter(worker -> !worker.id().equals(CaseVariables.APPLICANT.get(vacancy)))
                .toList();
    }

    /** Those who may be chosen, as they are today. */
    public Object today(DelegateExecution vacancy) {
        var choices = mayBeSupervised(vacancy);
        var supervisors = career
                .workers(choices.stream()
                        .map(Worker::supervisorId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList())
                .stream()
                .collect(Collectors.toMap(Worker::id, Worker::name));
        return TODAY.stored(choices.stream()
                .map(worker -> new Today(
                        worker.name(),
                        title(worker),
                        worker.weeklyHours() == null ? "" : worker.weeklyHours().toPlainString(),
                        supervisors.getOrDefault(worker.supervisorId(), "")))
                .toList());
    }

    public String loadNote(DelegateExecution vacancy) {
        var load = policy.load(POSITION.get(vacancy), PAYERS.get(vacancy));
        return "At most %s full-time equivalents fit; one is %s hours a week. Source: %s"
                .formatted(plain(load.mostFte()), plain(load.fullTimeHours()), load.source());
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    public List<String> supervisees(DelegateExecution vacancy) {
        return plans.of(vacancy.getProcessBusinessKey(), "planned").stream()
                .map(Assignment::superviseeId)
                .toList();
    }

    /** Who supervises until the first day, where that changes: for each of the people who are asked, by their id. */
    public Object interims(DelegateExecution vacancy) {
        return INTERIMS.stored(plans.of(vacancy.getProcessBusinessKey(), "planned").stream()
                .filter(each -> each.interimId() != null)
                .map(each -> new Interim(each.superviseeId(), name(each.interimId())))
                .toList());
    }

    /** The new supervisor and everybody whose supervisor they are now. */
    public List<String> peopleToAsk(DelegateExecution vacancy) {
        var supervisor = CaseVariables.APPLICANT.get(vacancy);
        return Stream.concat(
                        Stream.of(supervisor),
                        plans.of(vacancy.getProcessBusinessKey(), "effective").stream()
                                .map(Assignment::superviseeId)
                                .filter(id ->
                                        career.worker(id).filter(Worker::active).isPresent()))
                .toList();
    }

    public String name(String workerId) {
        return career.worker(workerId).map(Worker::name).orElse(workerId);
    }

    /** "Eli Brooks, Fay Okafor" */
    public String names(Object ids) {
        return career.workers(ids(ids)).stream().map(Worker::name).collect(Collectors.joining(", "));
    }

    private static List<String> ids(Object json) {
        return NOT_FOR.find(Map.of(NOT_FOR.name(), json)).orElse(List.of());
    }

    private Option option(Worker worker) {
        return new Option(
                worker.id(),
                Stream.of(worker.name(), title(worker), worker.program())
                        .filter(part -> part != null && !part.isBlank())
                        .collect(Collectors.joining(", ")));
    }

    private String title(Worker worker) {
        return Optional.ofNullable(worker.position())
                .flatMap(ladder::find)
                .map(Position::title)
                .orElse(worker.position());
    }
}
