package org.peerladder.tuition;

import static org.peerladder.cases.CaseVariables.APPLICANT;
import static org.peerladder.tuition.TuitionProcess.*;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.peerladder.career.Career;
import org.peerladder.engine.ProcessVariable;
import org.peerladder.engine.UsedByDiagrams;
import org.springframework.stereotype.Component;

/** What the forms of a request for learning show: what is left, in words. Used by {@code tuition-reimbursement.bpmn}. */
@Component("tuitionFacts")
@UsedByDiagrams
public class TuitionFacts {

    /**
     * @param moneyLeft {@code $3,110.00 of 5,250.00 left until 31 December 2026}
     * @param budgetLeft of the worker's programme in the agency's fiscal year; null where it has no limit
     * @param taxClass as the table has it today
     */
    private record Learning(String moneyLeft, String hoursLeft, String budgetLeft, String taxClass) {}

    private record Option(String value, String label) {}

    private static final ProcessVariable<Learning> LEARNING =
            ProcessVariable.json("learning", new TypeReference<>() {});
    private static final ProcessVariable<List<Option>> GRADES =
            ProcessVariable.json("grades", new TypeReference<>() {});

    private final Ledger ledger;
    private final TuitionPolicy policy;
    private final LearningYears years;
    private final Career career;
    private final Clock clock;

    TuitionFacts(Ledger ledger, TuitionPolicy policy, LearningYears years, Career career, Clock clock) {
        this.ledger = ledger;
        this.policy = policy;
        this.years = years;
        this.career = career;
        this.clock = clock;
    }

    /** As Json. */
    public Object of(DelegateExecution tuition) {
        var worker = career.worker(APPLICANT.get(tuition)).orElseThrow();
        var allowance = ALLOWANCE.get(tuition);
        var today = LocalDate.now(clock);
        var on = Tuition.expectedOn(LocalDate.parse(ENDS_ON.get(tuition)), today);
        var budget = policy.budget(worker.program(), years.fiscal(on));
        return LEARNING.stored(new Learning(
                "$" + Tuition.inWords(ledger.balance(worker.id(), Unit.USD, allowance.account(), on, allowance.cap())),
                Tuition.inWords(ledger.balance(worker.id(), Unit.HOURS, allowance.account(), on, allowance.hoursCap())),
                budget == null
                        ? null
                        : "Budget of " + worker.program() + ": $"
                                + Tuition.inWords(ledger.budget(worker.program(), on, budget)),
                policy.tax(today.getYear(), CATEGORY.get(tuition)).taxClass()));
    }

    /** The grades of table {@code reimbursement-rate}, as Json. */
    public Object grades() {
        return GRADES.stored(
                policy.grades().stream().map(grade -> new Option(grade, grade)).toList());
    }
}
