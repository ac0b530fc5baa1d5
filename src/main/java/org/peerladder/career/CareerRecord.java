package org.peerladder.career;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.MONTHS;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the agency holds about a worker. Months and hours count over the whole career, part time in full: somebody who
 * works twenty hours a week is as long a peer worker as somebody who works forty.
 */
public record CareerRecord(
        Worker worker, List<PositionHeld> positions, List<Credential> credentials, List<CareerEntry> entries) {

    /** Days in these positions up to a day, and the day the first of them began. */
    private record Served(LocalDate begin, long days) {

        /** When so many months are full if no day is missed from the begin on. */
        LocalDate full(int months) {
            return begin.plusMonths(months);
        }
    }

    /**
     * Whole months in any of these positions before that day. Days of several spells are added up behind the first, a
     * day in two spells counts once. A month that began on the 31st is full on the last day of a shorter month.
     */
    public int monthsIn(Set<String> positions, LocalDate day) {
        return served(positions, day)
                .map(served -> {
                    var end = served.begin().plusDays(served.days());
                    int months = (int) MONTHS.between(served.begin(), end);
                    return served.full(months + 1).isAfter(end) ? months : months + 1;
                })
                .orElse(0);
    }

    /**
     * The day on which so many months in these positions are full by time alone; that day itself if they are already.
     * Empty if the worker holds none of them now, for then time alone does not help.
     */
    public Optional<LocalDate> monthsReachedOn(Set<String> positions, int months, LocalDate day) {
        if (monthsIn(positions, day) >= months) {
            return Optional.of(day);
        }
        return positions().stream()
                .filter(held -> held.to() == null && positions.contains(held.position()))
                .findFirst()
                .map(held -> {
                    var from = held.from().isAfter(day) ? held.from() : day;
                    var served = served(positions, from).orElse(new Served(from, 0));
                    return from.plusDays(DAYS.between(served.begin(), served.full(months)) - served.days());
                });
    }

    /**
     * Hours (or weeks) of a kind.
     *
     * @param references only entries with one of these; empty for any
     * @param since only entries that ended on or after that day; null for the whole career
     */
    public BigDecimal total(String kind, Set<String> references, LocalDate since) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(kind))
                .filter(entry -> references.isEmpty() || references.contains(entry.reference()))
                .filter(entry -> since == null || !entry.toDate().isBefore(since))
                .map(CareerEntry::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether a credential of that level or a higher one is active that day. */
    public boolean hasCredential(Credential.Level atLeast, LocalDate day) {
        return credentials.stream()
                .anyMatch(credential -> credential.level().compareTo(atLeast) >= 0 && credential.activeOn(day));
    }

    /** How often the worker took the training with that code up to a day; what ends later is only booked. */
    public int trainings(String code, LocalDate day) {
        return (int)
                trainingsOf(code).filter(entry -> !entry.toDate().isAfter(day)).count();
    }

    /** Whether the worker is to take the training with that code: it ends after that day. */
    public boolean trainingBooked(String code, LocalDate day) {
        return trainingsOf(code).anyMatch(entry -> entry.toDate().isAfter(day));
    }

    private Stream<CareerEntry> trainingsOf(String code) {
        return entries.stream()
                .filter(entry -> EntryKind.TRAINING.id().equals(entry.kind())
                        && entry.reference().equals(code));
    }

    private Optional<Served> served(Set<String> positions, LocalDate day) {
        var spells = positions().stream()
                .filter(held ->
                        positions.contains(held.position()) && held.from().isBefore(day))
                .sorted(Comparator.comparing(PositionHeld::from))
                .toList();
        LocalDate begin = null;
        LocalDate counted = LocalDate.MIN;
        long days = 0;
        for (var spell : spells) {
            var from = spell.from().isAfter(counted) ? spell.from() : counted;
            var to = spell.to() == null || spell.to().isAfter(day) ? day : spell.to();
            if (to.isAfter(from)) {
                begin = begin == null ? from : begin;
                days += DAYS.between(from, to);
                counted = to;
            }
        }
        return begin == null ? Optional.empty() : Optional.of(new Served(begin, days));
    }
}
