package org.peerladder.career;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The append-only history of one thing about one worker, as far as a roster needs it.
 *
 * @param open what holds now; null if nothing does
 * @param closed what held before
 */
record History<T>(Held<T> open, List<Held<T>> closed) {

    record Held<T>(T value, LocalDate from, boolean byCase) {}

    /**
     * What a roster row writes: closes the open row (if there is one and {@code closeOn} is given), opens another (if
     * {@code value} is given).
     */
    record Step<T>(LocalDate closeOn, T value, LocalDate from) {}

    static <T> History<T> none() {
        return new History<>(null, List.of());
    }

    /** Whether what holds now was decided by a case. */
    boolean decided() {
        return open != null && open.byCase();
    }

    /** Ends what holds now without anything in its place. */
    Optional<Step<T>> end(LocalDate today) {
        return open == null ? Optional.empty() : Optional.of(new Step<>(later(today), null, null));
    }

    /** The same, but not before it began: a history never runs backwards. */
    LocalDate later(LocalDate day) {
        return open == null || day.isAfter(open.from()) ? day : open.from();
    }
}
