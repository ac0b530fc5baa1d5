package org.peerladder.demo;

import java.time.LocalDate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Dates of the sample files, counted from the day they are read, so that the agency is never out of date: {@code today},
 * {@code today-20d}, {@code today-14m}, {@code today+2y}.
 */
record SampleDates(LocalDate today) {

    private static final Pattern DATE = Pattern.compile("\\btoday(?:([+-]\\d+)([dmy]))?(?=[,\\s]|$)");

    String fillIn(String text) {
        return DATE.matcher(text).replaceAll(found -> date(found).toString());
    }

    private LocalDate date(MatchResult found) {
        if (found.group(1) == null) {
            return today;
        }
        long count = Long.parseLong(found.group(1));
        return switch (found.group(2)) {
            case "d" -> today.plusDays(count);
            case "m" -> today.plusMonths(count);
            default -> today.plusYears(count);
        };
    }
}
