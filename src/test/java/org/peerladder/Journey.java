package org.peerladder;

import static org.peerladder.TestAgency.form;
import static org.peerladder.TestAgency.json;

import java.time.LocalDate;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;

/** Takes a worker's request for {@code peer-2} to the place where a test begins. */
public record Journey(TestAgency agency) {

    public ProcessInstance endorsed(String worker) {
        var request = agency.asks(
                worker,
                "promotion",
                form("targetPosition", "peer-2", "careerGoal", "Mentor people who are new", "keepDirectService", true));
        agency.runs(request, "businessRuleTask_assessEligibility");
        agency.answers("marcus", request, "userTask_endorse", form("endorsement", "endorse"));
        return request;
    }

    /** HR is asked to seat the panel. */
    public ProcessInstance panelWanted(String worker) {
        var request = endorsed(worker);
        agency.answers(worker, request, "userTask_nameConflicts", form("conflicts", json("[]")));
        agency.runs(request, "businessRuleTask_panelRule");
        return request;
    }

    /** These three are asked for their private view. */
    public ProcessInstance panelSeated(String worker, String... reviewers) {
        var request = panelWanted(worker);
        agency.answers("lena", request, "userTask_seatPanel", panel(reviewers));
        return request;
    }

    /** HR is asked for pay and date. */
    public ProcessInstance panelSaidYes(String worker) {
        var reviewers = new String[] {"eli", "fay", "dee"};
        var request = panelSeated(worker, reviewers);
        for (var reviewer : reviewers) {
            agency.answers(reviewer, request, "userTask_review", view("promote"));
        }
        agency.runs(request, "userTask_review");
        agency.runs(request, "businessRuleTask_panelOutcome");
        agency.runs(request, "businessRuleTask_determinePay");
        return request;
    }

    /** The worker is asked for an answer; the new position would begin in thirty days. */
    public ProcessInstance offered(String worker) {
        var request = panelSaidYes(worker);
        agency.answers(
                "lena",
                request,
                "userTask_confirmOffer",
                offer("26.40", LocalDate.now().plusDays(30) + ""));
        return request;
    }

    public static Map<String, Object> panel(String... reviewers) {
        return form("panelists", json("[\"" + String.join("\",\"", reviewers) + "\"]"));
    }

    public static Map<String, Object> view(String ballot) {
        return form("ballot", ballot, "strengths", "Calm and clear", "growth", "Delegating more");
    }

    public static Map<String, Object> offer(String hourlyRate, String effectiveDate) {
        return form("hourlyRate", hourlyRate, "effectiveDate", effectiveDate, "funding", "funded");
    }
}
