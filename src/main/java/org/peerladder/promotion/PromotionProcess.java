package org.peerladder.promotion;

import java.util.List;
import org.peerladder.engine.ProcessVariable;

/** The names that {@code promotion.bpmn}, its forms and our code share. */
public final class PromotionProcess {

    public static final String KEY = "promotion";

    /** Case numbers of promotions: {@code PRM-2026-0042}. */
    static final String CASE_NUMBER_PREFIX = "PRM";

    /** Sent by whoever recommends a worker; carries {@code applicantId} and {@code targetPosition}. */
    public static final String PROMOTION_RECOMMENDED = "promotionRecommended";

    /** For whom a supervisor asks; empty when a worker asks for themselves. */
    static final ProcessVariable<String> WORKER = ProcessVariable.text("workerId");

    static final ProcessVariable<Boolean> ASKED_BY_WORKER = ProcessVariable.flag("askedByWorker");
    static final ProcessVariable<String> ASKED_BY_NAME = ProcessVariable.text("askedByName");

    static final ProcessVariable<Boolean> ELIGIBLE = ProcessVariable.flag("eligible");

    static final ProcessVariable<String> SUMMARY = ProcessVariable.text("summary");

    /** Ways to go on that the table offers: {@code plan}, {@code competency}, {@code dispute}, {@code withdraw}. */
    static final ProcessVariable<List<String>> ROUTES = ProcessVariable.texts("routes");

    /** {@code endorse} or {@link #NOT_YET}. */
    static final ProcessVariable<String> ENDORSEMENT = ProcessVariable.text("endorsement");

    /** Does not stop a request: it goes to the panel with a comment. */
    static final String NOT_YET = "not-yet";

    static final ProcessVariable<String> COMMENT = ProcessVariable.text("comment");
    static final ProcessVariable<Boolean> APPEAL = ProcessVariable.flag("appeal");

    /** Keys of what the worker wants to be started together with the growth plan. */
    static final ProcessVariable<List<String>> HELP_REQUESTS = ProcessVariable.texts("helpRequests");

    private PromotionProcess() {}
}
