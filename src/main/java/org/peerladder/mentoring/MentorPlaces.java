package org.peerladder.mentoring;

import static org.peerladder.cases.CaseVariables.APPLICANT;
import static org.peerladder.mentoring.MentoringProcess.*;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.peerladder.career.WorkerLeft;
import org.peerladder.engine.ApplicationRights;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Gives free places to those who have waited longest, and finds another mentor for those whose mentor leaves. Us to the
 * engine.
 */
@Component
class MentorPlaces {

    private final WaitingList waiting;
    private final Mentors mentors;
    private final RuntimeService runtime;
    private final ApplicationRights rights;
    private final Clock clock;

    MentorPlaces(WaitingList waiting, Mentors mentors, RuntimeService runtime, ApplicationRights rights, Clock clock) {
        this.waiting = waiting;
        this.mentors = mentors;
        this.runtime = runtime;
        this.rights = rights;
        this.clock = clock;
    }

    /** Of these, the mentors who have more places than people wait for them who come before this case. */
    List<Candidate> free(String caseNumber, List<Candidate> found) {
        var before = waiting.inOrder().stream()
                .takeWhile(each -> !each.equals(caseNumber))
                .toList();
        if (before.isEmpty() || found.isEmpty()) {
            return found;
        }
        Map<String, Integer> promised = new HashMap<>();
        rights.run(() -> before.forEach(
                each -> suitable(each).forEach(candidate -> promised.merge(candidate.mentorId(), 1, Integer::sum))));
        return found.stream()
                .filter(candidate -> candidate.placesLeft() > promised.getOrDefault(candidate.mentorId(), 0))
                .toList();
    }

    @EventListener
    void offered(MentorOffered offer) {
        wake(offer.mentorId());
    }

    /**
     * The first in order whom this mentor suits looks again. They keep their turn until they have a mentor. In the
     * transaction that frees the place.
     */
    void wake(String mentorId) {
        rights.run(() -> waiting.inOrder().stream()
                .filter(each -> suitable(each).stream()
                        .anyMatch(candidate -> candidate.mentorId().equals(mentorId)))
                .flatMap(each -> runtime
                        .createExecutionQuery()
                        .processInstanceBusinessKey(each)
                        .messageEventSubscriptionName(MENTOR_AVAILABLE)
                        .list()
                        .stream())
                .findFirst()
                .ifPresent(execution -> runtime.messageEventReceived(MENTOR_AVAILABLE, execution.getId())));
    }

    /** Before their tasks are given to others: nobody else is asked to be a mentor in their place. */
    @Order(0)
    @EventListener
    void left(WorkerLeft event) {
        rights.run(() -> runtime.createProcessInstanceQuery()
                .processDefinitionKey(KEY)
                .variableValueEquals(MENTOR.name(), event.workerId())
                .list()
                .forEach(mentoring -> runtime.createExecutionQuery()
                        .processInstanceId(mentoring.getId())
                        .messageEventSubscriptionName(MENTOR_LEFT)
                        .list()
                        .forEach(execution -> runtime.messageEventReceived(MENTOR_LEFT, execution.getId()))));
    }

    private List<Candidate> suitable(String caseNumber) {
        return instance(caseNumber)
                .map(runtime::getVariables)
                .map(variables -> mentors.candidates(
                        wish(variables),
                        Set.copyOf(ASKED_BEFORE.find(variables).orElse(List.of())),
                        LocalDate.now(clock)))
                .orElse(List.of());
    }

    static Wish wish(Map<String, ?> variables) {
        return new Wish(
                APPLICANT.find(variables).orElseThrow(),
                LocalDate.parse(REQUESTED_ON.find(variables).orElseThrow()),
                FOCUS_AREAS.find(variables).orElse(List.of()),
                PREFERRED_MEETING.find(variables).orElse(Wish.ANY),
                LANGUAGES.find(variables).orElse(List.of()),
                Set.copyOf(NOT_WITH.find(variables).orElse(List.of())));
    }

    private Optional<String> instance(String caseNumber) {
        return Optional.ofNullable(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(caseNumber, KEY)
                        .singleResult())
                .map(found -> found.getId());
    }
}
