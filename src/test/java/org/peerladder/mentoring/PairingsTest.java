package org.peerladder.mentoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.ProcessTest;
import org.peerladder.Refusal;
import org.peerladder.TestAgency;
import org.peerladder.career.Career;
import org.peerladder.career.RosterFile;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Places are never given twice, private answers stay private, and hours count once. */
@ProcessTest
class PairingsTest {

    private static final Capacity THREE = new Capacity(3, 1);
    private static final Capacity ONE = new Capacity(1, 1);
    private static final int TOGETHER = 8;

    @Autowired
    TestAgency agency;

    @Autowired
    Pairings pairings;

    @Autowired
    MentorProfiles profiles;

    @Autowired
    MentoringPolicy policy;

    @Autowired
    Career career;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    @Autowired
    Clock clock;

    private LocalDate today;
    private Terms mentoring;
    private Terms preceptorship;

    @BeforeEach
    void open() {
        agency.open();
        agency.roster(
                RosterFile.STAFF,
                """
                nia,Nia,New,,North,adult,peer-1,22.00,40,-3d,-3d,marcus,peers,true
                ned,Ned,New,,North,adult,peer-1,22.00,40,-3d,-3d,marcus,peers,true
                """);
        today = LocalDate.now(clock);
        mentoring = policy.terms(career.worker("ana").orElseThrow(), today);
        preceptorship = policy.terms(career.worker("nia").orElseThrow(), today);
        for (var mentor : List.of("dee", "eli")) {
            profiles.save(new MentorProfile(mentor, true, List.of("housing"), List.of("en"), List.of("video"), null));
        }
    }

    @Test
    void aPairingTakesAPlaceUntilItIsClosed() {
        pair("MEN-1", "ana", THREE);
        act(() -> pairings.agree("MEN-1", 14, today.plusDays(180)));

        assertThat(pairings.placesTaken("dee")).isEqualTo(1);
        assertThat(pairings.ofCase("MEN-1")).hasValueSatisfying(pairing -> {
            assertThat(pairing.mentorId()).isEqualTo("dee");
            assertThat(pairing.menteeId()).isEqualTo("ana");
            assertThat(pairing.everyDays()).isEqualTo(14);
            assertThat(pairing.endsOn()).isEqualTo(today.plusDays(180));
            assertThat(pairing.kind()).isEqualTo("mentoring");
            assertThat(pairing.open()).isTrue();
        });
        assertThat(pairings.openOf("dee")).hasSize(1);
        assertThat(pairings.open()).hasSize(1);

        assertThat(close("MEN-1", "completed")).isTrue();

        assertThat(pairings.placesTaken("dee")).isZero();
        assertThat(pairings.ofCase("MEN-1")).isEmpty();
        assertThat(pairings.openOf("dee")).isEmpty();
        assertThat(pairings.allOfCase("MEN-1")).singleElement().satisfies(pairing -> {
            assertThat(pairing.open()).isFalse();
            assertThat(pairing.closedBecause()).isEqualTo("completed");
        });
        assertThat(close("MEN-1", "ended")).as("a second time").isFalse();
        assertThat(pairings.placesTaken("dee")).isZero();
    }

    @Test
    void acceptingTwiceTakesOnePlace() {
        pair("MEN-1", "ana", THREE);
        pair("MEN-1", "ana", THREE);

        assertThat(pairings.placesTaken("dee")).isEqualTo(1);
        refuses(
                "mentorId: This request has a mentor already.",
                () -> pairings.open("MEN-1", "ana", "eli", mentoring, THREE, today));
        assertThat(pairings.placesTaken("eli")).isZero();
    }

    @Test
    void whoHasNoPlaceLeftIsNotPaired() {
        pair("MEN-1", "ana", ONE);

        refuses(
                "mentorId: Dee Diaz has no place left; choose somebody else, or wait until there is one.",
                () -> pairings.open("MEN-2", "ben", "dee", mentoring, ONE, today));
        assertThat(pairings.ofCase("MEN-2")).isEmpty();
        assertThat(pairings.placesTaken("dee")).isEqualTo(1);
        refuses(
                "mentorId: Gus Green has no place left; choose somebody else, or wait until there is one.",
                () -> pairings.open("MEN-2", "ben", "gus", mentoring, ONE, today));
    }

