package org.peerladder.tuition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.peerladder.tuition.LedgerNode.BY_COURSE_END;
import static org.peerladder.tuition.LedgerNode.BY_PAYMENT;
import static org.peerladder.tuition.LedgerNode.amount;
import static org.peerladder.tuition.LedgerNode.day;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.Refusal;
import org.peerladder.tuition.Entry.Kind;
import org.springframework.dao.DataAccessException;

@Tag("both-databases")
class LedgerTest {

    private static LedgerNode node;

    /** Entries cannot be deleted, so every test has people and programmes of its own. */
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    private final String ana = "ana-" + mark;
    private final String ben = "ben-" + mark;
    private final String north = "North " + mark;
    private final String first = "TUI-1-" + mark;
    private final String second = "TUI-2-" + mark;

    @BeforeAll
    static void open() {
        node = LedgerNode.onNewDatabase();
    }

    @AfterAll
    static void close() {
        node.database().close();
    }

    @BeforeEach
    void hire() {
        node.hire(ana);
        node.hire(ben);
    }

    @Test
    void whatIsReservedIsNotLeft() {
        assertThat(balance("2026-12-01", "5250"))
                .isEqualTo(new Balance(
                        Unit.USD,
                        "education",
                        amount("5250"),
                        amount("0.00"),
                        amount("0.00"),
                        amount("5250.00"),
                        day("2026-12-31")));

        reserve(money(first, ana, "2140"));

        assertThat(balance("2026-12-01", "5250").left()).isEqualTo("3110.00");
        assertThat(balance("2027-01-01", "5250").left()).isEqualTo("5250.00");
        assertThat(entries(first)).containsExactly("reserve 2140.00 plan 2026 fiscal 2027");
    }

    @Test
    void moreThanIsLeftIsRefusedInWords() {
        reserve(money(first, ana, "4010"));

        refuses(
                "approvedAmount: 1,400.00 is more than what is left: 1,240.00 of 5,250.00 until 31 December 2026.",
                () -> reserve(money(second, ana, "1400")));
        assertThat(entries(second)).isEmpty();
        reserve(money(second, ana, "1240"));
        assertThat(balance("2026-12-01", "5250").left()).isEqualTo("0.00");
    }

    @Test
    void hoursAreCountedBesideMoney() {
        reserve(hours(first, ana, "32"));
        reserve(money(first, ana, "5250"));

        refuses(
                "releaseHours: 8.50 hours is more than what is left: 8.00 of 40.00 hours until 31 December 2026.",
                () -> reserve(hours(second, ana, "8.5")));
        node.does(ledger -> ledger.release(first, Unit.HOURS));
        reserve(hours(second, ana, "40"));
        assertThat(balance("2026-12-01", "5250").left()).isEqualTo("0.00");
    }

    @Test
    void eachAccountHasItsOwnCap() {
        reserve(money(first, ana, "5250"));

        reserve(new Reservation(
                second, ana, north, Unit.USD, "required", amount("900"), amount("900"), null, day("2026-12-01")));

        assertThat(node.ledger()
                        .balance(ana, Unit.USD, "required", day("2026-12-01"), amount("900"))
                        .left())
                .isEqualTo("0.00");
    }

    @Test
    void aProgrammeSpendsNoMoreThanItsBudget() {
        reserve(money(first, ana, "4200", "5000"));

        refuses(
                "approvedAmount: The programme's budget has 800.00 left until 30 June 2027; give that or less.",
                () -> reserve(money(second, ben, "900", "5000")));
        reserve(money(second, ben, "800", "5000"));
        reserve(hours("TUI-3-" + mark, ben, "40"));
    }

