package org.peerladder.tuition;

import static org.peerladder.cases.CaseVariables.APPLICANT;
import static org.peerladder.tuition.TuitionProcess.*;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.peerladder.CalendarDay;
import org.peerladder.Refusal;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.peerladder.cases.CaseNumbers;
import org.peerladder.policy.DeclineReasons;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code tuition-reimbursement.bpmn} asks of us, one bean per step. */
@Configuration(proxyBeanMethods = false)
class TuitionSteps {

    private final Career career;
    private final TuitionPolicy policy;
    private final Ledger ledger;
    private final Courses courses;
    private final LearningYears years;
    private final DeclineReasons reasons;
    private final IdentityService identity;
    private final Clock clock;

    TuitionSteps(
            Career career,
            TuitionPolicy policy,
            Ledger ledger,
            Courses courses,
            LearningYears years,
            DeclineReasons reasons,
            IdentityService identity,
            Clock clock) {
        this.career = career;
        this.policy = policy;
        this.ledger = ledger;
        this.courses = courses;
        this.years = years;
        this.reasons = reasons;
        this.identity = identity;
        this.clock = clock;
    }

    /** Start: for whom, and the case number. A request made by its form is looked at here, a recommended one when it is complete. */
    @Bean
    ExecutionListener openTuition(CaseNumbers numbers) {
        return execution -> {
            var applicantId = APPLICANT.find(execution).orElseGet(this::actor);
            if (applicantId == null) {
                throw new Refusal("applicantId", "Say for whom: the staff id of a worker.");
            }
            var worker = career.worker(applicantId)
                    .filter(Worker::active)
                    .filter(known -> !known.guest())
                    .orElseThrow(() -> new Refusal(
                            "applicantId", "Learning is paid for people who work here; you are not on the payroll."));
            APPLICANT.set(execution, worker.id());
            REQUESTED_ON.set(execution, today().toString());
            APPROVERS.set(execution, List.of());
            execution.setProcessBusinessKey(numbers.next(CASE_NUMBER_PREFIX, KEY, execution));
            if (execution.getCurrentActivityId().equals(REQUESTED)) {
                accept(execution, execution.getProcessBusinessKey());
            }
        };
    }

    @Bean
    TaskListener completeTuitionRequest() {
        return task -> accept(task, caseNumber(task));
    }

    /** {@code tuition-allowance} and the ledger: what this worker can get, and what of it is left. */
    @Bean
    JavaDelegate determineAllowance() {
        return tuition -> {
            var worker = applicant(tuition);
            var allowance = policy.allowance(worker, CATEGORY.get(tuition), today());
            ALLOWANCE.set(tuition, allowance);
            ENTITLED.set(tuition, allowance.eligible());
            RELEASE_OPEN.set(tuition, releaseHours(tuition).signum() > 0);
            if (allowance.eligible()) {
                ALLOWANCE_SUMMARY.set(
                        tuition, "$" + Tuition.inWords(balance(tuition, Unit.USD)) + ". " + allowance.reason());
            } else {
                var from = "It begins for you on " + Tuition.inWords(allowance.eligibleOn()) + ".";
                ALLOWANCE_SUMMARY.set(tuition, allowance.reason() + " " + from);
                APPEALED_DECISION.set(tuition, THE_REQUEST);
                REASON.set(tuition, allowance.reason());
                WHAT_WOULD_CHANGE.set(tuition, from);
            }
        };
    }

    /** Yes reserves the hours. No needs a reason and another schedule; it does not stop the money. */
    @Bean
    TaskListener approveReleaseTime() {
        return task -> {
            var approved = answered(task, RELEASE_APPROVED.name(), RELEASE_APPROVED.find(task));
            var plan = COVERAGE_PLAN
                    .find(task)
                    .filter(text -> !text.isBlank())
                    .orElseThrow(() -> new Refusal(
                            COVERAGE_PLAN.name(),
                            approved
                                    ? "say how the work is covered meanwhile."
                                    : "say why, and which other hours would work. A no does not stop the money."));
            RELEASE_SUMMARY.set(
                    task,
                    (approved ? "You get the time. " : "Not at these hours; this does not stop the money. ") + plan);
            if (approved) {
                reserve(task, Unit.HOURS, releaseHours(task));
            }
            RELEASE_OPEN.set(task, false);
        };
    }

