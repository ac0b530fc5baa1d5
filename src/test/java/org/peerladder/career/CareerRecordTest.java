package org.peerladder.career;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerladder.career.Credential.Level.ADVANCED;
import static org.peerladder.career.Credential.Level.FULL;
import static org.peerladder.career.Credential.Level.PROVISIONAL;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CareerRecordTest {

    private static final Set<String> PEER_1 = Set.of("peer-1");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Nested
    class Months {

        @ParameterizedTest(name = "from {0}, on {1}: {2}")
        @CsvSource({
            "2025-11-22, 2026-11-22, 12",
            "2025-11-22, 2026-11-21, 11",
            "2026-11-22, 2026-11-22, 0",
            "2026-12-01, 2026-11-22, 0",
            // a month that began on the 31st is full on the last day of a shorter one
            "2026-01-31, 2026-02-27, 0",
            "2026-01-31, 2026-02-28, 1",
            "2026-01-31, 2026-03-30, 1",
            "2026-01-31, 2026-03-31, 2",
            "2026-08-31, 2026-09-30, 1",
            // leap days
            "2024-02-29, 2025-02-27, 11",
            "2024-02-29, 2025-02-28, 12",
            "2024-02-29, 2028-02-28, 47",
            "2024-02-29, 2028-02-29, 48",
            "2024-01-30, 2024-02-29, 1",
        })
        void ofOneSpellFollowTheCalendar(LocalDate from, LocalDate day, int months) {
            assertThat(record(held("peer-1", from, null)).monthsIn(PEER_1, day)).isEqualTo(months);
        }

        @Test
        void ofSeveralSpellsAreAddedUpInDays() {
            // 59 days and 306 days: the 365 of 2025
            var record = record(
                    held("peer-1", LocalDate.of(2025, 1, 1), LocalDate.of(2025, 3, 1)),
                    held("cook", LocalDate.of(2025, 3, 1), LocalDate.of(2026, 1, 20)),
                    held("peer-1", LocalDate.of(2026, 1, 20), null));

            assertThat(record.monthsIn(PEER_1, LocalDate.of(2025, 12, 31))).isEqualTo(2);
            assertThat(record.monthsIn(PEER_1, LocalDate.of(2026, 11, 21))).isEqualTo(11);
            assertThat(record.monthsIn(PEER_1, LocalDate.of(2026, 11, 22))).isEqualTo(12);
        }

        @Test
        void areNeverLostWhenAnotherSpellBegins() {
            var record = record(
                    held("peer-1", LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 1)),
                    held("peer-1", LocalDate.of(2026, 7, 1), null));

            assertThat(record.monthsIn(PEER_1, LocalDate.of(2026, 6, 30))).isEqualTo(1);
            assertThat(record.monthsIn(PEER_1, LocalDate.of(2026, 7, 2))).isEqualTo(1);
        }

        @Test
        void ofTwoPositionsInARowAreOneTime() {
            var record = record(
                    held("peer-1", LocalDate.of(2025, 11, 22), LocalDate.of(2026, 5, 7)),
                    held("peer-2", LocalDate.of(2026, 5, 7), null));

            assertThat(record.monthsIn(Set.of("peer-1", "peer-2"), TODAY)).isEqualTo(12);
            assertThat(record.monthsIn(PEER_1, TODAY)).isEqualTo(5);
        }

        @Test
        void inWhichTwoPositionsOverlapCountOnce() {
            var record = record(
                    held("peer-1", LocalDate.of(2025, 11, 22), LocalDate.of(2026, 8, 22)),
                    held("peer-2", LocalDate.of(2026, 2, 22), null),
                    held("peer-2", LocalDate.of(2026, 3, 22), LocalDate.of(2026, 4, 22)));

            assertThat(record.monthsIn(Set.of("peer-1", "peer-2"), TODAY)).isEqualTo(12);
        }

        @Test
        void areNoneForAMistakenRowOrAnotherPosition() {
            var record = record(held("peer-1", LocalDate.of(2020, 1, 1), LocalDate.of(2020, 1, 1)));

            assertThat(record.monthsIn(PEER_1, TODAY)).isZero();
            assertThat(record.monthsIn(Set.of(), TODAY)).isZero();
        }

        @Test
        void countPartTimeInFull() {
            var record = record(worker("20"), held("peer-1", LocalDate.of(2025, 11, 22), null));

            assertThat(record.monthsIn(PEER_1, TODAY)).isEqualTo(12);
        }
    }

    @Nested
    class EarliestDate {

        @ParameterizedTest(name = "from {0}: {1} months on {2}")
        @CsvSource({
            "2026-02-22, 12, 2027-02-22",
            "2026-08-31, 6, 2027-02-28",
            "2026-10-31, 1, 2026-11-30",
            "2024-02-29, 36, 2027-02-28",
            // not begun yet
            "2026-12-01, 12, 2027-12-01",
            // begins today
            "2026-11-22, 1, 2026-12-22",
            // full already
            "2020-01-01, 12, 2026-11-22",
        })
        void isTheFirstDayWithSoManyMonths(LocalDate from, int months, LocalDate earliest) {
            var record = record(held("peer-1", from, null));

            assertThat(record.monthsReachedOn(PEER_1, months, TODAY)).contains(earliest);
            assertThat(record.monthsIn(PEER_1, earliest)).isGreaterThanOrEqualTo(months);
        }

        @Test
        void countsEarlierSpells() {
            var record = record(
                    held("peer-1", LocalDate.of(2025, 1, 1), LocalDate.of(2025, 3, 1)),
                    held("peer-1", LocalDate.of(2026, 1, 20), null));
            var day = LocalDate.of(2026, 2, 1);
            var earliest = record.monthsReachedOn(PEER_1, 12, day).orElseThrow();

            assertThat(earliest).isEqualTo(LocalDate.of(2026, 11, 22));
            assertThat(record.monthsIn(PEER_1, earliest.minusDays(1))).isEqualTo(11);
            assertThat(record.monthsIn(PEER_1, earliest)).isEqualTo(12);
        }

        @Test
        void isUnknownToSomebodyWhoHoldsNoneOfThePositionsNow() {
            var record = record(
                    held("peer-1", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 3, 1)),
                    held("cook", LocalDate.of(2026, 3, 1), null));

            assertThat(record.monthsReachedOn(PEER_1, 12, TODAY)).isEmpty();
            assertThat(record().monthsReachedOn(PEER_1, 12, TODAY)).isEmpty();
        }
    }

    @Nested
    class Hours {

        private final CareerRecord record = entries(
                entry("mentoring-hours", "10.5", "2020-01-01", "2020-06-30", ""),
                entry("mentoring-hours", "20", "2025-01-01", "2025-11-22", "mentor"),
                entry("mentoring-hours", "40", "2026-01-01", null, "mentee"),
                entry("ce-hours", "6", "2026-01-01", null, "ethics"),
                entry("training", "1", "2026-01-01", null, "mentor-training"),
                entry("training", "1", "2026-02-01", null, "mentor-training"));

        @Test
        void countOverTheWholeCareer() {
            assertThat(record.total("mentoring-hours", Set.of(), null)).isEqualByComparingTo("70.5");
            assertThat(record.total("lead-weeks", Set.of(), null)).isEqualByComparingTo("0");
        }

        @Test
        void ofMentoringWithoutAReferenceWereGiven() {
            assertThat(record.total("mentoring-hours", Set.of("mentor"), null)).isEqualByComparingTo("30.5");
            assertThat(record.total("mentoring-hours", Set.of("mentee"), null)).isEqualByComparingTo("40");
        }

        @Test
        void ofAWindowAreThoseThatEndedInIt() {
            var first = LocalDate.of(2025, 11, 22);

            assertThat(record.total("mentoring-hours", Set.of(), first)).isEqualByComparingTo("60");
            assertThat(record.total("mentoring-hours", Set.of(), first.plusDays(1)))
                    .isEqualByComparingTo("40");
        }

        @Test
        void areNotTrainings() {
            assertThat(record.trainings("mentor-training", TODAY)).isEqualTo(2);
            assertThat(record.trainings("ethics", TODAY)).isZero();
        }

        @Test
        void ofATrainingThatIsStillToComeCountNothing() {
            var day = LocalDate.of(2026, 1, 31);

            assertThat(record.trainings("mentor-training", day)).isEqualTo(1);
            assertThat(record.trainingBooked("mentor-training", day)).isTrue();
            assertThat(record.trainings("mentor-training", day.plusDays(1))).isEqualTo(2);
            assertThat(record.trainingBooked("mentor-training", day.plusDays(1)))
                    .isFalse();
        }
    }

    @Nested
    class Credentials {

        @ParameterizedTest(name = "{0}, issued {1}, expires {2}: {3}")
        @CsvSource({
            "ACTIVE,  2024-01-01, 2026-11-22, true",
            "ACTIVE,  2024-01-01, 2026-11-21, false",
            "ACTIVE,  2024-01-01,           , true",
            "ACTIVE,            ,           , true",
            "ACTIVE,  2026-11-22, 2028-11-21, true",
            "ACTIVE,  2026-11-23, 2028-11-22, false",
            "LAPSED,  2024-01-01, 2028-01-01, false",
            "REVOKED, 2024-01-01, 2028-01-01, false",
        })
        void areActiveIfTheyAreSaidToBeAndNotPastTheirLastDay(
                Credential.Status status, LocalDate issued, LocalDate expires, boolean active) {
            var record = credentials(new Credential("CPS", "CA", "1", FULL, status, issued, expires));

            assertThat(record.hasCredential(FULL, TODAY)).isEqualTo(active);
        }

        @Test
        void countForTheirLevelAndBelow() {
            var record = credentials(
                    new Credential("CPS", "CA", "1", FULL, Credential.Status.ACTIVE, null, null),
                    new Credential("CPS", "CA", "2", ADVANCED, Credential.Status.LAPSED, null, null));

            assertThat(record.hasCredential(PROVISIONAL, TODAY)).isTrue();
            assertThat(record.hasCredential(FULL, TODAY)).isTrue();
            assertThat(record.hasCredential(ADVANCED, TODAY)).isFalse();
            assertThat(credentials().hasCredential(PROVISIONAL, TODAY)).isFalse();
        }
    }

    private static CareerRecord record(PositionHeld... positions) {
        return record(worker("40"), positions);
    }

    private static CareerRecord record(Worker worker, PositionHeld... positions) {
        return new CareerRecord(worker, List.of(positions), List.of(), List.of());
    }

    private static CareerRecord credentials(Credential... credentials) {
        return new CareerRecord(worker("40"), List.of(), List.of(credentials), List.of());
    }

    private static CareerRecord entries(CareerEntry... entries) {
        return new CareerRecord(worker("40"), List.of(), List.of(), List.of(entries));
    }

    private static PositionHeld held(String position, LocalDate from, LocalDate to) {
        return new PositionHeld(position, from, to, null);
    }

    private static CareerEntry entry(String kind, String quantity, String from, String to, String reference) {
        return new CareerEntry(
                kind,
                new BigDecimal(quantity),
                LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to),
                reference);
    }

    private static Worker worker(String weeklyHours) {
        return new Worker(
                "ana",
                "Ana",
                "Alvarez",
                null,
                null,
                "adult",
                "peer-1",
                new BigDecimal("22"),
                new BigDecimal(weeklyHours),
                null,
                null,
                null,
                Set.of("peers"),
                true);
    }
}
