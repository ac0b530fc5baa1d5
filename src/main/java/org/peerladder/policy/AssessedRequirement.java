package org.peerladder.policy;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One requirement beside a person's facts on one day.
 *
 * @param criterion what is counted: {@code months}, {@code position}, {@code credential}, {@code licence},
 *     {@code training} or another kind of the record
 * @param reference which ones count, as in the table; {@code ""} for all
 * @param withinYears only what lies in so many years; null for the whole career
 * @param group rows with the same one are alternatives; {@code ""} stands alone
 * @param waivable may be shown by competency instead
 * @param requirement in words, the minimum filled in
 * @param need in words, "12 months"
 * @param have in words, "9 months"; never rounded up
 * @param helpedBy the process that helps to meet it; {@code ""} for none
 * @param helpCategory the kind of learning, where tuition reimbursement helps; {@code ""} elsewhere
 * @param earliestDate the day on which time alone will meet it; null if it is met or time alone does not help
 */
public record AssessedRequirement(
        String criterion,
        String reference,
        BigDecimal minimum,
        Integer withinYears,
        String group,
        boolean waivable,
        String requirement,
        String need,
        String have,
        boolean met,
        LocalDate earliestDate,
        String howToMeet,
        String source,
        String helpedBy,
        String helpCategory) {

    /** The row this was assessed from. */
    Requirement row() {
        return new Requirement(
                criterion,
                reference,
                minimum,
                withinYears,
                group,
                waivable,
                requirement,
                howToMeet,
                source,
                helpedBy,
                helpCategory);
    }
}
