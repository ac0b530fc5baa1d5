package org.peerladder.career;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Something a worker did that counts: hours, weeks, a training.
 *
 * @param kind one of {@link EntryKind}, by its id
 * @param quantity hours, weeks, or 1 for a training
 * @param fromDate first day
 * @param toDate last day; the first where there is one day only
 * @param reference a training's code; for mentoring hours {@code mentor} (given; also when left empty) or {@code mentee}
 *     (received); otherwise free, {@code ""} where none was given
 */
public record CareerEntry(String kind, BigDecimal quantity, LocalDate fromDate, LocalDate toDate, String reference) {

    public CareerEntry {
        quantity = Worker.plain(quantity);
        toDate = toDate == null ? fromDate : toDate;
        reference = reference == null ? "" : reference;
        if (reference.isEmpty() && EntryKind.MENTORING_HOURS.id().equals(kind)) {
            reference = "mentor";
        }
    }
}
