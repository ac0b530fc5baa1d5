package org.peerladder.promotion;

import java.util.List;
import org.peerladder.engine.ProcessVariable;

/** The names that {@code promotion.bpmn}, its forms and our code share. */
public final class PromotionProcess {

    public static final String KEY = "promotion";

    /** Case numbers of promotions: {@code PRM-2026-0042}. */
    static final String CASE_NUMBER_PREFIX = "PRM";

    /** Sent by whoever recommends a worker; carries {@link #APPLICANT} and {@link #TARGET_POSITION}. */
    public static final String PROMOTION_RECOMMENDED = "promotionRecommended";

    /** Whose career the case is about; set by the application, never by a form. */
    public static final ProcessVariable<String> APPLICANT = ProcessVariable.text("applicantId");

    public static final ProcessVariable<String> TARGET_POSITION = ProcessVariable.text("targetPosition");
    public static final ProcessVariable<String> CAREER_GOAL = ProcessVariable.text("careerGoal");
    public static final ProcessVariable<Boolean> KEEP_DIRECT_SERVICE = ProcessVariable.flag("keepDirectService");

    /** For whom a supervisor asks; empty when a worker asks for themselves. */
    static final ProcessVariable<String> WORKER = ProcessVariable.text("workerId");

    static final ProcessVariable<Boolean> ASKED_BY_WORKER = ProcessVariable.flag("askedByWorker");
    static final ProcessVariable<String> ASKED_BY_NAME = ProcessVariable.text("askedByName");

    public static final ProcessVariable<Boolean> ELIGIBLE = ProcessVariable.flag("eligible");

    /** The requirement rows beside the worker's facts, as they were when the case was assessed. */
    public static final ProcessVariable<String> ASSESSMENT = ProcessVariable.jsonText("assessment");

    static final ProcessVariable<String> SUMMARY = ProcessVariable.text("summary");

    /** Ways to go on that the table offers: {@code plan}, {@code competency}, {@code dispute}, {@code withdraw}. */
    static final ProcessVariable<List<String>> ROUTES = ProcessVariable.texts("routes");

    public static final ProcessVariable<String> ROUTE = ProcessVariable.text("route");
    /** {@code endorse} or {@link #NOT_YET}. */
    public static final ProcessVariable<String> ENDORSEMENT = ProcessVariable.text("endorsement");

    /** Does not stop a request: it goes to the panel with a comment. */
    public static final String NOT_YET = "not-yet";

    /** Who endorsed does not review. */
    public static final ProcessVariable<String> ENDORSED_BY = ProcessVariable.text("endorsedBy");

    public static final ProcessVariable<String> COMMENT = ProcessVariable.text("comment");
    public static final ProcessVariable<List<String>> CONFLICTS = ProcessVariable.texts("conflicts");
    static final ProcessVariable<Boolean> APPEAL = ProcessVariable.flag("appeal");
    public static final ProcessVariable<Boolean> COMPETENCY_ACCEPTED = ProcessVariable.flag("competencyAccepted");

    private PromotionProcess() {}
}
