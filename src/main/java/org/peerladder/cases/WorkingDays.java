package org.peerladder.cases;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.util.Date;
import org.peerladder.engine.UsedByDiagrams;
import org.springframework.stereotype.Component;

/** Counts working days, Monday to Friday, in the agency's zone. The diagrams name the number of days. */
@Component("calendar")
@UsedByDiagrams
public class WorkingDays {

    private final Clock clock;

    WorkingDays(Clock clock) {
        this.clock = clock;
    }

    /** The same time of day, this many working days from now. */
    public Date workingDaysFromNow(int days) {
        var day = ZonedDateTime.now(clock);
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return Date.from(day.toInstant());
    }
}
