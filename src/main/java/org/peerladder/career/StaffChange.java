package org.peerladder.career;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a staff row means beside what is stored about that worker.
 *
 * @param before null for somebody new
 * @param after what is stored then
 * @param position what is written to the history of positions
 * @param pay what is written to the history of pay
 */
record StaffChange(
        Worker before, Worker after, Optional<History.Step<String>> position, Optional<History.Step<Pay>> pay) {

    String id() {
        return after.id();
    }

    String supervisorBefore() {
        return before == null ? null : before.supervisorId();
    }

    Set<String> groupsLeft() {
        return before == null ? Set.of() : without(before.groups(), after.groups());
    }

    Set<String> groupsJoined() {
        return before == null ? after.groups() : without(after.groups(), before.groups());
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        var rest = new HashSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    boolean leaves() {
        return before != null && before.active() && !after.active();
    }

    /** @param today when the roster is imported: pay changes that day, for a roster does not say since when */
    static StaffChange of(Worker row, Worker before, History<String> positions, History<Pay> pays, LocalDate today) {
        var after = keepDecided(row, before, positions, pays);
        return new StaffChange(before, after, position(after, positions, today), pay(after, before, pays, today));
    }

    /**
     * Payroll is often later than a case. A row that still says what held before a promotion does not undo it, neither
     * the position nor the pay; and the day on which a decided position began stays the decided one.
     */
    private static Worker keepDecided(Worker row, Worker before, History<String> positions, History<Pay> pays) {
        var after = row;
        boolean late = false;
        if (positions.decided()) {
            late = positions.closed().stream()
                    .anyMatch(held ->
                            held.value().equals(row.position()) && held.from().equals(row.positionSince()));
            if (late || positions.open().value().equals(row.position())) {
                after = after.holding(before.position(), before.positionSince());
            }
        }
        if (late
                || pays.decided()
                        && pays.closed().stream().anyMatch(held -> held.value().equals(Pay.of(row)))) {
            after = after.paid(before.hourlyRate(), before.weeklyHours());
        }
        return after;
    }

    private static Optional<History.Step<String>> position(Worker after, History<String> history, LocalDate today) {
        var since = after.positionSince();
        if (!after.active() || after.position() == null || since == null) {
            return history.end(today);
        }
        var open = history.open();
        if (open == null) {
            return Optional.of(new History.Step<>(null, after.position(), since));
        }
        boolean same = open.value().equals(after.position());
        if (same && open.from().equals(since)) {
            return Optional.empty();
        }
        // The same position since another day, or another position since a day on which this one had not begun: what
        // was stored was a mistake. The row stays, without a day to count.
        boolean mistaken = same || !since.isAfter(open.from());
        return Optional.of(new History.Step<>(mistaken ? open.from() : since, after.position(), since));
    }

    private static Optional<History.Step<Pay>> pay(Worker after, Worker before, History<Pay> history, LocalDate today) {
        var pay = Pay.of(after);
        if (!after.active() || pay == null) {
            return history.end(today);
        }
        var open = history.open();
        if (open != null && open.value().equals(pay)) {
            return Optional.empty();
        }
        boolean begins = before == null || !Objects.equals(after.position(), before.position());
        var since = begins && after.positionSince() != null ? after.positionSince() : today;
        var from = history.later(since);
        return Optional.of(new History.Step<>(open == null ? null : from, pay, from));
    }
}
