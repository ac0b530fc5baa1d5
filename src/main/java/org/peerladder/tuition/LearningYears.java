package org.peerladder.tuition;

import java.time.LocalDate;
import java.time.YearMonth;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The clocks that learning is counted by. A year is named by the calendar year in which it ends: with a fiscal year that
 * starts in July, 1 July 2026 is in 2027. The third clock, of taxes, is the calendar.
 *
 * @param planYearStarts month, 1 to 12; caps of a worker are for a plan year
 * @param fiscalYearStarts month, 1 to 12; budgets of programmes are for a fiscal year of the agency
 * @param capYearBy which day decides the plan year of what is paid
 */
@ConfigurationProperties("peerladder.tuition")
record LearningYears(
        @DefaultValue("1") int planYearStarts,
        @DefaultValue("7") int fiscalYearStarts,
        @DefaultValue("payment") CapYearBy capYearBy) {

    enum CapYearBy {
        PAYMENT,
        COURSE_END
    }

    LearningYears {
        checkMonth("plan-year-starts", planYearStarts);
        checkMonth("fiscal-year-starts", fiscalYearStarts);
    }

    private static void checkMonth(String setting, int month) {
        if (month < 1 || month > 12) {
            throw new IllegalArgumentException(
                    "peerladder.tuition.%s is %d; give the number of a month, 1 to 12.".formatted(setting, month));
        }
    }

    int plan(LocalDate day) {
        return year(day, planYearStarts);
    }

    int fiscal(LocalDate day) {
        return year(day, fiscalYearStarts);
    }

    LocalDate lastDayOfPlan(int year) {
        return lastDay(year, planYearStarts);
    }

    LocalDate lastDayOfFiscal(int year) {
        return lastDay(year, fiscalYearStarts);
    }

    private static int year(LocalDate day, int starts) {
        return starts > 1 && day.getMonthValue() >= starts ? day.getYear() + 1 : day.getYear();
    }

    private static LocalDate lastDay(int year, int starts) {
        return starts == 1
                ? LocalDate.of(year, 12, 31)
                : YearMonth.of(year, starts - 1).atEndOfMonth();
    }
}
