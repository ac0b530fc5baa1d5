package org.peerladder.mentoring;

import java.time.LocalDate;

/**
 * A mentor and a mentee.
 *
 * @param kind {@link Terms#kind} as of the request
 * @param everyDays null until agreed
 * @param endsOn null until agreed
 * @param closedOn null while open
 * @param closedBecause {@code completed}, {@code rematched}, {@code ended}, {@code withdrawn} or {@code mentor-left}; null
 *     while open
 */
record Pairing(
        long id,
        String caseNumber,
        String menteeId,
        String mentorId,
        String kind,
        String creditedAs,
        LocalDate openedOn,
        Integer everyDays,
        LocalDate endsOn,
        LocalDate closedOn,
        String closedBecause) {

    boolean open() {
        return closedOn == null;
    }

    boolean preceptorship() {
        return Terms.PRECEPTORSHIP.equals(kind);
    }

    boolean involves(String personId) {
        return personId.equals(mentorId) || personId.equals(menteeId);
    }
}
