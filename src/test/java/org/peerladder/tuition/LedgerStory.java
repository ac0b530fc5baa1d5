package org.peerladder.tuition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.peerladder.Refusal;

/**
 * What two workers do with five requests, done by the ledger and told along by a model that knows only what is promised,
 * what is paid, and how much of a year's tax-free limit is used.
 */
class LedgerStory {

    /** Something that somebody does. */
    interface Deed {

        void happensIn(LedgerStory story);
    }

    private static final class Payment {
        long id;
        int request;
        Unit unit;
        BigDecimal amount;
        int taxYear;
        String taxClass;
        Split split;
        boolean takenBack;
    }

    private static final String OF_THESE = " worker_id in (:one, :other) ";

    private final LedgerNode node;
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, BigDecimal> promised = new HashMap<>();
    private final Map<String, BigDecimal> taxFree = new HashMap<>();
    private final List<Payment> payments = new ArrayList<>();
    private List<Entry> before = List.of();

    LedgerStory(LedgerNode node) {
        this.node = node;
        node.hire(worker(0));
        node.hire(worker(1));
    }

    void reserve(
            int request,
            Unit unit,
            String account,
            BigDecimal amount,
            BigDecimal cap,
            BigDecimal budget,
            LocalDate day) {
        var wanted = new Reservation(
                number(request), worker(request), program(request), unit, account, amount, cap, budget, day);
        if (promised(request, unit).signum() > 0) {
            assertThatThrownBy(() -> node.does(ledger -> ledger.reserve(wanted)))
                    .isInstanceOf(IllegalStateException.class);
            return;
        }
        var fitsTheCap = used("unit = '%s' and account = '%s' and worker_id = '%s' and plan_year = %d"
                                .formatted(unit, account, worker(request), day.getYear()))
                        .add(amount)
                        .compareTo(cap)
                <= 0;
        var fitsTheBudget = unit == Unit.HOURS
                || program(request) == null
                || budget == null
                || used("unit = 'USD' and program = '%s' and fiscal_year = %d"
                                        .formatted(
                                                program(request),
                                                day.plusMonths(6).getYear()))
                                .add(amount)
                                .compareTo(budget)
                        <= 0;
        if (fitsTheCap && fitsTheBudget) {
            node.does(ledger -> ledger.reserve(wanted));
            promised.put(number(request) + unit, amount);
        } else {
            refuses(() -> node.does(ledger -> ledger.reserve(wanted)));
        }
    }

    void post(int request, Unit unit, BigDecimal amount, LocalDate paidOn) {
        if (promised(request, unit).compareTo(amount) < 0) {
            refuses(() -> node.does(ledger -> ledger.post(number(request), unit, amount, paidOn, null, "fin")));
            return;
        }
        var payment = new Payment();
        payment.id = node.gets(ledger -> ledger.post(number(request), unit, amount, paidOn, null, "fin"));
        payment.request = request;
        payment.unit = unit;
        payment.amount = amount;
        payment.taxYear = paidOn.getYear();
        payments.add(payment);
        promised.merge(number(request) + unit, amount.negate(), BigDecimal::add);
    }

    void moveTo(int request, LocalDate day) {
        node.does(ledger -> ledger.moveTo(number(request), day));
    }

    void release(int request, Unit unit) {
        node.does(ledger -> ledger.release(number(request), unit));
        promised.remove(number(request) + unit);
    }

    void reverse(int which) {
        if (payments.isEmpty()) {
            refuses(() -> node.does(ledger -> ledger.reverse(-1, "Wrong", "fin")));
            return;
        }
        var payment = payments.get(which % payments.size());
        if (payment.takenBack) {
            refuses(() -> node.does(ledger -> ledger.reverse(payment.id, "Wrong", "fin")));
            return;
        }
        node.does(ledger -> ledger.reverse(payment.id, "Wrong", "fin"));
        payment.takenBack = true;
        if ("education".equals(payment.taxClass)) {
            taxFree.merge(year(payment), payment.split.taxFree().negate(), BigDecimal::add);
        }
    }

    void split(int which, String taxClass, BigDecimal neverTaxFree, BigDecimal limit) {
        if (payments.isEmpty()) {
            return;
        }
        var payment = payments.get(which % payments.size());
        if (payment.takenBack || payment.unit == Unit.HOURS) {
            refuses(() -> node.does(ledger -> ledger.split(payment.id, taxClass, neverTaxFree, limit)));
            return;
        }
        var split = node.gets(ledger -> ledger.split(payment.id, taxClass, neverTaxFree, limit));
        if (payment.split == null) {
            payment.taxClass = taxClass;
            payment.split = split;
            var free = payment.amount;
            if (taxClass.equals("education")) {
                var used = taxFree.getOrDefault(year(payment), BigDecimal.ZERO);
                free = payment.amount
                        .subtract(neverTaxFree)
                        .min(limit.subtract(used))
                        .max(BigDecimal.ZERO);
                taxFree.merge(year(payment), free, BigDecimal::add);
            }
            assertThat(split.taxFree()).isEqualByComparingTo(free);
            assertThat(split.taxable()).isEqualByComparingTo(payment.amount.subtract(free));
        }
        assertThat(split).isEqualTo(payment.split);
    }