    @Test
    void oneOfThePlacesIsForSomebodyNew() {
        act(() -> pairings.open("MEN-1", "nia", "dee", preceptorship, THREE, today));

        refuses(
                "mentorId: Dee Diaz has no place left; choose somebody else, or wait until there is one.",
                () -> pairings.open("MEN-2", "ned", "dee", preceptorship, THREE, today));
        pair("MEN-3", "ana", THREE);
        pair("MEN-4", "ben", THREE);
        refuses(
                "mentorId: Dee Diaz has no place left; choose somebody else, or wait until there is one.",
                () -> pairings.open("MEN-5", "hal", "dee", mentoring, THREE, today));

        assertThat(close("MEN-1", "ended")).isTrue();
        act(() -> pairings.open("MEN-2", "ned", "dee", preceptorship, THREE, today));
        assertThat(pairings.placesTaken("dee")).isEqualTo(3);
    }

    @Test
    void fewerPlacesTakeNothingAway() {
        pair("MEN-1", "ana", THREE);
        pair("MEN-2", "ben", THREE);

        profiles.save(new MentorProfile("dee", true, List.of("housing"), List.of("en"), List.of("video"), 1));

        assertThat(pairings.placesTaken("dee")).isEqualTo(2);
        refuses(
                "mentorId: Dee Diaz has no place left; choose somebody else, or wait until there is one.",
                () -> pairings.open("MEN-3", "hal", "dee", mentoring, ONE, today));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void manyForTheLastPlaces(int places) {
        var done = together(i -> {
            pair("MEN-" + i, mentee(i), new Capacity(places, 1));
            return true;
        });

        assertThat(done).isEqualTo(places);
        assertThat(pairings.placesTaken("dee")).isEqualTo(places);
        assertThat(pairings.openOf("dee")).hasSize(places);
    }

    @Test
    void twoMentorsAcceptOneCase() {
        var done = together(i -> {
            act(() -> pairings.open("MEN-1", "ana", i % 2 == 0 ? "dee" : "eli", mentoring, THREE, today));
            return true;
        });

        assertThat(done).isPositive();
        assertThat(pairings.allOfCase("MEN-1")).hasSize(1);
        assertThat(pairings.placesTaken("dee") + pairings.placesTaken("eli")).isEqualTo(1);
    }

    @Test
    void aPlaceIsGivenBackOnceWhenManyClose() {
        pair("MEN-1", "ana", THREE);
        pair("MEN-2", "ben", THREE);

        assertThat(together(i -> close("MEN-1", "rematched"))).isEqualTo(1);

        assertThat(pairings.placesTaken("dee")).isEqualTo(1);
    }

    @Test
    void bothAnswerOnceAndForThemselves() {
        pair("MEN-1", "ana", THREE);
        assertThat(pairings.round("MEN-1", 1)).isEqualTo(new Round(null, null));

        checkIn("MEN-1", 1, "ana", "2.5");

        assertThat(pairings.round("MEN-1", 1).complete()).isFalse();
        assertThat(pairings.round("MEN-1", 1).confirmedHours()).isEmpty();
        refuses(
                "hoursMet: Your check-in of this round is in already; it counts as you first gave it.",
                () -> pairings.checkedIn("MEN-1", 1, "ana", new BigDecimal("9"), true, false, today));
        act(() -> pairings.checkedIn("MEN-1", 1, "dee", new BigDecimal("2"), false, true, today));
        var round = pairings.round("MEN-1", 1);
        assertThat(round.confirmedHours()).hasValue(new BigDecimal("2.00"));
        assertThat(round.onTrack()).isFalse();
        assertThat(round.wantChange()).isTrue();
        assertThat(round.mentee().hoursMet()).isEqualByComparingTo("2.5");
        assertThat(pairings.round("MEN-1", 2).complete()).isFalse();
        assertThatThrownBy(() -> checkIn("MEN-1", 1, "ben", "1")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> checkIn("MEN-2", 1, "ana", "1")).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "10000", "1.234"})
    void hoursAreHours(String hours) {
        pair("MEN-1", "ana", THREE);

        refuses(
                "hoursMet: Give the hours as a number, 0 or more, with at most two decimals.",
                () -> pairings.checkedIn("MEN-1", 1, "ana", new BigDecimal(hours), true, false, today));
    }

