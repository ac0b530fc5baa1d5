package org.peerladder.tuition;

import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigDecimal;
import java.util.List;
import org.peerladder.engine.ProcessVariable;

/** The names that {@code tuition-reimbursement.bpmn}, its forms and our code share. Money is in US dollars. */
public final class TuitionProcess {

    public static final String KEY = "tuition-reimbursement";

    /** Case numbers of tuition reimbursements: {@code TUI-2026-0042}. */
    static final String CASE_NUMBER_PREFIX = "TUI";

    /** Sent where learning would help a worker; carries {@code applicantId}, and what is known of the request. */
    public static final String TUITION_RECOMMENDED = "tuitionRecommended";

    /** The start event whose form is the whole request. */
    static final String REQUESTED = "startEvent_tuitionRequested";

    public static final ProcessVariable<String> CATEGORY = ProcessVariable.text("category");
    public static final ProcessVariable<String> COURSE_TITLE = ProcessVariable.text("courseTitle");
    static final ProcessVariable<String> PROVIDER = ProcessVariable.text("provider");

    /** {@code yyyy-MM-dd} */
    static final ProcessVariable<String> STARTS_ON = ProcessVariable.text("startsOn");

    /** {@code yyyy-MM-dd}; from its first moment in the agency's zone the claim can be handed in. */
    static final ProcessVariable<String> ENDS_ON = ProcessVariable.text("endsOn");

    /** {@code yyyy-MM-dd}; no payment can be older. */
    static final ProcessVariable<String> REQUESTED_ON = ProcessVariable.text("requestedOn");

    static final ProcessVariable<BigDecimal> REQUESTED_AMOUNT = ProcessVariable.money("requestedAmount");
    static final ProcessVariable<BigDecimal> TRAVEL_AMOUNT = ProcessVariable.money("travelAmount");
    static final ProcessVariable<BigDecimal> RELEASE_HOURS = ProcessVariable.number("releaseHours");

    static final ProcessVariable<Allowance> ALLOWANCE = ProcessVariable.json("allowance", new TypeReference<>() {});
    static final ProcessVariable<String> ALLOWANCE_SUMMARY = ProcessVariable.text("allowanceSummary");
    static final ProcessVariable<Boolean> ENTITLED = ProcessVariable.flag("entitled");

    /** Whether the supervisor is still to answer about release time. */
    static final ProcessVariable<Boolean> RELEASE_OPEN = ProcessVariable.flag("releaseOpen");

    static final ProcessVariable<Boolean> RELEASE_APPROVED = ProcessVariable.flag("releaseApproved");
    static final ProcessVariable<String> COVERAGE_PLAN = ProcessVariable.text("coveragePlan");

    /** What the worker reads of it. */
    static final ProcessVariable<String> RELEASE_SUMMARY = ProcessVariable.text("releaseSummary");

    static final ProcessVariable<BigDecimal> APPROVED_AMOUNT = ProcessVariable.money("approvedAmount");
    static final ProcessVariable<Boolean> APPROVED = ProcessVariable.flag("approved");
    static final ProcessVariable<Boolean> REPAYMENT_AGREEMENT = ProcessVariable.flag("repaymentAgreement");

    /** Ids of all who decided about money or claim; they neither pay it nor hear an appeal. */
    static final ProcessVariable<List<String>> APPROVERS = ProcessVariable.texts("approvers");

    static final ProcessVariable<String> PAID_ON = ProcessVariable.text("paidOn");
    static final ProcessVariable<String> REFERENCE = ProcessVariable.text("reference");
    static final ProcessVariable<String> TAX_CLASS = ProcessVariable.text("taxClass");
    static final ProcessVariable<BigDecimal> ADVANCED = ProcessVariable.money("advanced");

    static final ProcessVariable<String> NEW_ENDS_ON = ProcessVariable.text("newEndsOn");
    static final ProcessVariable<Boolean> ENDS_LATER = ProcessVariable.flag("endsLater");
    static final ProcessVariable<Boolean> COMPLETED = ProcessVariable.flag("completed");
    static final ProcessVariable<String> GRADE = ProcessVariable.text("grade");
    static final ProcessVariable<BigDecimal> CLAIMED_AMOUNT = ProcessVariable.money("claimedAmount");
    static final ProcessVariable<BigDecimal> CLAIMED_TRAVEL = ProcessVariable.money("claimedTravel");
    static final ProcessVariable<BigDecimal> RELEASE_HOURS_USED = ProcessVariable.number("releaseHoursUsed");
    static final ProcessVariable<String> CLAIM_SUMMARY = ProcessVariable.text("claimSummary");

    static final ProcessVariable<BigDecimal> PAYABLE_AMOUNT = ProcessVariable.money("payableAmount");
    static final ProcessVariable<String> RATE_REASON = ProcessVariable.text("rateReason");
    static final ProcessVariable<Boolean> LEFT_TO_PAY = ProcessVariable.flag("leftToPay");
    static final ProcessVariable<BigDecimal> AMOUNT_TO_PAY = ProcessVariable.money("amountToPay");

    /** {@code approve}, {@code send-back} or {@code decline}. */
    static final ProcessVariable<String> CLAIM_DECISION = ProcessVariable.text("claimDecision");

    static final ProcessVariable<String> WHAT_IS_MISSING = ProcessVariable.text("whatIsMissing");
    static final ProcessVariable<String> REASON_CODE = ProcessVariable.text("reasonCode");
    static final ProcessVariable<String> REASON = ProcessVariable.text("reason");

    /** What whoever says no writes about it; {@link #WHAT_WOULD_CHANGE} is what the worker reads. */
    static final ProcessVariable<String> WHAT_WOULD_HELP = ProcessVariable.text("whatWouldHelp");

    static final ProcessVariable<String> WHAT_WOULD_CHANGE = ProcessVariable.text("whatWouldChange");

    /** {@link #THE_REQUEST} or {@link #THE_CLAIM}. */
    static final ProcessVariable<String> APPEALED_DECISION = ProcessVariable.text("appealedDecision");

    static final String THE_REQUEST = "request";
    static final String THE_CLAIM = "claim";
    static final ProcessVariable<Boolean> APPEAL_GRANTED = ProcessVariable.flag("appealGranted");

    static final ProcessVariable<BigDecimal> TAX_FREE = ProcessVariable.money("taxFree");
    static final ProcessVariable<BigDecimal> TAXABLE = ProcessVariable.money("taxable");

    /** What the worker reads of the payments. */
    static final ProcessVariable<String> PAYMENT_SUMMARY = ProcessVariable.text("paymentSummary");

    private TuitionProcess() {}
}