    @Test
    void aLowerCapTakesNothingAwayAndGivesNothingNew() {
        reserve(money(first, ana, "3000"));

        refuses(
                "approvedAmount: 1.00 is more than what is left: 0.00 of 2,625.00 until 31 December 2026.",
                () -> reserve(money(second, ana, "1").withCap("2625")));
        assertThat(balance("2026-12-01", "2625").left()).isEqualTo("0.00");
        node.does(ledger -> ledger.post(first, Unit.USD, amount("3000"), day("2026-12-05"), "ACH 1", "fin"));
    }

    @Test
    void aPromiseIsPaidInPartsAndTheRestGivenBackOnce() {
        reserve(money(first, ana, "1000"));

        node.does(ledger -> ledger.post(first, Unit.USD, amount("400"), day("2026-12-05"), "ACH 1", "fin"));
        refuses(
                "amount: 600.01 is more than what is reserved for " + first + "; give 600.00 or less.",
                () -> node.does(
                        ledger -> ledger.post(first, Unit.USD, amount("600.01"), day("2026-12-06"), null, "fin")));
        node.does(ledger -> ledger.release(first));
        node.does(ledger -> ledger.release(first));
        refuses(
                "amount: Nothing is reserved for " + first + ".",
                () -> node.does(ledger -> ledger.post(first, Unit.USD, amount("1"), day("2026-12-06"), null, "fin")));

        assertThat(entries(first))
                .containsExactly(
                        "reserve 1000.00 plan 2026 fiscal 2027",
                        "post 400.00 plan 2026 fiscal 2027 tax 2026 paid 2026-12-05",
                        "release 600.00 plan 2026 fiscal 2027");
        assertThat(balance("2026-12-01", "5250").posted()).isEqualTo("400.00");
        assertThat(balance("2026-12-01", "5250").left()).isEqualTo("4850.00");
    }

    @Test
    void aPaymentIsTakenBackOnce() {
        reserve(money(first, ana, "1000", "1000"));
        long payment =
                node.gets(ledger -> ledger.post(first, Unit.USD, amount("1000"), day("2026-12-05"), "ACH 1", "fin"));

        node.does(ledger -> ledger.reverse(payment, "Returned by the bank", "fin"));

        refuses(
                "entryId: Payment " + payment + " was taken back already.",
                () -> node.does(ledger -> ledger.reverse(payment, "Again", "fin")));
        var reversal = node.ledger().entries(first).get(2);
        assertThat(reversal.kind()).isEqualTo(Kind.REVERSE);
        assertThat(reversal.reverses()).isEqualTo(payment);
        assertThat(reversal.paidOn()).isEqualTo(LedgerNode.TODAY);
        assertThat(reversal.reference()).isEqualTo("Returned by the bank");
        refuses(
                "entryId: Entry " + reversal.id() + " is no payment.",
                () -> node.does(ledger -> ledger.reverse(reversal.id(), "No", "fin")));
        reserve(money(second, ana, "1000", "1000"));
    }

    @ParameterizedTest
    @CsvSource({
        // Cap year by payment, the plan year that it counts in
        "true, 2027",
        "false, 2026"
    })
    void aDecemberCoursePaidInJanuary(boolean byPayment, int planYear) {
        var years = node.with(byPayment ? BY_PAYMENT : BY_COURSE_END);
        reserve(money(first, ana, "2000").expected("2026-12-15"));

        long payment =
                years.gets(ledger -> ledger.post(first, Unit.USD, amount("1900"), day("2027-01-10"), "ACH 7", "fin"));

        var paid = node.ledger().entries(first).stream()
                .filter(entry -> entry.id() == payment)
                .findFirst()
                .orElseThrow();
        assertThat(paid.planYear()).isEqualTo(planYear);
        assertThat(paid.fiscalYear()).isEqualTo(2027);
        assertThat(paid.taxYear()).isEqualTo(2027);
        assertThat(balance(planYear + "-06-01", "5250").posted()).isEqualTo("1900.00");
        assertThat(balance("2026-06-01", "5250").reserved()).isEqualTo("100.00");
        node.does(ledger -> ledger.release(first));
        assertThat(balance("2026-06-01", "5250").reserved()).isEqualTo("0.00");
        assertThat(balance("2027-06-01", "5250").reserved()).isEqualTo("0.00");
    }