    /** What must hold after every step, asked of the database. */
    void addsUp() {
        none(
                "balances that are not the sums of their entries",
                """
                select count(*) from ledger_account a
                 where a.holder in (:one, :other, :north, :south)
                   and (a.reserved, a.posted) <> (
                       select coalesce(sum(case e.kind when 'reserve' then e.amount when 'reverse' then 0 else -e.amount end), 0),
                              coalesce(sum(case e.kind when 'post' then e.amount when 'reverse' then -e.amount else 0 end), 0)
                         from ledger_entry e
                        where e.worker_id in (:one, :other) and e.unit = a.unit
                          and (a.kind = 'worker' and e.worker_id = a.holder and e.account = a.account
                                   and e.plan_year = a.in_year
                               or a.kind = 'program' and e.program = a.holder and e.fiscal_year = a.in_year))
                """);
        none(
                "entries that are on no account",
                """
                select count(*) from ledger_entry e
                 where e.worker_id in (:one, :other)
                   and (not exists (select 1 from ledger_account a where a.kind = 'worker' and a.holder = e.worker_id
                            and a.unit = e.unit and a.account = e.account and a.in_year = e.plan_year)
                        or e.unit = 'USD' and e.program is not null
                            and not exists (select 1 from ledger_account a where a.kind = 'program'
                                and a.holder = e.program and a.in_year = e.fiscal_year))
                """);
        none(
                "accounts beyond their cap",
                """
                select count(*) from ledger_account
                 where holder in (:one, :other, :north, :south)
                   and (reserved + posted > cap or reserved < 0 or posted < 0)
                """);
        none(
                "reversals that do not name their original",
                """
                select count(*) from ledger_entry r
                 where r.worker_id in (:one, :other) and r.kind = 'reverse'
                   and not exists (select 1 from ledger_entry o where o.id = r.reverses and o.kind = 'post'
                           and o.amount = r.amount and o.unit = r.unit and o.worker_id = r.worker_id
                           and o.plan_year = r.plan_year and o.fiscal_year = r.fiscal_year and o.tax_year = r.tax_year)
                """);
        none(
                "tallies that are not the sums of their splits, or beyond the limit",
                """
                select count(*) from tax_tally t
                 where t.worker_id in (:one, :other)
                   and (t.tax_free > t.year_limit or t.tax_free <> (
                       select coalesce(sum(s.tax_free), 0)
                         from tax_split s join ledger_entry e on e.id = s.entry_id
                        where e.worker_id = t.worker_id and e.tax_year = t.tax_year and s.tax_class = 'education'))
                """);
        none(
                "splits that are not the whole payment",
                """
                select count(*) from tax_split s join ledger_entry e on e.id = s.entry_id
                 where e.worker_id in (:one, :other)
                   and s.tax_free + s.taxable <> case e.kind when 'post' then e.amount else -e.amount end
                """);
        for (int request = 0; request < 5; request++) {
            for (var unit : Unit.values()) {
                assertThat(sum(
                                "case kind when 'reserve' then amount when 'reverse' then 0 else -amount end",
                                "case_number = '%s' and unit = '%s'".formatted(number(request), unit)))
                        .as("promised for %s in %s", number(request), unit)
                        .isEqualByComparingTo(promised(request, unit));
            }
        }
        var now = all();
        assertThat(now.subList(0, before.size()))
                .as("entries as they were written")
                .isEqualTo(before);
        before = now;
    }

    private void none(String what, String counting) {
        var statement = node.jdbc().sql(counting).param("one", worker(0)).param("other", worker(1));
        if (counting.contains(":north")) {
            statement = statement.param("north", program(0)).param("south", program(1));
        }
        assertThat(statement.query(Long.class).single()).as(what).isZero();
    }

    private BigDecimal used(String condition) {
        return sum("case kind when 'reserve' then amount when 'post' then 0 else -amount end", condition);
    }

    private BigDecimal sum(String what, String condition) {
        return node.jdbc()
                .sql("select coalesce(sum(" + what + "), 0) from ledger_entry where" + OF_THESE + "and " + condition)
                .param("one", worker(0))
                .param("other", worker(1))
                .query(BigDecimal.class)
                .single();
    }

    private List<Entry> all() {
        return node.jdbc()
                .sql("select * from ledger_entry where" + OF_THESE + "order by id")
                .param("one", worker(0))
                .param("other", worker(1))
                .query(Ledger::read)
                .list();
    }

    private static void refuses(Runnable deed) {
        assertThatThrownBy(deed::run).isInstanceOf(Refusal.class);
    }

    private BigDecimal promised(int request, Unit unit) {
        return promised.getOrDefault(number(request) + unit, BigDecimal.ZERO);
    }

    private String year(Payment payment) {
        return worker(payment.request) + payment.taxYear;
    }

    private String number(int request) {
        return "TUI-" + request + "-" + mark;
    }

    private String worker(int request) {
        return (request % 2 == 0 ? "ana-" : "ben-") + mark;
    }

    /** Two share one programme, the last has none. */
    private String program(int request) {
        return request == 4 ? null : (request == 1 ? "South " : "North ") + mark;
    }
}