    /** Reserves what is approved; nothing at all is a "no", with a reason and an appeal. */
    @Bean
    TaskListener approveTuition() {
        return task -> {
            var amount = APPROVED_AMOUNT.get(task);
            if (amount.signum() == 0) {
                if (APPEAL_GRANTED.find(task).orElse(false)) {
                    throw new Refusal(
                            APPROVED_AMOUNT.name(), "directors granted the appeal; give an amount above 0.00.");
                }
                sayNo(task, THE_REQUEST);
            } else {
                request(task).checkApproved(amount);
                if (REPAYMENT_AGREEMENT.find(task).orElse(false)) {
                    policy.checkRepaymentAgreement(CATEGORY.get(task), today());
                }
                reserve(task, Unit.USD, amount);
            }
            APPROVED.set(task, amount.signum() > 0);
            rememberApprover(task);
        };
    }

    /** The advance is posted: it counts against the year, and is never taken back from wages. */
    @Bean
    TaskListener payAdvance() {
        return task -> {
            var amount = APPROVED_AMOUNT.get(task);
            post(task, amount);
            ADVANCED.set(task, amount);
        };
    }

    /** A course that ends later is waited for; otherwise what was claimed has to fit what was approved. */
    @Bean
    TaskListener submitClaim() {
        return task -> {
            var later = NEW_ENDS_ON.find(task);
            ENDS_LATER.set(task, later.isPresent());
            if (later.isPresent()) {
                endLater(task, CalendarDay.of(NEW_ENDS_ON.name(), later));
                return;
            }
            if (answered(task, COMPLETED.name(), COMPLETED.find(task))) {
                Tuition.checkGrade(GRADE.find(task), policy.grades());
                var claimed = CLAIMED_AMOUNT
                        .find(task)
                        .orElseThrow(() -> new Refusal(CLAIMED_AMOUNT.name(), "say what it cost, like 480.00."));
                Tuition.checkClaim(
                        claimed, CLAIMED_TRAVEL.find(task).orElse(BigDecimal.ZERO), APPROVED_AMOUNT.get(task));
                CLAIM_SUMMARY.set(task, "Completed; $" + Tuition.money(claimed) + " claimed.");
            } else {
                CLAIM_SUMMARY.set(task, "It did not work out this time.");
            }
            postHours(task);
        };
    }

    /** {@code reimbursement-rate}: what the grade pays, and what of it is not paid in advance. */
    @Bean
    JavaDelegate determineReimbursementRate() {
        return tuition -> {
            var rate = policy.rate(GRADE.get(tuition));
            RATE_REASON.set(tuition, rate.reason());
            pays(tuition, Tuition.payable(CLAIMED_AMOUNT.get(tuition), rate.share()));
        };
    }

    @Bean
    TaskListener checkClaim() {
        return task -> {
            switch (CLAIM_DECISION.get(task)) {
                case "approve" -> rememberApprover(task);
                case "send-back" -> {
                    if (WHAT_IS_MISSING
                            .find(task)
                            .filter(text -> !text.isBlank())
                            .isEmpty()) {
                        throw new Refusal(WHAT_IS_MISSING.name(), "say what is missing, so that it can be handed in.");
                    }
                }
                default -> {
                    sayNo(task, THE_CLAIM);
                    rememberApprover(task);
                }
            }
        };
    }

    @Bean
    TaskListener payClaim() {
        return task -> {
            post(task, AMOUNT_TO_PAY.get(task));
            ledger.release(caseNumber(task), Unit.USD);
        };
    }

    /** {@code education-tax-limit} for the calendar year of each payment; what was split once stays. */
    @Bean
    JavaDelegate splitTax() {
        return tuition -> {
            var travel = travelPaid(tuition);
            var taxFree = BigDecimal.ZERO;
            var taxable = BigDecimal.ZERO;
            for (var payment : payments(tuition.getProcessBusinessKey())) {
                var tax = policy.tax(payment.paidOn().getYear(), CATEGORY.get(tuition));
                var neverTaxFree = travel.min(payment.amount());
                travel = travel.subtract(neverTaxFree);
                var split = ledger.split(
                        payment.id(), TAX_CLASS.find(tuition).orElse(tax.taxClass()), neverTaxFree, tax.limit());
                taxFree = taxFree.add(split.taxFree());
                taxable = taxable.add(split.taxable());
            }
            TAX_FREE.set(tuition, taxFree);
            TAXABLE.set(tuition, taxable);
            PAYMENT_SUMMARY.set(tuition, Tuition.paidInWords(taxFree, taxable));
        };
    }

