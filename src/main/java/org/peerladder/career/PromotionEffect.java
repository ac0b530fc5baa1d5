package org.peerladder.career;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A new position and new pay, together.
 *
 * @param hourlyRate US dollars an hour
 * @param weeklyHours null for unchanged
 * @param effectiveOn first day of both
 * @param caseNumber the case that decided it; takes effect once
 */
public record PromotionEffect(
        String workerId,
        String position,
        BigDecimal hourlyRate,
        BigDecimal weeklyHours,
        LocalDate effectiveOn,
        String caseNumber) {}
