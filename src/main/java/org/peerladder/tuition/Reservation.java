package org.peerladder.tuition;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What is promised to a worker.
 *
 * @param program of the worker, on whose budget it counts; may be null
 * @param account {@code education} or {@code required}, as table {@code tuition-allowance} says for the category
 * @param cap what the plan year gives the worker on this account
 * @param budget what the programme may spend in the agency's fiscal year; null for no limit; of no meaning for hours
 * @param expectedOn the day that decides both years until it is paid: when the course ends
 */
record Reservation(
        String caseNumber,
        String workerId,
        String program,
        Unit unit,
        String account,
        BigDecimal amount,
        BigDecimal cap,
        BigDecimal budget,
        LocalDate expectedOn) {}
