package org.peerladder.panel;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.peerladder.engine.ProcessVariable;

/** The names that {@code panel-review.bpmn}, its forms and our code share. */
public final class PanelProcess {

    public static final String KEY = "panel-review";
    public static final String SEAT_PANEL = "userTask_seatPanel";

    /** Members of this group review. */
    public static final String PANEL = "panel";

    /** {@code promote} or {@code develop} when decided; {@code seat-again} or {@code seat-one-more} when not. */
    public static final ProcessVariable<String> OUTCOME = ProcessVariable.text("panelOutcome");

    static final ProcessVariable<String> REASON = ProcessVariable.text("panelReason");
    static final ProcessVariable<String> NOTE = ProcessVariable.text("panelNote");

    public static final String PROMOTE = "promote";

    static final String SEAT_ONE_MORE = "seat-one-more";

    static final ProcessVariable<Integer> SEATS = ProcessVariable.count("seats");
    static final ProcessVariable<Integer> PEER_SEATS = ProcessVariable.count("peerSeats");
    static final ProcessVariable<Integer> SEATS_TO_FILL = ProcessVariable.count("seatsToFill");

    /** Everyone seated so far in this review. */
    public static final ProcessVariable<List<String>> PANELISTS = ProcessVariable.texts("panelists");

    /** Those of them who fill the seats kept for working peers. */
    static final ProcessVariable<List<String>> PEER_REVIEWERS = ProcessVariable.texts("peerReviewers");

    /** Several people whom one panel reviews, each by themselves; where it is not there, the applicant is the one. */
    public static final ProcessVariable<List<String>> APPLICANTS = ProcessVariable.texts("applicantIds");

    /** People the worker named as those who should not decide. */
    public static final ProcessVariable<List<String>> CONFLICTS = ProcessVariable.texts("conflicts");

    /** Who endorsed does not review. */
    public static final ProcessVariable<String> ENDORSED_BY = ProcessVariable.text("endorsedBy");

    /** Who sat on the panel that an appeal is against. */
    static final ProcessVariable<List<String>> EARLIER_PANELISTS = ProcessVariable.texts("earlierPanelists");

    static final ProcessVariable<List<Map<String, String>>> CANDIDATES =
            ProcessVariable.json("panelCandidates", new TypeReference<>() {});

    /** Private to the reviewer; the complete listener moves them out of the engine. */
    static final ProcessVariable<String> BALLOT = ProcessVariable.text("ballot");

    static final ProcessVariable<String> RATINGS = ProcessVariable.jsonText("competencyRatings");
    static final ProcessVariable<String> STRENGTHS = ProcessVariable.text("strengths");
    static final ProcessVariable<String> GROWTH = ProcessVariable.text("growth");

    /** A panel is to be seated anew; what was known of the one before is of no use. */
    public static void newPanel(VariableScope scope) {
        for (var variable : List.of(PANELISTS, PEER_REVIEWERS, SEATS, PEER_SEATS, SEATS_TO_FILL)) {
            scope.removeVariable(variable.name());
        }
    }

    private PanelProcess() {}
}
