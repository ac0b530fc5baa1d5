package org.peerladder.tuition;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * One line of the ledger, never changed.
 *
 * @param amount always above 0; the kind says what it does
 * @param program on whose budget it counts; may be null
 * @param planYear named by the year in which it ends, as {@code fiscalYear}
 * @param taxYear the calendar year of the payment; null where nothing was paid
 * @param paidOn the day of the payment, or of its reversal
 * @param reference of the payment, or why it was reversed
 * @param reverses the id of the payment that is taken back
 */
record Entry(
        long id,
        OffsetDateTime enteredAt,
        Kind kind,
        Unit unit,
        BigDecimal amount,
        String caseNumber,
        String workerId,
        String program,
        String account,
        int planYear,
        int fiscalYear,
        Integer taxYear,
        LocalDate paidOn,
        String reference,
        String actor,
        Long reverses) {

    enum Kind {
        RESERVE,
        RELEASE,
        POST,
        REVERSE
    }
}