    @Test
    void aPromiseIsKeptWhereTheNextYearIsFull() {
        reserve(money(first, ana, "2000").expected("2026-12-15"));
        reserve(money(second, ana, "5000").expected("2027-02-01"));

        long payment =
                node.gets(ledger -> ledger.post(first, Unit.USD, amount("2000"), day("2027-01-10"), "ACH 7", "fin"));

        assertThat(entries(first).get(1)).isEqualTo("post 2000.00 plan 2026 fiscal 2027 tax 2027 paid 2027-01-10");
        assertThat(payment).isPositive();
    }

    @Test
    void aCourseThatEndsLaterTakesItsPromiseAlong() {
        reserve(money(first, ana, "2000", "2000").expected("2026-06-15"));
        reserve(hours(first, ana, "10"));

        node.does(ledger -> ledger.moveTo(first, day("2027-07-15")));

        assertThat(entries(first))
                .containsExactly(
                        "reserve 2000.00 plan 2026 fiscal 2026",
                        "reserve 10.00 plan 2026 fiscal 2027",
                        "release 2000.00 plan 2026 fiscal 2026",
                        "reserve 2000.00 plan 2027 fiscal 2028",
                        "release 10.00 plan 2026 fiscal 2027",
                        "reserve 10.00 plan 2027 fiscal 2028");
        assertThat(balance("2026-06-15", "5250").reserved()).isEqualTo("0.00");
        assertThat(balance("2027-06-15", "5250").reserved()).isEqualTo("2000.00");
        reserve(money(second, ben, "2000", "2000").expected("2026-06-15"));
        node.does(ledger -> ledger.moveTo(second, day("2027-07-15")));
        assertThat(entries(second).get(2)).isEqualTo("reserve 2000.00 plan 2027 fiscal 2026");
    }

    @Test
    void payingTaxFreeEndsAtTheLimitOfTheYear() {
        var used = paid(first, ana, "5000", "2026-12-01");
        assertThat(split(used, "education", "0", "5250")).isEqualTo(new Split(amount("5000.00"), amount("0.00")));
        var claim = paid(second, ana, "400", "2026-12-02");

        assertThat(split(claim, "education", "0", "5250")).isEqualTo(new Split(amount("250.00"), amount("150.00")));
        assertThat(split(claim, "education", "0", "5250")).isEqualTo(new Split(amount("250.00"), amount("150.00")));
        assertThat(tally(ana, 2026)).isEqualTo("5250.00");

        var training = paid("TUI-3-" + mark, ana, "700", "2026-12-03");
        assertThat(split(training, "working-condition", "0", "5250"))
                .isEqualTo(new Split(amount("700.00"), amount("0.00")));
        var nextYear = paid("TUI-4-" + mark, ana, "400", "2027-01-03");
        assertThat(split(nextYear, "education", "0", "5250")).isEqualTo(new Split(amount("400.00"), amount("0.00")));
        assertThat(tally(ana, 2026)).isEqualTo("5250.00");
    }

    @Test
    void travelIsTaxedAndTakesNothingOfTheLimit() {
        var trip = paid(first, ana, "900", "2026-12-01");

        assertThat(split(trip, "education", "300", "5250")).isEqualTo(new Split(amount("600.00"), amount("300.00")));
        assertThat(tally(ana, 2026)).isEqualTo("600.00");
        var onlyTravel = paid(second, ana, "100", "2026-12-01");
        assertThat(split(onlyTravel, "education", "250", "5250"))
                .isEqualTo(new Split(amount("0.00"), amount("100.00")));
    }

