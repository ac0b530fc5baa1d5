package org.peerladder.mentoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.career.Career;
import org.peerladder.career.RosterFile;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
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
    Clock clock;

    private LocalDate today;
    private Terms mentoring;
    private Terms preceptorship;

    @BeforeEach
    void open() {
        agency.open();
        agency.roster(RosterFile.STAFF, "new,Nia,New,,North,adult,peer-1,22.00,40,-3d,-3d,marcus,peers,true\n");
        today = LocalDate.now(clock);
        mentoring = policy.terms(career.worker("ana").orElseThrow(), today);
        preceptorship = policy.terms(career.worker("new").orElseThrow(), today);
        profiles.save(new Profile("dee", true, List.of("housing"), List.of("en"), List.of("video"), null));
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

        assertThat(get(() -> pairings.close("MEN-1", "completed", today))).contains("dee");

        assertThat(pairings.placesTaken("dee")).isZero();
        assertThat(pairings.ofCase("MEN-1")).isEmpty();
        assertThat(pairings.openOf("dee")).isEmpty();
        assertThat(pairings.allOfCase("MEN-1")).singleElement().satisfies(pairing -> {
            assertThat(pairing.open()).isFalse();
            assertThat(pairing.closedBecause()).isEqualTo("completed");
        });
        assertThat(get(() -> pairings.close("MEN-1", "ended", today))).isEmpty();
        assertThat(pairings.placesTaken("dee")).isZero();
    }

    private void pair(String caseNumber, String mentee, Capacity capacity) {
        act(() -> pairings.open(caseNumber, mentee, "dee", mentoring, capacity, today));
    }

    private void act(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(inside -> work.run());
    }

    private <T> T get(java.util.function.Supplier<T> work) {
        return new TransactionTemplate(transactions).execute(inside -> work.get());
    }
}
