package org.peerladder.tuition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerladder.tuition.LedgerNode.amount;
import static org.peerladder.tuition.LedgerNode.day;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.Refusal;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** Many at once, on one server and on two: the ledger never promises what is not there. */
@Tag("both-databases")
class LedgerConcurrencyTest {

    private static final int TOGETHER = 50;

    private static List<LedgerNode> nodes;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String north = "North " + mark;

    @BeforeAll
    static void open() {
        var one = LedgerNode.onNewDatabase();
        nodes = List.of(one, one.another());
    }

    @AfterAll
    static void close() {
        nodes.forEach(node -> node.database().close());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void fiftyForOneWorker(int servers) {
        hire(1);

        var done = together(TOGETHER, i -> node(i, servers)
                .does(ledger -> ledger.reserve(reservation(i, worker(0), "300", null, "2026-12-15"))));

        assertThat(done).isEqualTo(17);
        assertThat(used(worker(0))).isEqualByComparingTo("5100");
        assertThat(reservations()).isEqualTo(17);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void fiftyWorkersForOneBudget(int servers) {
        hire(TOGETHER);

        var done = together(TOGETHER, i -> node(i, servers)
                .does(ledger -> ledger.reserve(reservation(i, worker(i), "300", "5000", "2026-12-15"))));

        assertThat(done).isEqualTo(16);
        assertThat(used(north)).isEqualByComparingTo("4800");
        assertThat(reservations()).isEqualTo(16);
        assertThat(IntStream.range(0, TOGETHER)
                        .filter(i -> used(worker(i)).signum() > 0)
                        .count())
                .isEqualTo(16);
    }

    @Test
    void promisesThatMoveBetweenTwoYearsDoNotBlockEachOther() {
        hire(TOGETHER);
        for (int i = 0; i < TOGETHER; i++) {
            var wanted = reservation(i, worker(i), "100", "5000", i % 2 == 0 ? "2026-06-15" : "2026-07-15");
            nodes.get(0).does(ledger -> ledger.reserve(wanted));
        }

        var done = together(TOGETHER, i -> node(i / 2, 2)
                .does(ledger -> ledger.moveTo(request(i), day(i % 2 == 0 ? "2026-07-15" : "2026-06-15"))));

        assertThat(done).isEqualTo(TOGETHER);
        assertThat(used(north)).isEqualByComparingTo("5000");
        assertThat(count("in_year = 2026 and reserved = 2500 and holder = '" + north + "'"))
                .isEqualTo(1);
    }

    @Test
    void onePaymentIsPostedOnceWhenTwoDoItTogether() {
        hire(1);
        nodes.get(0).does(ledger -> ledger.reserve(reservation(0, worker(0), "300", "300", "2026-12-15")));

        var done = together(2, i -> node(i, 2)
                .does(ledger -> ledger.post(request(0), Unit.USD, amount("300"), day("2027-01-10"), null, "fin")));

        assertThat(done).isEqualTo(1);
        assertThat(used(worker(0))).isEqualByComparingTo("300");
    }

    @Test
    void onePaymentIsTakenBackOnceWhenTwoDoItTogether() {
        hire(1);
        var payment = paid(0, "300");

        var done = together(2, i -> node(i, 2).does(ledger -> ledger.reverse(payment, "Returned", "fin")));

        assertThat(done).isEqualTo(1);
        assertThat(used(worker(0))).isZero();
    }

    @Test
    void paymentsThatAreSplitTogetherNeverPassTheLimitOfTheYear() {
        hire(1);
        var payments = IntStream.range(0, 10).mapToLong(i -> paid(i, "600")).toArray();

        var done = together(10, i -> node(i, 2)
                .does(ledger -> ledger.split(payments[i], "education", amount("0"), amount("5250"))));

        assertThat(done).isEqualTo(10);
        var sums = nodes.get(0)
                .jdbc()
                .sql(
                        """
                        select sum(s.tax_free) as tax_free, sum(s.taxable) as taxable
                          from tax_split s join ledger_entry e on e.id = s.entry_id where e.worker_id = ?
                        """)
                .param(worker(0))
                .query(Split.class)
                .single();
        assertThat(sums.taxFree()).isEqualByComparingTo("5250");
        assertThat(sums.taxable()).isEqualByComparingTo("750");
    }

    @Test
    void aServerThatDiesBeforeTheCommitLeavesNothing() throws SQLException {
        hire(1);
        var dying = nodes.get(0).another();
        var transactions = dying.transaction().getTransactionManager();
        var open = transactions.getTransaction(new DefaultTransactionDefinition());
        dying.ledger().reserve(reservation(0, worker(0), "5250", "5250", "2026-12-15"));

        DataSourceUtils.getConnection(dying.database()).unwrap(Connection.class).close();

        try {
            transactions.rollback(open);
        } catch (RuntimeException connectionIsGone) {
            // As it should be
        }
        dying.database().close();
        assertThat(reservations()).isZero();
        assertThat(count("holder in ('%s', '%s')".formatted(worker(0), north))).isZero();
        nodes.get(0).does(ledger -> ledger.reserve(reservation(1, worker(0), "5250", "5250", "2026-12-15")));
    }

    /** How many were not refused. Anything else than a refusal fails. */
    private static int together(int number, IntConsumer work) {
        var allReady = new CountDownLatch(number);
        var threads = Executors.newFixedThreadPool(number);
        try {
            var running = IntStream.range(0, number)
                    .mapToObj(i -> threads.submit(() -> {
                        allReady.countDown();
                        allReady.await(30, TimeUnit.SECONDS);
                        work.accept(i);
                        return i;
                    }))
                    .toList();
            int done = 0;
            for (var each : running) {
                try {
                    each.get(60, TimeUnit.SECONDS);
                    done++;
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

    private static LedgerNode node(int i, int servers) {
        return nodes.get(i % servers);
    }

    private void hire(int number) {
        IntStream.range(0, number).forEach(i -> nodes.get(0).hire(worker(i)));
    }

    private String worker(int i) {
        return "w" + i + "-" + mark;
    }

    private String request(int i) {
        return "TUI-" + i + "-" + mark;
    }

    private Reservation reservation(int i, String worker, String amount, String budget, String expectedOn) {
        return new Reservation(
                request(i),
                worker,
                north,
                Unit.USD,
                "education",
                amount(amount),
                amount("5250"),
                budget == null ? null : amount(budget),
                day(expectedOn));
    }

    private long paid(int i, String amount) {
        var wanted = new Reservation(
                request(i),
                worker(0),
                north,
                Unit.USD,
                "education",
                amount(amount),
                amount("10000"),
                null,
                day("2026-12-15"));
        return nodes.get(0).gets(ledger -> {
            ledger.reserve(wanted);
            return ledger.post(request(i), Unit.USD, amount(amount), day("2026-12-15"), null, "fin");
        });
    }

    private BigDecimal used(String holder) {
        return nodes.get(0)
                .jdbc()
                .sql("select coalesce(sum(reserved + posted), 0) from ledger_account where holder = ?")
                .param(holder)
                .query(BigDecimal.class)
                .single();
    }

    private long reservations() {
        return nodes.get(0)
                .jdbc()
                .sql("select count(*) from ledger_entry where program = ?")
                .param(north)
                .query(Long.class)
                .single();
    }

    private static long count(String condition) {
        return nodes.get(0)
                .jdbc()
                .sql("select count(*) from ledger_account where " + condition)
                .query(Long.class)
                .single();
    }
}
