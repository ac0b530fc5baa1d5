package org.peerladder.mentoring;

import java.math.BigDecimal;

/**
 * How somebody's mentoring goes: a row of table {@code mentoring-terms}.
 *
 * @param kind {@code mentoring} or {@code preceptorship}
 * @param everyDays proposed days from one check-in to the next
 * @param lastsDays proposed length
 * @param creditedAs kind of the career record for the mentor's hours; the mentee's are mentoring received
 * @param hoursPerDay most hours that can be credited for a day
 * @param silentAfterRounds after how many rounds without a check-in of both a pair is silent
 * @param queueRank lower is served first
 * @param queueReason said to those who are overtaken; null where nobody is
 */
record Terms(
        String kind,
        int everyDays,
        int mostEveryDays,
        int lastsDays,
        int mostLastsDays,
        String creditedAs,
        BigDecimal hoursPerDay,
        int silentAfterRounds,
        int queueRank,
        String queueReason) {

    static final String PRECEPTORSHIP = "preceptorship";

    boolean preceptorship() {
        return PRECEPTORSHIP.equals(kind);
    }
}
