package org.peerladder.career;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.peerladder.career.CareerTables.STAFF_HEADER;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.peerladder.Refusal;
import org.peerladder.WithApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("both-databases")
@WithApplication
class CareerTest {

    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

    @Autowired
    Career career;

    @Autowired
    RosterStore store;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactionManager;

    private CareerTables tables;

    @BeforeEach
    void start() {
        tables = new CareerTables(jdbc);
        tables.clear();
        var staff =
                """
                t.marcus,Marcus,Miller,,North,,t.boss,38.10,40,2019-05-01,2022-05-01,,supervisors;panel,true
                t.ana,Ana,Alvarez,,North,adult,t.one,22.50,40,2024-01-15,2024-03-01,t.marcus,peers;panel,true
                t.ben,Ben,Alvarez,,North,adult,t.one,21.63,20,2024-01-15,2026-03-01,t.marcus,peers,true
                t.gone,Greta,Gone,,North,adult,t.one,30,40,2024-01-15,2026-03-01,t.marcus,peers;panel,false
                t.gail,Gail,Garcia,,Partner,,t.one,,,,,t.marcus,panel,true
                """;
        new RosterImport(store, event -> {}, Clock.systemUTC(), transactionManager)
                .run(
                        Map.of(
                                RosterFile.STAFF,
                                new ByteArrayResource((STAFF_HEADER + staff).getBytes(StandardCharsets.UTF_8))),
                        false);
    }

    @AfterEach
    void clear() {
        tables.clear();
    }

    @Test
    void listsPeopleByName() {
        assertThat(career.workers(List.of("t.marcus", "t.ana", "t.ben", "t.gone", "t.nobody")))
                .extracting(Worker::id)
                .containsExactly("t.ana", "t.ben", "t.gone", "t.marcus");
        assertThat(career.workers(List.of())).isEmpty();
        assertThat(career.supervisees("t.marcus")).extracting(Worker::id).containsExactly("t.ana", "t.ben", "t.gail");
        assertThat(career.members("panel"))
                .extracting(Worker::id)
                .contains("t.ana", "t.gail", "t.marcus")
                .doesNotContain("t.gone", "t.ben");
        assertThat(career.worker("t.ana").orElseThrow().groups()).containsExactly("panel", "peers");
        assertThat(career.worker("t.nobody")).isEmpty();
    }

    @Test
    void countsActivePeopleWhoAreNotGuests() {
        int all = career.headcount();
        jdbc.sql("update worker set active = false where id in ('t.ana', 't.gail')")
                .update();

        assertThat(career.headcount()).isEqualTo(all - 1);
        assertThat(career.ratesIn("t.one")).containsExactly(new BigDecimal("21.63"));
    }