    /** Granted, the request goes on: with what a longer service would give, or with the claim as it is. */
    @Bean
    TaskListener hearTuitionAppeal() {
        return task -> {
            var aboutTheClaim = APPEALED_DECISION.get(task).equals(THE_CLAIM);
            if (!answered(task, APPEAL_GRANTED.name(), APPEAL_GRANTED.find(task))) {
                sayNo(task, APPEALED_DECISION.get(task));
            } else if (aboutTheClaim) {
                pays(
                        task,
                        PAYABLE_AMOUNT
                                .find(task)
                                .filter(amount -> amount.signum() > 0)
                                .orElse(CLAIMED_AMOUNT.get(task)));
            } else {
                if (!ENTITLED.get(task)) {
                    ALLOWANCE.set(task, policy.allowanceOfTime(applicant(task), CATEGORY.get(task), today()));
                    ENTITLED.set(task, true);
                }
            }
            rememberApprover(task);
        };
    }

    /** However it ends, nothing stays reserved. */
    @Bean
    ExecutionListener releaseReservation() {
        return execution -> ledger.release(execution.getProcessBusinessKey());
    }

    @Bean
    ExecutionListener freeCourse() {
        return execution -> courses.free(execution.getProcessBusinessKey());
    }

    private void accept(VariableScope tuition, String caseNumber) {
        var worker = applicant(tuition);
        var request = request(tuition);
        var terms = policy.terms(worker, CATEGORY.get(tuition), today());
        var allowance = policy.allowance(worker, CATEGORY.get(tuition), today());
        var hours = allowance.eligible() ? allowance : policy.allowanceOfTime(worker, CATEGORY.get(tuition), today());
        var on = Tuition.expectedOn(request.endsOn(), today());
        request.check(today(), terms, ledger.balance(worker.id(), Unit.HOURS, hours.account(), on, hours.hoursCap()));
        courses.take(worker.id(), request, caseNumber);
    }

    private void endLater(DelegateTask task, LocalDate newEnd) {
        if (!newEnd.isAfter(today())) {
            throw new Refusal(NEW_ENDS_ON.name(), newEnd + " is over; give a day after today, or hand in the claim.");
        }
        var terms = policy.terms(applicant(task), CATEGORY.get(task), today());
        var last = today().plusMonths(terms.endWithinMonths());
        if (newEnd.isAfter(last)) {
            throw new Refusal(NEW_ENDS_ON.name(), "give a day up to " + last + ".");
        }
        ENDS_ON.set(task, newEnd.toString());
        NEW_ENDS_ON.set(task, null);
        CLAIM_SUMMARY.set(task, "The course ends later: on " + Tuition.inWords(newEnd) + ".");
        ledger.moveTo(caseNumber(task), newEnd);
    }

    /** Release hours count when they were taken, whatever became of the course. */
    private void postHours(DelegateTask task) {
        var reserved = ledger.reserved(caseNumber(task), Unit.HOURS);
        var used = RELEASE_HOURS_USED.find(task).orElse(reserved);
        if (used.compareTo(reserved) > 0 && reserved.signum() > 0) {
            throw new Refusal(
                    RELEASE_HOURS_USED.name(),
                    "more than the " + reserved.stripTrailingZeros().toPlainString() + " hours that were approved.");
        }
        if (reserved.signum() == 0) {
            return;
        }
        if (used.signum() > 0) {
            ledger.post(caseNumber(task), Unit.HOURS, used, today(), null, actor());
        }
        ledger.release(caseNumber(task), Unit.HOURS);
    }

    private void pays(VariableScope tuition, BigDecimal payable) {
        var toPay =
                payable.subtract(ADVANCED.find(tuition).orElse(BigDecimal.ZERO)).max(BigDecimal.ZERO);
        PAYABLE_AMOUNT.set(tuition, payable);
        AMOUNT_TO_PAY.set(tuition, toPay);
        LEFT_TO_PAY.set(tuition, toPay.signum() > 0);
    }

    private void post(DelegateTask task, BigDecimal amount) {
        var paidOn = CalendarDay.of(PAID_ON.name(), PAID_ON.find(task));
        var terms = policy.terms(applicant(task), CATEGORY.get(task), today());
        Tuition.checkPaidOn(paidOn, LocalDate.parse(REQUESTED_ON.get(task)), today(), terms.payUntilDays());
        ledger.post(caseNumber(task), Unit.USD, amount, paidOn, REFERENCE.get(task), actor());
    }

