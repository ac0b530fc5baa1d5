package org.peerladder.appointment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.peerladder.career.Career;
import org.peerladder.cases.CaseVariables;
import org.peerladder.engine.ProcessVariable;
import org.peerladder.engine.UsedByDiagrams;
import org.peerladder.panel.BallotBox;
import org.peerladder.policy.AssessmentJson;
import org.springframework.stereotype.Component;

/** What the forms of a candidacy show. Used by {@code candidacy.bpmn} and {@code peer-supervisor-appointment.bpmn}. */
@Component("candidacyFacts")
@UsedByDiagrams
public class CandidacyFacts {

    private static final ProcessVariable<List<String>> NOT_FOR = ProcessVariable.texts("notFor");

    private final Vacancies vacancies;
    private final BallotBox ballotBox;
    private final Career career;
    private final AppointmentPolicy policy;
    private final AssessmentJson json;
    private final Clock clock;

    CandidacyFacts(
            Vacancies vacancies,
            BallotBox ballotBox,
            Career career,
            AppointmentPolicy policy,
            AssessmentJson json,
            Clock clock) {
        this.vacancies = vacancies;
        this.ballotBox = ballotBox;
        this.career = career;
        this.policy = policy;
        this.json = json;
        this.clock = clock;
    }

    /** Where the candidate stands today, for whoever reviews them. */
    public Object assessment(DelegateExecution candidate) {
        return json.write(policy.requirements(
                        AppointmentProcess.STATE.get(candidate),
                        AppointmentProcess.PAYERS.get(candidate),
                        AppointmentProcess.SERVICES.get(candidate))
                .assess(career.record(CaseVariables.APPLICANT.get(candidate)), LocalDate.now(clock))
                .requirements());
    }

    /** What the candidate wants to do, in their own words; null if they said nothing. */
    public String careerGoal(DelegateExecution candidate) {
        return vacancies
                .candidacy(candidate.getProcessBusinessKey(), CaseVariables.APPLICANT.get(candidate))
                .map(Vacancies.Candidacy::careerGoal)
                .orElse(null);
    }

    /** Why the directors selected as they did; null if nobody was selected. */
    public String selectionReason(DelegateExecution candidacy) {
        var vacancy = vacancies.get(candidacy.getProcessBusinessKey());
        return vacancy.selectedId() == null
                ? null
                : vacancies.selectionReason(vacancy.caseNumber()).orElse(null);
    }

    /** Whoever selected, or reviewed this candidate: they do not hear the appeal. */
    public Object decided(DelegateExecution candidacy) {
        var decided = new ArrayList<>(vacancies.selectors(candidacy.getProcessBusinessKey()));
        decided.addAll(
                ballotBox.reviewersOf(candidacy.getProcessBusinessKey(), CaseVariables.APPLICANT.get(candidacy)));
        return NOT_FOR.stored(decided);
    }
}