    @Test
    void theFewerHoursCountForBothOnce() {
        pair("MEN-1", "ana", THREE);
        checkIn("MEN-1", 1, "ana", "3");
        assertThat(credit("MEN-1", 1)).as("before both have answered").isFalse();
        checkIn("MEN-1", 1, "dee", "2.5");

        assertThat(credit("MEN-1", 1)).isTrue();
        assertThat(credit("MEN-1", 1)).as("a second time").isFalse();

        assertThat(hours("dee", "mentor")).isEqualByComparingTo("2.5");
        assertThat(hours("ana", "mentee")).isEqualByComparingTo("2.5");
        assertThat(hours("ana", "mentor")).isZero();
        checkIn("MEN-1", 2, "ana", "1");
        checkIn("MEN-1", 2, "dee", "1");
        assertThat(credit("MEN-1", 2)).isTrue();
        assertThat(hours("dee", "mentor")).isEqualByComparingTo("3.5");
    }

    @Test
    void hoursOfSeveralMenteesInTheSameDaysAddUp() {
        for (var mentee : List.of("ana", "ben")) {
            pair("MEN-" + mentee, mentee, THREE);
            checkIn("MEN-" + mentee, 1, mentee, "2");
            checkIn("MEN-" + mentee, 1, "dee", "2");
            assertThat(credit("MEN-" + mentee, 1)).isTrue();
        }

        assertThat(hours("dee", "mentor")).isEqualByComparingTo("4");
    }

    @Test
    void aRoundWithoutAMeetingAddsNothing() {
        pair("MEN-1", "ana", THREE);
        checkIn("MEN-1", 1, "ana", "0");
        checkIn("MEN-1", 1, "dee", "2");

        assertThat(credit("MEN-1", 1)).isTrue();

        assertThat(hours("dee", "mentor")).isZero();
        assertThat(career.record("ana").entries())
                .noneMatch(entry -> entry.kind().equals("mentoring-hours"));
    }

    @Test
    void whoHelpsSomebodyNewIsCreditedAsPreceptor() {
        act(() -> pairings.open("MEN-1", "nia", "dee", preceptorship, THREE, today));
        checkIn("MEN-1", 1, "nia", "4");
        checkIn("MEN-1", 1, "dee", "4");

        assertThat(credit("MEN-1", 1)).isTrue();

        assertThat(career.record("dee").total("precepting-hours", Set.of(), null))
                .isEqualByComparingTo("4");
        assertThat(hours("dee", "mentor")).isZero();
        assertThat(hours("nia", "mentee")).isEqualByComparingTo("4");
    }

    @Test
    void manyWhoCreditOneRoundCreditItOnce() {
        pair("MEN-1", "ana", THREE);
        checkIn("MEN-1", 1, "ana", "3");
        checkIn("MEN-1", 1, "dee", "3");

        assertThat(together(i -> credit("MEN-1", 1))).isEqualTo(1);

        assertThat(hours("dee", "mentor")).isEqualByComparingTo("3");
        assertThat(hours("ana", "mentee")).isEqualByComparingTo("3");
    }

    @Test
    void anotherMentorBeginsAnewAndHoursAreKept() {
        pair("MEN-1", "ana", THREE);
        checkIn("MEN-1", 1, "ana", "3");
        checkIn("MEN-1", 1, "dee", "3");
        assertThat(credit("MEN-1", 1)).isTrue();
        assertThat(close("MEN-1", "mentor-left")).isTrue();

        act(() -> pairings.open("MEN-1", "ana", "eli", mentoring, THREE, today));
        checkIn("MEN-1", 1, "ana", "1");
        checkIn("MEN-1", 1, "eli", "2");
        assertThat(credit("MEN-1", 1)).isTrue();

        assertThat(hours("dee", "mentor")).isEqualByComparingTo("3");
        assertThat(hours("eli", "mentor")).isEqualByComparingTo("1");
        assertThat(hours("ana", "mentee")).isEqualByComparingTo("4");
        assertThat(pairings.allOfCase("MEN-1")).extracting(Pairing::mentorId).containsExactly("dee", "eli");
    }

    @Test
    void theRosterTakesNothingAway() {
        pair("MEN-1", "ana", THREE);
        checkIn("MEN-1", 1, "ana", "3");
        checkIn("MEN-1", 1, "dee", "3");
        assertThat(credit("MEN-1", 1)).isTrue();

        agency.roster(
                RosterFile.RECORDS, "dee,mentoring-hours,10,%s,%s,mentor\n".formatted(today.minusDays(13), today));

        assertThat(hours("dee", "mentor")).isEqualByComparingTo("13");
    }

