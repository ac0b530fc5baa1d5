package org.peerladder.offer;

import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigDecimal;
import org.peerladder.engine.ProcessVariable;

/** The names that {@code offer.bpmn}, its forms and our code share. */
public final class OfferProcess {

    public static final String KEY = "offer";

    /** {@code promoted}, {@code declined} or {@code withdrawn}. */
    public static final ProcessVariable<String> OUTCOME = ProcessVariable.text("offerOutcome");

    static final String PROMOTED = "promoted";

    /** Whether what may be waived was shown by competency, so that it need not be met on the effective date. */
    public static final ProcessVariable<Boolean> COMPETENCY_ACCEPTED = ProcessVariable.flag("competencyAccepted");

    /** What the offer's forms show about pay. */
    static final ProcessVariable<PayFacts> PAY = ProcessVariable.json("pay", new TypeReference<>() {});

    /** US dollars an hour. */
    public static final ProcessVariable<BigDecimal> HOURLY_RATE = ProcessVariable.money("hourlyRate");

    public static final ProcessVariable<BigDecimal> WEEKLY_HOURS = ProcessVariable.number("weeklyHours");

    /** {@code yyyy-MM-dd}; begins at midnight in the agency's zone. */
    public static final ProcessVariable<String> EFFECTIVE_DATE = ProcessVariable.text("effectiveDate");

    public static final ProcessVariable<String> FUNDING = ProcessVariable.text("funding");
    static final ProcessVariable<String> FUNDED_FROM = ProcessVariable.text("fundedFrom");
    static final ProcessVariable<String> DECISION = ProcessVariable.text("offerDecision");
    static final ProcessVariable<String> WISHED_DATE = ProcessVariable.text("wishedDate");
    static final ProcessVariable<Boolean> TIME_TAKEN = ProcessVariable.flag("timeTaken");
    static final ProcessVariable<Boolean> STILL_MET = ProcessVariable.flag("stillMet");
    static final ProcessVariable<String> LAPSED = ProcessVariable.jsonText("lapsed");
    static final ProcessVariable<String> HOLD_DECISION = ProcessVariable.text("holdDecision");

    /**
     * Today's pay and what can be offered, in words for a screen; rates in US dollars an hour.
     *
     * @param hours hours a week today
     * @param yearlyCost what one dollar an hour costs in a year at those hours
     * @param compare how others in the new position are paid, without names
     */
    record PayFacts(
            String current,
            String lowest,
            String highest,
            String floor,
            String floorSource,
            String hours,
            String yearlyCost,
            String compare) {}

    private OfferProcess() {}
}
