package org.peerladder.career;

import java.time.LocalDate;

/**
 * A certification of a worker.
 *
 * @param credential what it is called where it was given
 * @param state who certifies; {@code ""} where none was given
 * @param number {@code ""} where none was given
 * @param issuedOn may be null
 * @param expiresOn the last day it holds; null for never
 */
public record Credential(
        String credential,
        String state,
        String number,
        Level level,
        Status status,
        LocalDate issuedOn,
        LocalDate expiresOn) {

    /** From least to most. */
    public enum Level {
        PROVISIONAL,
        FULL,
        ADVANCED
    }

    public enum Status {
        ACTIVE,
        LAPSED,
        REVOKED
    }

    /** Said to be active, issued by that day, and not past its last day. */
    public boolean activeOn(LocalDate day) {
        return status == Status.ACTIVE
                && (issuedOn == null || !day.isBefore(issuedOn))
                && (expiresOn == null || !day.isAfter(expiresOn));
    }
}
