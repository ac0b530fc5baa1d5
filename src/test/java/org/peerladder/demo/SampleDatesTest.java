package org.peerladder.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleDatesTest {

    private final SampleDates dates = new SampleDates(LocalDate.of(2026, 5, 31));

    @ParameterizedTest
    @CsvSource({
        "today, 2026-05-31",
        "today-20d, 2026-05-11",
        "today-3m, 2026-02-28",
        "today+2y, 2028-05-31",
        "the todayish today-x, the todayish today-x"
    })
    void countsFromToday(String written, String read) {
        assertThat(dates.fillIn(written)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = "ana,today-1d,today,peers | ana,2026-05-30,2026-05-31,peers")
    void fillsInWholeRows(String written, String read) {
        assertThat(dates.fillIn(written)).isEqualTo(read);
    }
}
