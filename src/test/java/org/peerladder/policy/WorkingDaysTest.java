package org.peerladder.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peerladder.WithApplication;
import org.springframework.beans.factory.annotation.Autowired;

/** Deadlines count days on which people work. */
@WithApplication
class WorkingDaysTest {

    @Autowired
    DecisionTables tables;

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    2026-11-23T09:00 | P2D     | 2026-11-25T09:00 | Monday to Wednesday
                    2026-11-20T09:00 | P1D     | 2026-11-23T09:00 | over a weekend
                    2026-11-21T09:00 | P1D     | 2026-11-23T09:00 | begun on a Saturday
                    2026-11-25T09:00 | P1D     | 2026-11-27T09:00 | over Thanksgiving
                    2026-12-31T09:00 | P1D     | 2027-01-04T09:00 | over New Year
                    2027-12-30T09:00 | P1D     | 2028-01-03T09:00 | a New Year observed the year before
                    2026-07-02T09:00 | P1D     | 2026-07-06T09:00 | Independence Day observed on a Friday
                    2026-11-23T09:00 | PT4H    | 2026-11-23T13:00 | hours run through
                    2026-11-25T20:00 | P1DT6H  | 2026-11-28T02:00 | days first, then hours
                    2035-01-01T09:00 | P1D     | 2035-01-02T09:00 | a year without rows has no holidays
                    """,
            delimiter = '|')
    void countsWorkingDays(LocalDateTime now, String duration, LocalDateTime then, String why) {
        assertThat(at(now).fromNow(duration).toLocalDateTime()).as(why).isEqualTo(then);
    }

    @Test
    void countsTheDaysOfADiagram() {
        assertThat(at(LocalDateTime.parse("2026-11-25T09:00")).workingDaysFromNow(2))
                .isEqualTo(Date.from(LocalDateTime.parse("2026-11-30T09:00")
                        .atZone(ZoneId.systemDefault())
                        .toInstant()));
    }

    @Test
    void whatIsNoDurationIsAnError() {
        var calendar = at(LocalDateTime.parse("2026-11-25T09:00"));
        for (var nonsense : List.of("3 days", "P", "")) {
            assertThatThrownBy(() -> calendar.fromNow(nonsense)).isInstanceOf(DateTimeParseException.class);
        }
    }

    /** Every row is a day that would be worked otherwise, in the year of its row. */
    @Test
    void everyHolidayIsADayOffWork() {
        for (int year = 2026; year <= 2028; year++) {
            var days = tables.remembered("holidays", Map.of("year", year)).stream()
                    .map(row -> LocalDate.parse((String) row.get("day")))
                    .toList();
            assertThat(days).hasSizeGreaterThanOrEqualTo(10).doesNotHaveDuplicates();
            for (var day : days) {
                assertThat(day.getYear()).isEqualTo(year);
                assertThat(day.getDayOfWeek().getValue()).as(day.toString()).isLessThan(6);
            }
        }
    }

    private WorkingDays at(LocalDateTime now) {
        var zone = ZoneId.systemDefault();
        return new WorkingDays(Clock.fixed(now.atZone(zone).toInstant(), zone), tables);
    }
}
