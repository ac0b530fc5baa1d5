package org.peerladder.mentoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
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

/** First come, first served, unless a table says why not. */
@ProcessTest
class WaitingListTest {

    private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");

    @Autowired
    TestAgency agency;

    @Autowired
    WaitingList list;

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

    @BeforeEach
    void open() {
        agency.open();
        agency.roster(RosterFile.STAFF, "nia,Nia,New,,North,adult,peer-1,22.00,40,-3d,-3d,marcus,peers,true\n");
    }

    @Test
    void whoAskedFirstIsServedFirst() {
        joins("MEN-2", "ben", 20);
        joins("MEN-1", "ana", 10);
        joins("MEN-3", "hal", 20);

        assertThat(list.inOrder()).containsExactly("MEN-1", "MEN-2", "MEN-3");
        assertThat(list.place("MEN-1")).isEqualTo(1);
        assertThat(list.place("MEN-3")).isEqualTo(3);
        assertThat(list.overtakenBecause("MEN-3")).isEmpty();

        leaves("MEN-1");
        leaves("MEN-1");

        assertThat(list.inOrder()).containsExactly("MEN-2", "MEN-3");
        assertThat(list.place("MEN-3")).isEqualTo(2);
        assertThat(list.place("MEN-1")).isZero();
        assertThat(list.overtakenBecause("MEN-1")).isEmpty();
    }

    @Test
    void whoWaitsAlreadyKeepsThePlace() {
        joins("MEN-1", "ana", 10, "housing");
        joins("MEN-2", "ben", 20, "housing");

        joins("MEN-1", "ana", 30, "employment");

        assertThat(list.inOrder()).containsExactly("MEN-1", "MEN-2");
        assertThat(list.all().get(0).focusAreas()).containsExactly("housing");
    }

    @Test
    void thePlaceCountsThoseWhoWantTheSame() {
        joins("MEN-1", "ana", 10, "housing");
        joins("MEN-2", "ben", 20, "housing", "employment");
        joins("MEN-3", "hal", 30, "employment");
        joins("MEN-4", "gus", 40, "advocacy");
        joins("MEN-5", "dee", 50, "housing", "advocacy");
        joins("MEN-6", "eli", 60);

        assertThat(list.place("MEN-1")).isEqualTo(1);
        assertThat(list.place("MEN-2")).as("first for employment").isEqualTo(1);
        assertThat(list.place("MEN-3")).isEqualTo(2);
        assertThat(list.place("MEN-4")).isEqualTo(1);
        assertThat(list.place("MEN-5"))
                .as("third for housing, second for advocacy")
                .isEqualTo(2);
        assertThat(list.place("MEN-6"))
                .as("who wants anything stands behind all")
                .isEqualTo(6);
    }

    @Test
    void somebodyNewGoesFirstAndTheOthersAreToldWhy() {
        joins("MEN-1", "ana", 10);
        joins("MEN-2", "nia", 20);
        joins("MEN-3", "ben", 30);

        assertThat(list.inOrder()).containsExactly("MEN-2", "MEN-1", "MEN-3");
        assertThat(list.place("MEN-1")).isEqualTo(2);
        assertThat(list.overtakenBecause("MEN-1")).contains("People in their first 90 days go first.");
        assertThat(list.overtakenBecause("MEN-2")).isEmpty();
        assertThat(list.overtakenBecause("MEN-3")).as("came later anyway").isEmpty();
    }

    @Test
    void anotherServerAndAnotherStartKnowTheSameOrder() {
        joins("MEN-2", "ben", 20, "housing");
        joins("MEN-1", "ana", 10, "housing");

        var afterRestart = new WaitingList(jdbc);
        act(() -> afterRestart.join("MEN-3", "hal", terms("hal"), List.of("housing"), NINE.plusSeconds(15)));

        assertThat(afterRestart.inOrder()).isEqualTo(list.inOrder()).containsExactly("MEN-1", "MEN-3", "MEN-2");
        assertThat(afterRestart.place("MEN-3")).isEqualTo(2);
        assertThat(list.all().get(1)).satisfies(waiting -> {
            assertThat(waiting.menteeId()).isEqualTo("hal");
            assertThat(waiting.since()).isEqualTo(NINE.plusSeconds(15));
            assertThat(waiting.focusAreas()).containsExactly("housing");
        });
    }

    private void joins(String caseNumber, String mentee, long seconds, String... areas) {
        act(() -> list.join(caseNumber, mentee, terms(mentee), List.of(areas), NINE.plusSeconds(seconds)));
    }

    private void leaves(String caseNumber) {
        act(() -> list.leave(caseNumber));
    }

    private Terms terms(String mentee) {
        return policy.terms(career.worker(mentee).orElseThrow(), LocalDate.now(clock));
    }

    private void act(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(inside -> work.run());
    }
}