    @Test
    void whatIsTakenBackFreesItsPartOfTheLimit() {
        var payment = paid(first, ana, "5250", "2026-12-01");
        split(payment, "education", "0", "5250");

        node.does(ledger -> ledger.reverse(payment, "Wrong account", "fin"));

        assertThat(tally(ana, 2026)).isEqualTo("0.00");
        assertThat(split(paid(second, ana, "400", "2026-12-02"), "education", "0", "5250"))
                .isEqualTo(new Split(amount("400.00"), amount("0.00")));
        refuses(
                "entryId: Payment " + payment + " was taken back already.",
                () -> split(payment, "education", "0", "5250"));
    }

    @Test
    void onlyMoneyIsTaxedAndByAKnownClass() {
        reserve(hours(first, ana, "10"));
        long time = node.gets(ledger -> ledger.post(first, Unit.HOURS, amount("10"), day("2026-12-05"), null, "fin"));
        refuses(
                "entryId: Entry " + time + " is in hours; only money is taxed.",
                () -> split(time, "education", "0", "1"));
        var payment = paid(second, ana, "10", "2026-12-05");
        refuses("taxClass: Give one of: education, working-condition.", () -> split(payment, "gift", "0", "5250"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.001", "10000000"})
    void onlyAmountsInCentsAreTaken(String amount) {
        refuses(
                "approvedAmount: Give an amount above 0, with at most two decimals.",
                () -> reserve(money(first, ana, amount)));
    }

    @Test
    void nobodyElseThanThoseInTheRosterHaveAnAccount() {
        refuses(
                "workerId: There is nobody with this id in the roster.",
                () -> reserve(money(first, "nobody-" + mark, "1")));
        node.does(ledger -> ledger.release(first));
        assertThat(node.ledger().entries(first)).isEmpty();
    }

    @Test
    void aCaseHasOneReservationOfAKind() {
        reserve(money(first, ana, "100"));

        assertThatThrownBy(() -> reserve(money(first, ana, "100"))).isInstanceOf(IllegalStateException.class);
        node.does(ledger -> ledger.release(first));
        reserve(money(first, ana, "100"));
    }

    @Test
    void theDatabaseItselfRefusesWhatWouldBeWrong() {
        reserve(money(first, ana, "1000"));
        long payment =
                node.gets(ledger -> ledger.post(first, Unit.USD, amount("600"), day("2026-12-05"), "ACH 1", "fin"));
        split(payment, "education", "0", "5250");
        var before = entries(first);
        var copy =
                """
                insert into ledger_entry (entered_at, kind, unit, amount, currency, case_number, worker_id, account,
                    plan_year, fiscal_year, tax_year, paid_on, reverses)
                select entered_at, 'reverse', unit, %s, currency, case_number, worker_id, account,
                    plan_year, fiscal_year, tax_year, paid_on, %s from ledger_entry where id = %s
                """;

        for (var wrong : List.of(
                "update ledger_entry set amount = 1 where id = " + payment,
                "delete from ledger_entry where id = " + payment,
                "update tax_split set taxable = 1 where entry_id = " + payment,
                "delete from tax_split where entry_id = " + payment,
                "update ledger_account set reserved = 5000 where holder = '" + ana + "'",
                "update ledger_account set reserved = -1 where holder = '" + ana + "'",
                "update ledger_account set posted = -1 where holder = '" + ana + "'",
                "update ledger_account set cap = 999 where holder = '" + ana + "'",
                "update ledger_account set cap = null where holder = '" + ana + "'",
                "update tax_tally set tax_free = 5250.01 where worker_id = '" + ana + "'",
                copy.formatted("amount", "null", payment),
                copy.formatted("amount", "-1", payment),
                copy.formatted("amount + 1", payment, payment))) {
            assertThatThrownBy(() -> node.jdbc().sql(wrong).update()).as(wrong).isInstanceOf(DataAccessException.class);
        }
        node.does(ledger -> ledger.reverse(payment, "Wrong account", "fin"));
        assertThatThrownBy(() -> node.jdbc()
                        .sql(copy.formatted("amount", payment, payment))
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThat(entries(first)).hasSize(3).startsWith(before.toArray(String[]::new));
    }

    @Test
    void whatIsRolledBackLeavesNothing() {
        node.transaction().executeWithoutResult(transaction -> {
            node.ledger().reserve(money(first, ana, "1000", "1000").get());
            transaction.setRollbackOnly();
        });

        assertThat(node.ledger().entries(first)).isEmpty();
        assertThat(accountsOf(ana, north)).isZero();
        reserve(money(first, ana, "1000", "1000"));
        assertThat(accountsOf(ana, north)).isEqualTo(2);
    }

    private static long accountsOf(String... holders) {
        return Stream.of(holders)
                .mapToLong(holder -> node.jdbc()
                        .sql("select count(*) from ledger_account where holder = ?")
                        .param(holder)
                        .query(Long.class)
                        .single())
                .sum();
    }

    private static void refuses(String message, Runnable what) {
        assertThatThrownBy(what::run).isInstanceOf(Refusal.class).hasMessage(message + " Nothing was stored.");
    }

    private Wanted money(String caseNumber, String worker, String amount) {
        return money(caseNumber, worker, amount, null);
    }

    private Wanted money(String caseNumber, String worker, String amount, String budget) {
        return new Wanted(caseNumber, worker, north, Unit.USD, amount, "5250", budget, "2026-12-15");
    }

    private Wanted hours(String caseNumber, String worker, String amount) {
        return new Wanted(caseNumber, worker, north, Unit.HOURS, amount, "40", null, "2026-12-15");
    }

    private record Wanted(
            String caseNumber,
            String worker,
            String program,
            Unit unit,
            String amount,
            String cap,
            String budget,
            String expectedOn) {

        Wanted withCap(String cap) {
            return new Wanted(caseNumber, worker, program, unit, amount, cap, budget, expectedOn);
        }

        Wanted expected(String day) {
            return new Wanted(caseNumber, worker, program, unit, amount, cap, budget, day);
        }

        Reservation get() {
            return new Reservation(
                    caseNumber,
                    worker,
                    program,
                    unit,
                    "education",
                    new BigDecimal(amount),
                    new BigDecimal(cap),
                    budget == null ? null : new BigDecimal(budget),
                    day(expectedOn));
        }
    }

    private static void reserve(Wanted wanted) {
        reserve(wanted.get());
    }

    private static void reserve(Reservation wanted) {
        node.does(ledger -> ledger.reserve(wanted));
    }

    private long paid(String caseNumber, String worker, String amount, String paidOn) {
        reserve(money(caseNumber, worker, amount).withCap("100000").expected(paidOn));
        return node.gets(ledger -> ledger.post(caseNumber, Unit.USD, amount(amount), day(paidOn), "ACH", "fin"));
    }

    private static Split split(long payment, String taxClass, String neverTaxFree, String limit) {
        return node.gets(ledger -> ledger.split(payment, taxClass, amount(neverTaxFree), amount(limit)));
    }

    private Balance balance(String day, String cap) {
        return node.ledger().balance(ana, Unit.USD, "education", day(day), amount(cap));
    }

    private static String tally(String worker, int year) {
        return node.jdbc()
                .sql("select tax_free from tax_tally where worker_id = ? and tax_year = ?")
                .params(worker, year)
                .query(String.class)
                .single();
    }

    private static List<String> entries(String caseNumber) {
        return node.ledger().entries(caseNumber).stream()
                .map(entry -> "%s %s plan %d fiscal %d"
                                .formatted(
                                        entry.kind().name().toLowerCase(),
                                        entry.amount(),
                                        entry.planYear(),
                                        entry.fiscalYear())
                        + (entry.paidOn() == null ? "" : " tax %d paid %s".formatted(entry.taxYear(), entry.paidOn())))
                .toList();
    }
}
