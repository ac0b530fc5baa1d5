package org.peerladder;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** A day as forms send it: year-month-day, without a time zone. */
public final class CalendarDay {

    private CalendarDay() {}

    /** @throws Refusal if nothing was given, or what is no day of the calendar */
    public static LocalDate of(String field, Optional<String> text) {
        try {
            return LocalDate.parse(text.orElse(""));
        } catch (DateTimeException e) {
            throw new Refusal(
                    field,
                    "\"" + text.orElse("") + "\" is not a day of the calendar; write year-month-day, like 2027-03-01.");
        }
    }
}
