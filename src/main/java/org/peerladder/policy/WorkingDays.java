package org.peerladder.policy;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.peerladder.engine.UsedByDiagrams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Counts working days in the agency's zone: Monday to Friday, without the days of table {@code holidays}. The diagrams
 * name the number of days.
 */
@Component("calendar")
@UsedByDiagrams
public class WorkingDays {

    private static final Logger LOG = LoggerFactory.getLogger(WorkingDays.class);

    /** Days are counted with every step of every case; a changed table counts after this time. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private record Holidays(Set<LocalDate> days, long readAt) {

        boolean fresh() {
            return System.nanoTime() - readAt < REMEMBERED.toNanos();
        }
    }

    private final Clock clock;
    private final DecisionTables tables;
    private final ConcurrentMap<Integer, Holidays> byYear = new ConcurrentHashMap<>();

    WorkingDays(Clock clock, DecisionTables tables) {
        this.clock = clock;
        this.tables = tables;
    }

    /** The same time of day, this many working days from now. */
    public Date workingDaysFromNow(int days) {
        return Date.from(plusDays(ZonedDateTime.now(clock), days).toInstant());
    }

    /**
     * That long from now: the days are working days, hours and minutes run through.
     *
     * @param duration ISO 8601, e.g. {@code P2D} or {@code PT4H}
     * @throws DateTimeParseException if it is none
     */
    public ZonedDateTime fromNow(String duration) {
        var time = duration.indexOf('T');
        var hours = time < 0 ? Duration.ZERO : Duration.parse("P" + duration.substring(time));
        var days = Duration.parse(duration).minus(hours).toDays();
        return plusDays(ZonedDateTime.now(clock), days).plus(hours);
    }

    private ZonedDateTime plusDays(ZonedDateTime start, long days) {
        var day = start;
        for (long left = days; left > 0; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day.toLocalDate())) {
                left--;
            }
        }
        return day;
    }

    private boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays(day.getYear()).contains(day);
    }

    private Set<LocalDate> holidays(int year) {
        var known = byYear.get(year);
        if (known == null || !known.fresh()) {
            known = new Holidays(read(year), System.nanoTime());
            byYear.put(year, known);
        }
        return known.days();
    }

    /** A mistake in the table costs a day or two of patience; it must not stop anybody's request. */
    private Set<LocalDate> read(int year) {
        try {
            return tables.remembered("holidays", Map.of("year", year)).stream()
                    .map(row -> LocalDate.parse((String) row.get("day")))
                    .collect(Collectors.toSet());
        } catch (PolicyGap | DateTimeParseException | ClassCastException | NullPointerException e) {
            LOG.warn("Holidays of {} are counted as working days until table holidays is corrected: {}", year, e + "");
            return Set.of();
        }
    }
}
