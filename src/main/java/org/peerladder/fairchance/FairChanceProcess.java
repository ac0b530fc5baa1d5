package org.peerladder.fairchance;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Map;
import org.peerladder.engine.ProcessVariable;

/** The names that {@code fair-chance-check.bpmn}, its forms and our code share. All of them are private but the first five. */
public final class FairChanceProcess {

    public static final String KEY = "fair-chance-check";

    static final ProcessVariable<String> CITE = ProcessVariable.text("siteCheckCite");
    static final ProcessVariable<String> STATE = ProcessVariable.text("state");

    /** {@code yyyy-MM-dd}; without it there is no check. */
    static final ProcessVariable<String> CONDITIONAL_OFFER_ON = ProcessVariable.text("conditionalOfferOn");

    /** All that the vacancy learns. */
    static final ProcessVariable<Boolean> GOES_ON = ProcessVariable.flag("candidateGoesOn");

    static final ProcessVariable<String> SECOND_READER = ProcessVariable.text("secondReaderId");

    static final ProcessVariable<Boolean> CONSENT = ProcessVariable.flag("consent");

    /** {@code clear} or {@code hear-first}; never what a report says. */
    static final ProcessVariable<String> OUTCOME = ProcessVariable.text("checkOutcome");

    static final ProcessVariable<String> RESPONSE = ProcessVariable.text("response");
    static final ProcessVariable<Boolean> DISPUTES = ProcessVariable.flag("disputesReport");

    /** {@code corrected} or {@code stands}. */
    static final ProcessVariable<String> DISPUTE_RESOLVED = ProcessVariable.text("disputeResolved");

    /** By factor ({@code factor1} …): {@code speaks-for}, {@code neutral} or {@code speaks-against}. */
    static final ProcessVariable<Map<String, String>> FINDINGS =
            ProcessVariable.json("factorFindings", new TypeReference<>() {});

    /** The same as it came. */
    static final ProcessVariable<String> FINDINGS_TEXT = ProcessVariable.jsonText("factorFindings");

    /** {@code go-on} or {@code no}. */
    static final ProcessVariable<String> RESULT = ProcessVariable.text("checkResult");

    /** {@code agree} or {@code disagree}. */
    static final ProcessVariable<String> SECOND_VIEW = ProcessVariable.text("secondView");

    /** {@code same-level-post}, {@code first-call} or {@code neither}. */
    static final ProcessVariable<String> ALTERNATIVE = ProcessVariable.text("alternative");

    private FairChanceProcess() {}
}
