package org.peerladder.promotion;

import static org.peerladder.promotion.PromotionProcess.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.peerladder.access.Supervision;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.peerladder.cases.CaseVariables;
import org.peerladder.engine.UsedByDiagrams;
import org.peerladder.panel.BallotBox;
import org.springframework.stereotype.Component;

/** Who talks with a worker about "not this time". Used by {@code promotion.bpmn}. */
@UsedByDiagrams
@Component("feedbackGiver")
public class FeedbackGiver {

    private final Career career;
    private final Supervision supervision;
    private final BallotBox ballotBox;

    FeedbackGiver(Career career, Supervision supervision, BallotBox ballotBox) {
        this.career = career;
        this.supervision = supervision;
        this.ballotBox = ballotBox;
    }

    /** The supervisor; a peer of the panel if the supervisor had said "not yet"; null when there is neither. */
    public String of(DelegateExecution promotion) {
        if (!ENDORSEMENT.get(promotion).equals(NOT_YET)) {
            return supervision.supervisorOf(CaseVariables.APPLICANT.get(promotion));
        }
        return career
                .workers(ballotBox.reviewersOf(
                        promotion.getProcessBusinessKey(), CaseVariables.APPLICANT.get(promotion)))
                .stream()
                .filter(Worker::peer)
                .map(Worker::id)
                .sorted()
                .findFirst()
                .orElse(null);
    }
}