    @Test
    void hasNoRecordOfAStranger() {
        assertThatThrownBy(() -> career.record("t.nobody"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("t.nobody");
    }

    @Test
    void promotesPositionAndPayTogether() {
        promote("t.ana", "25.04", DAY, "t.PRM-1");

        var record = career.record("t.ana");
        assertThat(record.worker().position()).isEqualTo("t.two");
        assertThat(record.worker().positionSince()).isEqualTo(DAY);
        assertThat(record.worker().hourlyRate()).isEqualTo(new BigDecimal("25.04"));
        assertThat(record.worker().weeklyHours()).isEqualTo(new BigDecimal("40"));
        assertThat(record.positions())
                .containsExactly(
                        new PositionHeld("t.one", LocalDate.of(2024, 3, 1), DAY, null),
                        new PositionHeld("t.two", DAY, null, "t.PRM-1"));
        assertThat(tables.pays("t.ana"))
                .containsExactly("22.5000 40.0000 2024-03-01 2026-12-01 -", "25.0400 40.0000 2026-12-01 - t.PRM-1");
    }

    @Test
    void promotesOncePerCase() {
        promote("t.ana", "25.04", DAY, "t.PRM-1");
        var once = tables.everything();

        promote("t.ana", "26.00", DAY.plusDays(1), "t.PRM-1");
        assertThat(tables.everything()).isEqualTo(once);
        assertThatThrownBy(() -> promote("t.ben", "25.04", DAY, "t.PRM-1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("t.PRM-1");
    }

    @Test
    void promotesOnceWhenTwoDoItTogether() throws Exception {
        var bothReady = new CountDownLatch(2);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var effects = threads.invokeAll(List.of(() -> promoteWhen(bothReady), () -> promoteWhen(bothReady)));
            for (var effect : effects) {
                effect.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdown();
        }

        assertThat(tables.positions("t.ana")).hasSize(2);
        assertThat(tables.pays("t.ana")).hasSize(2);
    }

    private Void promoteWhen(CountDownLatch bothReady) {
        new TransactionTemplate(transactionManager).executeWithoutResult(transaction -> {
            bothReady.countDown();
            try {
                bothReady.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            career.promote(effect("t.ana", "25.04", DAY, "t.PRM-1"));
        });
        return null;
    }

    @Test
    void appliesNothingIfTheCaseIsRolledBack() {
        var before = tables.everything();

        new TransactionTemplate(transactionManager).executeWithoutResult(transaction -> {
            career.promote(effect("t.ana", "25.04", DAY, "t.PRM-1"));
            transaction.setRollbackOnly();
        });

        assertThat(tables.everything()).isEqualTo(before);
        assertThatThrownBy(() -> career.promote(effect("t.ana", "25.04", DAY, "t.PRM-1")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void refusesLessPayAndPeopleWhoAreNotOurs() {
        var before = tables.everything();

        assertThatThrownBy(() -> promote("t.ana", "22.49", DAY, "t.PRM-1"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("22.49")
                .hasMessageContaining("at least 22.50");
        assertThatThrownBy(() -> promote("t.ana", "25.04", LocalDate.of(2024, 2, 29), "t.PRM-1"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("2024-03-01");
        assertThatThrownBy(() -> promote("t.gone", "35", DAY, "t.PRM-1")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> promote("t.gail", "35", DAY, "t.PRM-1")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> promote("t.nobody", "35", DAY, "t.PRM-1")).isInstanceOf(NoSuchElementException.class);
        assertThat(tables.everything()).isEqualTo(before);

        promote("t.ana", "22.50", DAY, "t.PRM-1");
        assertThat(career.worker("t.ana").orElseThrow().position()).isEqualTo("t.two");
    }

    @Test
    void appliesPayWithoutRunningBackwardsWhenTheRosterChangedItSince() {
        jdbc.sql("update pay_held set held_from = ? where worker_id = 't.ana'")
                .param(DAY.plusDays(2))
                .update();

        promote("t.ana", "25.04", DAY, "t.PRM-1");

        assertThat(tables.pays("t.ana").get(1)).isEqualTo("25.0400 40.0000 2026-12-03 - t.PRM-1");
        assertThat(tables.positions("t.ana").get(1)).isEqualTo("t.two 2026-12-01 - t.PRM-1");
    }

    @Test
    void letsTheDatabaseItselfAllowOneOpenRowPerWorkerAndOneRowPerCase() {
        for (var history : Map.of("position_held", "position, held_from", "pay_held", "hourly_rate, held_from")
                .entrySet()) {
            var insert = "insert into " + history.getKey() + " (worker_id, " + history.getValue()
                    + ", held_to, case_number, open_worker_id) values ('t.ben', 1, date '2026-01-01', ";
            refuses(insert + "null, null, 't.ben')");
            refuses(insert + "null, null, null)");
            refuses(insert + "null, null, 't.ana')");
            refuses(insert + "date '2026-01-02', null, 't.ana')");
            refuses(insert + "date '2025-12-31', null, null)");
            jdbc.sql(insert + "date '2026-01-02', 't.PRM-1', null)").update();
            refuses(insert + "date '2026-01-02', 't.PRM-1', null)");
        }
        refuses("update worker set supervisor_id = id where id = 't.ana'");
        refuses("update worker set supervisor_id = 't.nobody' where id = 't.ana'");
    }

    private void refuses(String sql) {
        assertThatThrownBy(() -> jdbc.sql(sql).update()).as(sql).isInstanceOf(DataIntegrityViolationException.class);
    }

    private void promote(String id, String rate, LocalDate day, String caseNumber) {
        new TransactionTemplate(transactionManager)
                .executeWithoutResult(transaction -> career.promote(effect(id, rate, day, caseNumber)));
    }

    private static PromotionEffect effect(String id, String rate, LocalDate day, String caseNumber) {
        return new PromotionEffect(id, "t.two", new BigDecimal(rate), null, day, caseNumber);
    }
}
