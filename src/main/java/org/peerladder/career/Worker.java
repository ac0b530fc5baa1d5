package org.peerladder.career;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A person of the roster as of now.
 *
 * @param id the engine's user id too; matches {@link #ID_PATTERN}
 * @param email may be null
 * @param program may be null
 * @param family {@code adult}, {@code youth} or {@code family} peer support; null for somebody who is not a peer worker
 * @param position a code of the ladder or another title; may be null
 * @param hourlyRate US dollars an hour, as given; null for a guest, whom the agency does not pay
 * @param weeklyHours null where none were given
 * @param hiredOn may be null
 * @param positionSince first day in the position; may be null
 * @param supervisorId the supervisor of record; may be null
 * @param groups ids of {@link org.peerladder.access.Role}
 * @param active false for somebody who has left
 */
public record Worker(
        String id,
        String givenName,
        String familyName,
        String email,
        String program,
        String family,
        String position,
        BigDecimal hourlyRate,
        BigDecimal weeklyHours,
        LocalDate hiredOn,
        LocalDate positionSince,
        String supervisorId,
        Set<String> groups,
        boolean active) {

    /**
     * What a staff id may look like. Wider than the engine's default, which knows letters and digits only, because
     * payroll systems write {@code E-1042} or {@code j.doe@example.org}; still safe in addresses, lists and expressions.
     */
    public static final String ID_PATTERN = "[a-zA-Z0-9]+([._@-][a-zA-Z0-9]+)*";

    public Worker {
        hourlyRate = money(hourlyRate);
        weeklyHours = plain(weeklyHours);
        groups = Collections.unmodifiableSet(new TreeSet<>(groups));
    }

    /** Given and family name, as shown to people. */
    public String name() {
        return (givenName + " " + familyName).strip();
    }

    public boolean peer() {
        return family != null;
    }

    public boolean guest() {
        return hourlyRate == null;
    }

    Worker holding(String position, LocalDate since) {
        return new Worker(
                id,
                givenName,
                familyName,
                email,
                program,
                family,
                position,
                hourlyRate,
                weeklyHours,
                hiredOn,
                since,
                supervisorId,
                groups,
                active);
    }

    Worker paid(BigDecimal hourlyRate, BigDecimal weeklyHours) {
        return new Worker(
                id,
                givenName,
                familyName,
                email,
                program,
                family,
                position,
                hourlyRate,
                weeklyHours,
                hiredOn,
                positionSince,
                supervisorId,
                groups,
                active);
    }

    /** With the decimals it was given with, but at least cents. */
    static BigDecimal money(BigDecimal value) {
        var plain = plain(value);
        return plain == null || plain.scale() >= 2 ? plain : plain.setScale(2);
    }

    /** Without the zeros that the database adds, so that equal amounts are equal. */
    static BigDecimal plain(BigDecimal value) {
        if (value == null) {
            return null;
        }
        var stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
