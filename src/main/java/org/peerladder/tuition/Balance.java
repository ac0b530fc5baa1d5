package org.peerladder.tuition;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a worker may still use in a plan year.
 *
 * @param account {@code education} or {@code required}; each has a cap of its own
 * @param cap what the plan year gives
 * @param reserved promised and not yet paid
 * @param posted paid
 * @param left never below 0, also when the cap was lowered below what is promised already
 * @param until the last day of the plan year
 */
record Balance(
        Unit unit,
        String account,
        BigDecimal cap,
        BigDecimal reserved,
        BigDecimal posted,
        BigDecimal left,
        LocalDate until) {

    static Balance of(Account account, Account.Amounts amounts, BigDecimal cap, LocalDate until) {
        return new Balance(
                account.unit(),
                account.name(),
                cap,
                amounts.reserved(),
                amounts.posted(),
                cap.subtract(amounts.used()).max(Account.ZERO),
                until);
    }
}
