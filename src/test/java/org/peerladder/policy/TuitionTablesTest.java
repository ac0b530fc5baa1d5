package org.peerladder.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables about learning, asked at the edges of what they decide. */
class TuitionTablesTest {

    @ParameterizedTest
    @CsvSource({
        "degree, 40, 5, false, 0.00, 0",
        "degree, 40, 6, true, 5250.00, 60",
        "degree, 29.99, 6, true, 2625.00, 30",
        "degree, 30, 6, true, 5250.00, 60",
        "certificate, 40, 0, true, 5250.00, 60",
        "certificate, 20, 0, true, 2625.00, 30",
        "continuing-education, 29, 0, true, 2625.00, 30",
        "conference, 30, 0, true, 5250.00, 60",
        "required-training, 8, 0, true, 5250.00, 60",
        "credential-renewal, 8, 0, true, 5250.00, 60",
        "apprenticeship, 8, 0, true, 5250.00, 60",
    })
    void whatLearningIsPaid(
            String category, double weeklyHours, int months, boolean eligible, String cap, int hoursCap) {
        assertThat(Table.named("tuition-allowance")
                        .row(Map.of("category", category, "weeklyHours", weeklyHours, "monthsOfService", months)))
                .containsEntry("eligible", eligible)
                .containsEntry("cap", cap)
                .containsEntry("hoursCap", hoursCap);
    }

    @ParameterizedTest
    @CsvSource({"required-training", "credential-renewal", "apprenticeship"})
    void whatTheAgencyAsksForNeverUsesUpOnesOwnLearning(String category) {
        assertThat(Table.named("tuition-allowance")
                        .row(Map.of("category", category, "weeklyHours", 40.0, "monthsOfService", 12)))
                .containsEntry("account", "required");
    }

    @ParameterizedTest
    @CsvSource({"pass, 1", "A, 1", "C+, 1", "C, 1", "C-, 0", "D, 0", "F, 0", "fail, 0"})
    void whatAGradePays(String grade, double share) {
        assertThat(Table.named("reimbursement-rate").row(Map.of("grade", grade)))
                .containsEntry("share", share);
    }

    @Test
    void aGradeThatNobodyEnteredHasNoRow() {
        assertThat(Table.named("reimbursement-rate").rows(Map.of("grade", "Z"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026, degree, education, 5250.00",
        "2027, degree, education, 5250.00",
        "2026, apprenticeship, education, 5250.00",
        "2026, required-training, working-condition, 0.00",
        "2031, conference, working-condition, 0.00",
    })
    void whatIsTaxFreeByTheYearOfPayment(int year, String category, String taxClass, String limit) {
        assertThat(Table.named("education-tax-limit").row(Map.of("year", year, "category", category)))
                .containsEntry("taxClass", taxClass)
                .containsEntry("limit", limit);
    }

    /** New York and California as in the laws; a lay-off never, and nothing for what the agency asks for. */
    @ParameterizedTest
    @CsvSource({
        "NY, 2027-03-01, degree, laid-off, 3, 12, false, 0",
        "NY, 2027-03-01, degree, resigned, 9, 12, true, 0.25",
        "NY, 2027-03-01, degree, resigned, 12, 12, true, 0",
        "NY, 2027-03-01, degree, resigned, 15, 12, true, 0",
        "NY, 2027-03-01, degree, terminated, 3, 12, false, 0",
        "NY, 2027-03-01, degree, misconduct, 3, 12, true, 0.75",
        "NY, 2026-12-19, degree, terminated, 3, 12, false, 0",
        "NY, 2026-12-18, degree, terminated, 3, 12, true, 0.75",
        "CA, 2026-01-01, degree, resigned, 3, 12, false, 0",
        "CA, 2025-12-31, degree, resigned, 3, 12, true, 0.75",
        "TX, 2026-06-01, degree, laid-off, 3, 12, false, 0",
        "TX, 2026-06-01, required-training, resigned, 3, 12, false, 0",
        "TX, 2026-06-01, apprenticeship, resigned, 3, 12, false, 0",
        "TX, 2026-06-01, degree, resigned, 6, 12, true, 0.5",
    })
    void whenRepaymentMayBeAgreed(
            String state,
            LocalDate signedOn,
            String category,
            String endedBy,
            int served,
            int agreed,
            boolean allowed,
            double share) {
        var row = Table.named("repayment-clause")
                .row(Map.of(
                        "state", state,
                        "signedOn", signedOn,
                        "category", category,
                        "endedBy", endedBy,
                        "monthsServed", served,
                        "monthsAgreed", agreed));

        assertThat(row).containsEntry("allowed", allowed);
        assertThat(((Number) row.get("share")).doubleValue()).isCloseTo(share, Offset.offset(0.0001));
    }
}
