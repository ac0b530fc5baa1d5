package org.peerladder.tuition;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.peerladder.Refusal;
import org.peerladder.career.Worker;
import org.peerladder.policy.Agency;
import org.peerladder.policy.DecisionTables;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What the tables say about learning: who gets what, which grade pays what, what is taxed, when repayment is allowed. */
@Component
class TuitionPolicy {

    /** For how long one may ask, how far ahead a course may end, and how far ahead a payment may be noted. */
    record Terms(int askUntilDays, int endWithinMonths, int payUntilDays) {}

    /** @param share of the costs that is paid, 0 to 1 */
    record Rate(BigDecimal share, String reason) {}

    /** @param limit tax-free US dollars in the calendar year */
    record Tax(String taxClass, BigDecimal limit) {}

    private static final String ALLOWANCE = "tuition-allowance";
    private static final String RATE = "reimbursement-rate";

    private final DecisionTables tables;
    private final Agency agency;
    private final boolean repaymentAgreements;

    TuitionPolicy(
            DecisionTables tables,
            Agency agency,
            @Value("${peerladder.tuition.repayment-agreements}") boolean repaymentAgreements) {
        this.tables = tables;
        this.agency = agency;
        this.repaymentAgreements = repaymentAgreements;
    }

    Allowance allowance(Worker worker, String category, LocalDate day) {
        return allowance(row(worker, category, monthsOfService(worker, day)), worker);
    }

    /** What they would get if they had been here long enough: directors may grant it earlier. */
    Allowance allowanceOfTime(Worker worker, String category, LocalDate day) {
        var today = monthsOfService(worker, day);
        var needed = number(row(worker, category, today), "monthsNeeded").intValue();
        return allowance(row(worker, category, Math.max(today, needed)), worker);
    }

    Terms terms(Worker worker, String category, LocalDate day) {
        var row = row(worker, category, monthsOfService(worker, day));
        return new Terms(
                number(row, "askUntilDays").intValue(),
                number(row, "endWithinMonths").intValue(),
                number(row, "payUntilDays").intValue());
    }

    /** US dollars that a programme may spend on learning in a fiscal year; null for no limit. */
    BigDecimal budget(String program, int fiscalYear) {
        var row = tables.row("tuition-budget", Map.of("program", program, "fiscalYear", fiscalYear));
        return row.get("budget") == null ? null : number(row, "budget");
    }

    /** All grades that the table knows. */
    List<String> grades() {
        return tables.allowedInputs(RATE, "grade");
    }

    Rate rate(String grade) {
        var row = tables.row(RATE, Map.of("grade", grade));
        return new Rate(number(row, "share"), (String) row.get("reason"));
    }

    /** @param year calendar year of the payment */
    Tax tax(int year, String category) {
        var row = tables.row("education-tax-limit", Map.of("year", year, "category", category));
        return new Tax((String) row.get("taxClass"), number(row, "limit"));
    }

    /**
     * @throws Refusal if the agency asks for no repayment, or table {@code repayment-clause} forbids it here and today, even
     *     for somebody who leaves by their own choice
     */
    void checkRepaymentAgreement(String category, LocalDate signedOn) {
        if (!repaymentAgreements) {
            throw new Refusal(
                    TuitionProcess.REPAYMENT_AGREEMENT.name(),
                    "This agency asks nobody to pay learning money back. Leave the box empty.");
        }
        var row = tables.row(
                "repayment-clause",
                Map.of(
                        "state",
                        agency.state(),
                        "signedOn",
                        signedOn,
                        "category",
                        category,
                        "endedBy",
                        "resigned",
                        "monthsServed",
                        0,
                        "monthsAgreed",
                        1));
        if (!(Boolean) row.get("allowed")) {
            throw new Refusal(TuitionProcess.REPAYMENT_AGREEMENT.name(), row.get("reason") + " Leave the box empty.");
        }
    }

    private static Allowance allowance(Map<String, Object> row, Worker worker) {
        var eligible = (Boolean) row.get("eligible");
        return new Allowance(
                eligible,
                number(row, "cap"),
                number(row, "hoursCap"),
                (String) row.get("account"),
                (String) row.get("reason"),
                eligible
                        ? null
                        : worker.hiredOn()
                                .plusMonths(number(row, "monthsNeeded").longValue()));
    }

    private Map<String, Object> row(Worker worker, String category, int months) {
        return tables.row(
                ALLOWANCE,
                Map.of(
                        "category", category,
                        "weeklyHours", worker.weeklyHours().doubleValue(),
                        "monthsOfService", months));
    }

    private static int monthsOfService(Worker worker, LocalDate day) {
        return (int) Math.max(0, ChronoUnit.MONTHS.between(worker.hiredOn(), day));
    }

    private static BigDecimal number(Map<String, Object> row, String column) {
        return new BigDecimal(row.get(column).toString());
    }
}
