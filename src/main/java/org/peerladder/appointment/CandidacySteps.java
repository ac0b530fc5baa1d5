package org.peerladder.appointment;

import static org.peerladder.appointment.AppointmentProcess.*;
import static org.peerladder.cases.CaseVariables.APPLICANT;
import static org.peerladder.cases.CaseVariables.ASSESSMENT;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.peerladder.Refusal;
import org.peerladder.career.Career;
import org.peerladder.fairchance.FirstCalls;
import org.peerladder.panel.PanelProcess;
import org.peerladder.policy.AssessmentJson;
import org.peerladder.policy.Standing;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code candidacy.bpmn} asks of us, one bean per step. */
@Configuration(proxyBeanMethods = false)
class CandidacySteps {

    private final Vacancies vacancies;
    private final Candidacies candidacies;
    private final FirstCalls firstCalls;

    CandidacySteps(Vacancies vacancies, Candidacies candidacies, FirstCalls firstCalls) {
        this.vacancies = vacancies;
        this.candidacies = candidacies;
        this.firstCalls = firstCalls;
    }

    @Bean
    ExecutionListener openCandidacy() {
        return candidacy -> {
            vacancies.begin(
                    candidacy.getProcessBusinessKey(), APPLICANT.get(candidacy), candidacy.getProcessInstanceId());
            APPEAL_HEARD.set(candidacy, false);
            FIRST_CALL_NOTE.set(
                    candidacy,
                    firstCalls.has(APPLICANT.get(candidacy))
                            ? "You have the first call on this post: you were asked before the others."
                            : null);
        };
    }

    /** {@code supervisor-requirements} beside the career record, as they are now. */
    @Bean
    JavaDelegate assessCandidate(Career career, AppointmentPolicy policy, AssessmentJson json, Clock clock) {
        return candidacy -> {
            var record = career.record(APPLICANT.get(candidacy));
            var asked = policy.requirements(STATE.get(candidacy), PAYERS.get(candidacy), SERVICES.get(candidacy));
            var today = LocalDate.now(clock);
            var assessment = asked.assess(record, today);
            ASSESSMENT.set(candidacy, json.write(assessment.requirements()));
            ELIGIBLE.set(candidacy, assessment.eligible());
            SUMMARY.set(candidacy, assessment.summary());
            DUE_LATER.set(
                    candidacy,
                    asked.dueLater(record, today).stream().map(DueInWords::of).toList());
        };
    }

    /** Only somebody who has everything applies; what is still to come is said, and by when. */
    @Bean
    TaskListener applyForPost(Career career, AppointmentPolicy policy, Clock clock) {
        return task -> {
            if (!INTEREST.find(task).filter("apply"::equals).isPresent()) {
                return;
            }
            var applicant = APPLICANT.get(task);
            var assessment = policy.requirements(STATE.get(task), PAYERS.get(task), SERVICES.get(task))
                    .assess(career.record(applicant), LocalDate.now(clock));
            if (!assessment.eligible()) {
                throw new Refusal(
                        INTEREST.name(),
                        "%s: %s. Choose \"what is still to come\" to see how and by when; your record is read anew each time."
                                .formatted(
                                        assessment.summary(),
                                        String.join(
                                                "; ",
                                                new Standing(assessment.requirements())
                                                        .stillToCome().stream()
                                                                .map(row -> row.requirement() + " (you have "
                                                                        + row.have()
                                                                        + (row.earliestDate() == null
                                                                                ? ""
                                                                                : ", likely by " + row.earliestDate())
                                                                        + ")")
                                                                .toList())));
            }
            vacancies.apply(
                    task.getExecution().getProcessBusinessKey(),
                    applicant,
                    PanelProcess.CONFLICTS.find(task).orElse(List.of()),
                    CAREER_GOAL.find(task).orElse(null));
            task.removeVariable(PanelProcess.CONFLICTS.name());
        };
    }

    /** Once; while it is heard the post waits, unless it was given before. */
    @Bean
    TaskListener considerCandidacyAppeal() {
        return task -> {
            if (APPEAL.find(task).orElse(false)) {
                vacancies.appeals(task.getExecution().getProcessBusinessKey(), APPLICANT.get(task));
                APPEAL_HEARD.set(task, true);
            }
        };
    }

    /** Granted in time, the selection is made anew; later, the candidate has the first call on the next post. */
    @Bean
    TaskListener hearCandidacyAppeal() {
        return task -> {
            if (!APPEAL_GRANTED.get(task)) {
                return;
            }
            var caseNumber = task.getExecution().getProcessBusinessKey();
            if (vacancies.lock(caseNumber).orElseThrow().offeredOn() == null) {
                vacancies.selectAgain(caseNumber, APPLICANT.get(task));
            } else {
                firstCalls.give(APPLICANT.get(task));
            }
        };
    }

    /** When the last of the others has been heard, the post waits no longer. */
    @Bean
    JavaDelegate settleCandidacy() {
        return candidacy -> {
            var caseNumber = candidacy.getProcessBusinessKey();
            if (vacancies.settle(caseNumber, APPLICANT.get(candidacy))) {
                candidacies.settled(vacancies.get(caseNumber));
            }
        };
    }

    /** However it ends, the state says how. */
    @Bean
    ExecutionListener closeCandidacy() {
        return candidacy ->
                vacancies.end(candidacy.getProcessBusinessKey(), APPLICANT.get(candidacy), stateAt(candidacy));
    }

    private static String stateAt(DelegateExecution end) {
        return switch (end.getCurrentActivityId()) {
            case "endEvent_notInterested" -> Vacancies.NOT_INTERESTED;
            case "endEvent_callClosed" -> Vacancies.CALL_CLOSED;
            case "endEvent_candidacyWithdrawn" -> Vacancies.WITHDREW;
            default -> Vacancies.ENDED;
        };
    }
}