    private void reserve(DelegateTask task, Unit unit, BigDecimal amount) {
        var worker = applicant(task);
        var allowance = ALLOWANCE.get(task);
        var on = expectedOn(task);
        ledger.reserve(new Reservation(
                caseNumber(task),
                worker.id(),
                worker.program(),
                unit,
                allowance.account(),
                amount,
                unit == Unit.USD ? allowance.cap() : allowance.hoursCap(),
                unit == Unit.USD ? policy.budget(worker.program(), years.fiscal(on)) : null,
                on));
    }

    /** A "no" carries a reason of the closed list, and what would change it. */
    private void sayNo(DelegateTask task, String decision) {
        var words = REASON_CODE
                .find(task)
                .flatMap(reasons::inWords)
                .orElseThrow(() -> new Refusal(
                        REASON_CODE.name(), "a no needs a reason of the list; the worker reads it and can appeal."));
        REASON.set(task, words.reason());
        WHAT_WOULD_CHANGE.set(
                task, WHAT_WOULD_HELP.find(task).filter(text -> !text.isBlank()).orElse(words.whatWouldChange()));
        // Another no says its own reason
        REASON_CODE.set(task, null);
        WHAT_WOULD_HELP.set(task, null);
        APPEALED_DECISION.set(task, decision);
    }

    private void rememberApprover(DelegateTask task) {
        var approvers = new ArrayList<>(APPROVERS.get(task));
        var actor = actor() == null ? task.getAssignee() : actor();
        if (actor != null && !approvers.contains(actor)) {
            approvers.add(actor);
            APPROVERS.set(task, approvers);
        }
    }

    /** Payments of a case that were not taken back, the first first. */
    private List<Entry> payments(String caseNumber) {
        var entries = ledger.entries(caseNumber);
        var takenBack =
                entries.stream().map(Entry::reverses).filter(Objects::nonNull).collect(Collectors.toSet());
        return entries.stream()
                .filter(entry -> entry.unit() == Unit.USD && entry.kind() == Entry.Kind.POST)
                .filter(entry -> !takenBack.contains(entry.id()))
                .toList();
    }

    /** Travel is no cost of education. An advance pays the course first; a claim says how much of it is travel. */
    private BigDecimal travelPaid(DelegateExecution tuition) {
        return CLAIMED_TRAVEL
                .find(tuition)
                .map(travel ->
                        Tuition.payable(travel, policy.rate(GRADE.get(tuition)).share()))
                .orElseGet(() -> request(tuition).travelIn(APPROVED_AMOUNT.get(tuition)));
    }

    private Balance balance(VariableScope tuition, Unit unit) {
        var allowance = ALLOWANCE.get(tuition);
        return ledger.balance(
                APPLICANT.get(tuition),
                unit,
                allowance.account(),
                expectedOn(tuition),
                unit == Unit.USD ? allowance.cap() : allowance.hoursCap());
    }

    private LocalDate expectedOn(VariableScope tuition) {
        return Tuition.expectedOn(LocalDate.parse(ENDS_ON.get(tuition)), today());
    }

    private static Tuition request(VariableScope tuition) {
        return new Tuition(
                COURSE_TITLE.get(tuition),
                PROVIDER.get(tuition),
                CalendarDay.of(STARTS_ON.name(), STARTS_ON.find(tuition)),
                CalendarDay.of(ENDS_ON.name(), ENDS_ON.find(tuition)),
                REQUESTED_AMOUNT.get(tuition),
                TRAVEL_AMOUNT.find(tuition).orElse(BigDecimal.ZERO),
                releaseHours(tuition));
    }

    private static BigDecimal releaseHours(VariableScope tuition) {
        return RELEASE_HOURS.find(tuition).orElse(BigDecimal.ZERO);
    }

    private static boolean answered(VariableScope task, String field, Optional<Boolean> answer) {
        return answer.orElseThrow(() -> new Refusal(field, "say yes or no."));
    }

    private Worker applicant(VariableScope tuition) {
        return career.worker(APPLICANT.get(tuition)).orElseThrow();
    }

    private static String caseNumber(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }

    private String actor() {
        var session = identity.getCurrentAuthentication();
        return session == null ? null : session.getUserId();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
