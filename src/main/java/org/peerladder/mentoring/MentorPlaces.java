package org.peerladder.mentoring;

import static org.peerladder.cases.CaseVariables.APPLICANT;
import static org.peerladder.mentoring.MentoringProcess.*;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.peerladder.career.WorkerLeft;
import org.peerladder.engine.ApplicationRights;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Wakes whoever has waited longest when a mentor has a place, and finds another mentor for those whose mentor leaves. Us to
 * the engine.
 */
@Component
class MentorPlaces {

    private final WaitingList waiting;
    private final Mentors mentors;
    private final RuntimeService runtime;
    private final ApplicationRights rights;

    MentorPlaces(
            WaitingList waiting, Mentors mentors, RuntimeService runtime, ApplicationRights rights) {
        this.waiting = waiting;
        this.mentors = mentors;
        this.runtime = runtime;
        this.rights = rights;
    }

    /** In the transaction that frees the place, so that a place and whoever gets it belong together. */
    @EventListener
    void freed(PlaceFree place) {
        wake(place.mentorId());
    }

    /** The first in order whom this mentor may mentor is asked to look again; everybody before keeps their turn. */
    void wake(String mentorId) {
        rights.run(() -> {
            for (var caseNumber : waiting.inOrder()) {
                var instance = runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(caseNumber, KEY)
                        .singleResult();
                if (instance != null && mentors.suits(mentorId, wishOf(instance.getId()))) {
                    waiting.leave(caseNumber);
                    runtime.createMessageCorrelation(MENTOR_AVAILABLE)
                            .processInstanceId(instance.getId())
                            .correlate();
                    return;
                }
            }
        });
    }

    /** Before their tasks are given to others: nobody else is asked to be a mentor in their place. */
    @Order(0)
    @EventListener
    void left(WorkerLeft event) {
        rights.run(() -> runtime.createProcessInstanceQuery()
                .processDefinitionKey(KEY)
                .variableValueEquals(MENTOR.name(), event.workerId())
                .list()
                .forEach(mentoring -> runtime.createMessageCorrelation(MENTOR_LEFT)
                        .processInstanceId(mentoring.getId())
                        .correlateAll()));
    }

    private Wish wishOf(String instance) {
        var variables = runtime.getVariables(instance);
        return new Wish(
                APPLICANT.find(variables).orElseThrow(),
                FOCUS_AREAS.find(variables).orElse(List.of()),
                PREFERRED_MEETING.find(variables).orElse("any"),
                LANGUAGES.find(variables).orElse(List.of()),
                Set.copyOf(NOT_WITH.find(variables).orElse(List.of())));
    }
}