    @Test
    void whatWasSaidStaysAsLongAsTheHistoryOfTheCase() {
        var request = agency.assessedRequest("ana");
        var number = agency.businessKey(request);
        pair(number, "ana", THREE);
        checkIn(number, 1, "ana", "3");
        checkIn(number, 1, "dee", "3");
        assertThat(credit(number, 1)).isTrue();

        pairings.sweep();
        assertThat(pairings.round(number, 1).complete()).isTrue();

        runtime.deleteProcessInstance(request.getId(), "test");
        pairings.sweep();
        assertThat(pairings.round(number, 1).complete()).isTrue();

        history.deleteHistoricProcessInstance(request.getId());
        pairings.sweep();
        assertThat(count("mentoring_pairing")).isZero();
        assertThat(count("mentoring_check_in")).isZero();
        assertThat(pairings.placesTaken("dee")).isZero();
        assertThat(hours("dee", "mentor")).isEqualByComparingTo("3");
    }

    @Test
    void theDatabaseItselfRefusesWhatWouldBeWrong() {
        pair("MEN-1", "ana", THREE);
        checkIn("MEN-1", 1, "ana", "3");

        for (var wrong : List.of(
                "update mentor_profile set taken = -1 where mentor_id = 'dee'",
                "update mentor_profile set precepting = 2 where mentor_id = 'dee'",
                "update mentor_profile set places = 0 where mentor_id = 'dee'",
                "update mentoring_pairing set mentee_id = mentor_id",
                "update mentoring_pairing set open_case = null",
                "update mentoring_pairing set closed_on = opened_on, open_case = null",
                "insert into mentoring_pairing (case_number, mentee_id, mentor_id, kind, credited_as, opened_on, open_case)"
                        + " select case_number, mentee_id, 'eli', kind, credited_as, opened_on, open_case"
                        + " from mentoring_pairing",
                "insert into mentoring_check_in select * from mentoring_check_in",
                "update mentoring_check_in set hours_met = -1")) {
            assertThatThrownBy(() -> jdbc.sql(wrong).update())
                    .as(wrong)
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    @Test
    void nothingIsWrittenButTogetherWithTheCase() {
        for (var work : List.<Runnable>of(
                () -> pairings.open("MEN-1", "ana", "dee", mentoring, THREE, today),
                () -> pairings.agree("MEN-1", 14, today),
                () -> pairings.close("MEN-1", "ended", today),
                () -> pairings.checkedIn("MEN-1", 1, "ana", BigDecimal.ONE, true, false, today),
                () -> pairings.credit("MEN-1", 1, today, today))) {
            assertThatThrownBy(work::run).isInstanceOf(IllegalTransactionStateException.class);
        }
        assertThatThrownBy(() -> act(() -> pairings.agree("MEN-1", 14, today)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Nobody is paired in MEN-1.");
    }

    /** How many did it. Anything else than a refusal fails. */
    private static int together(IntPredicate work) {
        var allReady = new CountDownLatch(TOGETHER);
        var threads = Executors.newFixedThreadPool(TOGETHER);
        try {
            var running = IntStream.range(0, TOGETHER)
                    .mapToObj(i -> threads.submit(() -> {
                        allReady.countDown();
                        allReady.await(30, TimeUnit.SECONDS);
                        return work.test(i);
                    }))
                    .toList();
            int done = 0;
            for (var each : running) {
                try {
                    done += each.get(60, TimeUnit.SECONDS) ? 1 : 0;
                } catch (ExecutionException refused) {
                    assertThat(refused.getCause()).isInstanceOf(Refusal.class);
                }
            }
            return done;
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static String mentee(int i) {
        return List.of("ana", "ben", "hal", "gus", "nia", "ned", "p01", "p02").get(i);
    }

    private void pair(String caseNumber, String mentee, Capacity capacity) {
        act(() -> pairings.open(caseNumber, mentee, "dee", mentoring, capacity, today));
    }

    private boolean close(String caseNumber, String because) {
        return get(() -> pairings.close(caseNumber, because, today)).isPresent();
    }

    private void checkIn(String caseNumber, int round, String person, String hours) {
        act(() -> pairings.checkedIn(caseNumber, round, person, new BigDecimal(hours), true, false, today));
    }

    private boolean credit(String caseNumber, int round) {
        return get(() -> pairings.credit(caseNumber, round, today.minusDays(13), today));
    }

    private BigDecimal hours(String person, String reference) {
        return career.record(person).total("mentoring-hours", Set.of(reference), null);
    }

    private int count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    private void refuses(String message, Runnable what) {
        assertThatThrownBy(() -> act(what)).isInstanceOf(Refusal.class).hasMessage(message + " Nothing was stored.");
    }

    private void act(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(inside -> work.run());
    }

    private <T> T get(Supplier<T> work) {
        return new TransactionTemplate(transactions).execute(inside -> work.get());
    }
}
