package org.peerladder.appointment;

import static org.peerladder.appointment.AppointmentProcess.*;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.peerladder.Refusal;
import org.peerladder.access.Conflicts;
import org.peerladder.access.People;
import org.peerladder.access.Role;
import org.peerladder.appointment.Vacancies.Candidacy;
import org.peerladder.appointment.Vacancies.Vacancy;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.peerladder.career.WorkerLeft;
import org.peerladder.cases.CaseVariables;
import org.peerladder.cases.SharedCases;
import org.peerladder.engine.ApplicationRights;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do with a vacancy besides their tasks: come, and step aside. */
@Component
class Candidacies implements SharedCases {

    private final RuntimeService runtime;
    private final Vacancies vacancies;
    private final Career career;
    private final Conflicts conflicts;
    private final People people;
    private final ApplicationRights rights;

    Candidacies(
            RuntimeService runtime,
            Vacancies vacancies,
            Career career,
            Conflicts conflicts,
            People people,
            ApplicationRights rights) {
        this.runtime = runtime;
        this.vacancies = vacancies;
        this.career = career;
        this.conflicts = conflicts;
        this.people = people;
        this.rights = rights;
    }

    /**
     * Somebody asks for their part in a vacancy: a task to apply, or to see what is still to come, waits for them then.
     *
     * @throws Refusal if the call is not open, or they have it already
     */
    @Transactional
    public void come(String caseNumber, String person) {
        var vacancy = vacancies
                .lock(caseNumber)
                .filter(Vacancy::callOpen)
                .orElseThrow(() -> new Refusal("caseNumber", "There is no open call " + caseNumber + "."));
        admit(vacancy, person);
        rights.run(() -> runtime.createMessageCorrelation(CANDIDATE_APPLIED)
                .processInstanceId(vacancy.instanceId())
                .setVariable(CANDIDATE.name(), person)
                .correlate());
    }

    /** @throws Refusal if this person cannot have a part in this vacancy; says why */
    void admit(Vacancy vacancy, String person) {
        if (!vacancy.callOpen()) {
            throw new Refusal("candidateId", "The call for " + vacancy.caseNumber() + " is not open.");
        }
        career.worker(person)
                .filter(Worker::active)
                .filter(worker -> !worker.guest())
                .orElseThrow(() -> new Refusal(
                        "candidateId", "Nobody with the staff id \"" + person + "\" works here; give one who does."));
        if (career.worker(person)
                .map(Worker::position)
                .filter(vacancy.position()::equals)
                .isPresent()) {
            throw new Refusal("candidateId", person + " works in this position already.");
        }
        vacancies
                .candidacy(vacancy.caseNumber(), person)
                .filter(each -> each.applied() || each.state().equals(Vacancies.INVITED))
                .ifPresent(each -> {
                    throw new Refusal(
                            "candidateId",
                            "This person has a part in this vacancy already; it is in their task list or among their"
                                    + " requests.");
                });
    }

    /** At any time and without anything held against them; in the first days it is the way back. */
    @Override
    @Transactional
    public boolean stepAside(String caseNumber, String person) {
        var candidacy = vacancies.candidacy(caseNumber, person).filter(Candidacies::live);
        var open = vacancies.lock(caseNumber).filter(each -> !each.closed());
        if (candidacy.isEmpty() || open.isEmpty()) {
            return false;
        }
        rights.run(() -> {
            runtime.createMessageCorrelation(CANDIDATE_WITHDREW)
                    .processInstanceId(candidacy.get().instanceId())
                    .correlateAll();
            // Wherever the vacancy is busy with this person: a review, the offer and the plan, the first days
            runtime
                    .createExecutionQuery()
                    .processInstanceId(open.get().instanceId())
                    .messageEventSubscriptionName(CANDIDATE_WITHDREW)
                    .list()
                    .stream()
                    .filter(busy -> person.equals(runtime.getVariable(busy.getId(), CaseVariables.APPLICANT.name())))
                    .forEach(busy -> runtime.messageEventReceived(CANDIDATE_WITHDREW, busy.getId()));
        });
        vacancies.unselect(caseNumber, person);
        // Whoever waited for this person's appeal waits no longer
        if (vacancies.settle(caseNumber, person)) {
            settled(open.get());
        }
        return true;
    }

    /** Nobody is to be heard any more: the post waits no longer, if it does. */
    void settled(Vacancy vacancy) {
        rights.run(() -> runtime.createMessageCorrelation(APPEALS_SETTLED)
                .processInstanceId(vacancy.instanceId())
                .correlateAll());
    }

    @Override
    public Set<String> stoppable(Collection<String> caseNumbers, String person) {
        if (caseNumbers.stream().noneMatch(each -> each.startsWith(CASE_NUMBER_PREFIX))) {
            return Set.of();
        }
        var stoppable = vacancies.liveOf(person).stream()
                .map(Candidacy::caseNumber)
                .filter(caseNumbers::contains)
                .collect(Collectors.toSet());
        if (people.inAnyGroup(person, Role.DIRECTORS.id())) {
            vacancies.notClosed().stream()
                    .filter(caseNumbers::contains)
                    .filter(each -> mayStop(each, person))
                    .forEach(stoppable::add);
        }
        return stoppable;
    }

    /** A vacancy is the directors'. */
    @Override
    public boolean mayStop(String caseNumber, String person) {
        return vacancies.find(caseNumber).filter(vacancy -> !vacancy.closed()).isPresent()
                && people.inAnyGroup(person, Role.DIRECTORS.id())
                && vacancies.candidacies(caseNumber).stream()
                        .filter(Candidacy::applied)
                        .noneMatch(each -> conflicts.of(each.candidateId()).contains(person));
    }

    /** Ends what runs beside the vacancy for a candidate who does not go on. */
    void end(String caseNumber, String person) {
        vacancies
                .candidacy(caseNumber, person)
                .ifPresent(candidacy -> rights.run(() -> runtime.createMessageCorrelation(CANDIDACY_ENDED)
                        .processInstanceId(candidacy.instanceId())
                        .correlateAll()));
    }

    /** A selection was made: each candidacy that waits for it goes on. */
    void tell(Candidacy candidacy, boolean selected) {
        rights.run(() -> runtime.createMessageCorrelation(SELECTION_MADE)
                .processInstanceId(candidacy.instanceId())
                .setVariable("selected", selected)
                .correlateAll());
    }

    /** Whether a candidacy waits for the next selection, and is in no feedback or appeal of the one before. */
    boolean waits(Candidacy candidacy) {
        return rights.call(() -> runtime.createExecutionQuery()
                        .processInstanceId(candidacy.instanceId())
                        .messageEventSubscriptionName(SELECTION_MADE)
                        .count())
                > 0;
    }

    /** In the roster's transaction, before anybody else is asked. */
    @EventListener
    void left(WorkerLeft event) {
        vacancies.liveOf(event.workerId()).forEach(each -> stepAside(each.caseNumber(), event.workerId()));
    }

    private static boolean live(Candidacy candidacy) {
        return candidacy.applied() || candidacy.state().equals(Vacancies.INVITED);
    }
}
