package org.peerladder.offer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;
import org.peerladder.CalendarDay;
import org.peerladder.Refusal;
import org.peerladder.Refusal.Fault;

/** What HR offers: an hourly rate in US dollars with two decimals, hours a week, and the day it takes effect. */
record Offer(BigDecimal hourlyRate, BigDecimal weeklyHours, LocalDate effectiveDate) {

    /**
     * The rates that may be offered, in US dollars an hour.
     *
     * @param current today's rate
     * @param lowest the least that may be offered
     * @param highest the most that may be offered
     */
    record Range(BigDecimal current, BigDecimal lowest, BigDecimal highest) {

        /**
         * Inside the grade, above today's rate and not under the floor. Someone already above the grade gets at least the
         * step that {@code pay-grade} names; a grade that lies under the floor is lifted to it.
         */
        static Range of(
                BigDecimal current,
                BigDecimal gradeLowest,
                BigDecimal gradeHighest,
                BigDecimal leastRaise,
                BigDecimal aboveGradeStep,
                BigDecimal floor) {
            var raised = current.add(leastRaise);
            var lowest = raised.compareTo(gradeHighest) > 0 ? current.add(aboveGradeStep) : gradeLowest.max(raised);
            lowest = lowest.max(floor);
            return new Range(current, lowest, gradeHighest.max(lowest));
        }
    }

    /**
     * @param fundedFrom the day from which the directors have the money, where they had to find it
     * @throws Refusal naming every field that cannot stand
     */
    void check(Range range, LocalDate today, Optional<LocalDate> fundedFrom) {
        var faults = new ArrayList<Fault>();
        if (hourlyRate.compareTo(range.lowest()) < 0 || hourlyRate.compareTo(range.highest()) > 0) {
            faults.add(new Fault(
                    "hourlyRate",
                    "%s is outside what can be offered: from %s to %s an hour (today %s)."
                            .formatted(hourlyRate, range.lowest(), range.highest(), range.current())));
        }
        if (effectiveDate.isBefore(today)) {
            faults.add(new Fault(
                    "effectiveDate", effectiveDate + " is in the past; give today (" + today + ") or a later day."));
        }
        fundedFrom
                .filter(effectiveDate::isBefore)
                .ifPresent(day -> faults.add(new Fault(
                        "effectiveDate", "the money is there from " + day + "; give that day or a later one.")));
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
    }

    /** @throws Refusal if this is not a day of the calendar, or lies before today */
    static LocalDate futureDay(String field, Optional<String> text, LocalDate today) {
        var day = CalendarDay.of(field, text);
        if (day.isBefore(today)) {
            throw new Refusal(field, day + " is in the past; give today (" + today + ") or a later day.");
        }
        return day;
    }
}
