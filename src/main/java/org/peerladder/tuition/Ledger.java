package org.peerladder.tuition;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.peerladder.Refusal;
import org.peerladder.tuition.Account.Amounts;
import org.peerladder.tuition.Entry.Kind;
import org.peerladder.tuition.LearningYears.CapYearBy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is promised and paid for learning. Entries are only ever added, in the caller's transaction, together with the
 * balances that are their sums. A case has at most one reservation of money and one of hours at a time.
 *
 * <p>Whoever writes locks the worker first, then accounts in their order: all about one worker happens one after the
 * other, and programmes are shared without deadlock.
 */
@Repository
class Ledger {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final BigDecimal LARGEST = new BigDecimal("9999999.99");
    private static final int LONGEST_REFERENCE = 255;

    private final JdbcClient jdbc;
    private final LedgerAccounts accounts;
    private final TaxSplits splits;
    private final LearningYears years;
    private final Clock clock;

    Ledger(JdbcClient jdbc, LedgerAccounts accounts, TaxSplits splits, LearningYears years, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.splits = splits;
        this.years = years;
        this.clock = clock;
    }

    /** A worker's account in the plan year of that day, under this cap. Only reads. */
    @Transactional(readOnly = true)
    Balance balance(String workerId, Unit unit, String account, LocalDate day, BigDecimal cap) {
        var year = years.plan(day);
        var name = Account.ofWorker(workerId, unit, account, year);
        return Balance.of(name, accounts.amounts(name).orElse(Amounts.NONE), cap, years.lastDayOfPlan(year));
    }

    /**
     * Promises an amount.
     *
     * @throws Refusal on the field of the unit, if it passes the worker's cap or the programme's budget; says what is left
     * @throws IllegalStateException if the case has a reservation of this unit already; release that first
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void reserve(Reservation wanted) {
        var unit = wanted.unit();
        var amount = checked(unit.field(), wanted.amount());
        if (!lock(wanted.workerId())) {
            throw new Refusal("workerId", "There is nobody with this id in the roster.");
        }
        if (open(wanted.caseNumber(), unit).isPresent()) {
            throw new IllegalStateException(wanted.caseNumber() + " has a reservation in " + unit + " already.");
        }
        var place = new Place(
                wanted.workerId(),
                wanted.program(),
                unit,
                wanted.account(),
                years.plan(wanted.expectedOn()),
                years.fiscal(wanted.expectedOn()));
        if (!accounts.reserve(place.allowance(), amount, wanted.cap())) {
            throw capPassed(place, amount, wanted.cap());
        }
        place.budget().ifPresent(budget -> {
            if (!accounts.reserve(budget, amount, wanted.budget())) {
                throw budgetPassed(budget, place, wanted.budget());
            }
        });
        enter(new Line(Kind.RESERVE, wanted.caseNumber(), place, amount));
    }

    /**
     * The payment is expected on another day: what is reserved goes to the years of that day where they have room. Where
     * they have none it stays, for it was promised.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void moveTo(String caseNumber, LocalDate expectedOn) {
        lockWorkerOf(caseNumber);
        for (var unit : Unit.values()) {
            open(caseNumber, unit)
                    .ifPresent(open -> move(open, open.amount(), years.plan(expectedOn), years.fiscal(expectedOn)));
        }
    }

    /** Gives back what is still reserved, of both units; nothing if nothing is. */
    @Transactional(propagation = Propagation.MANDATORY)
    void release(String caseNumber) {
        for (var unit : Unit.values()) {
            release(caseNumber, unit);
        }
    }

    /** Gives back what is still reserved; nothing if nothing is. */
    @Transactional(propagation = Propagation.MANDATORY)
    void release(String caseNumber, Unit unit) {
        lockWorkerOf(caseNumber);
        open(caseNumber, unit).ifPresent(open -> {
            accounts.release(open.place().allowance(), open.amount());
            open.place().budget().ifPresent(budget -> accounts.release(budget, open.amount()));
            enter(new Line(Kind.RELEASE, caseNumber, open.place(), open.amount()));
        });
    }

    /**
     * Pays out of what is reserved; the rest stays reserved. Counts in the fiscal year of the payment and, if the settings
     * say that the payment decides, in its plan year; where these have no room, in the years in which it was reserved.
     *
     * @param reference of the payment, up to 255 characters
     * @param actor who paid
     * @return id of the entry
     * @throws Refusal if it is more than what is reserved
     */
    @Transactional(propagation = Propagation.MANDATORY)
    long post(String caseNumber, Unit unit, BigDecimal amount, LocalDate paidOn, String reference, String actor) {
        var paid = checked("amount", amount);
        checkReference("reference", reference);
        lockWorkerOf(caseNumber);
        var open = open(caseNumber, unit)
                .orElseThrow(() -> new Refusal("amount", "Nothing is reserved for " + caseNumber + "."));
        if (paid.compareTo(open.amount()) > 0) {
            throw new Refusal(
                    "amount",
                    "%s is more than what is reserved for %s; give %s or less."
                            .formatted(words(paid, unit), caseNumber, words(open.amount(), unit)));
        }
        var planYear = years.capYearBy() == CapYearBy.PAYMENT
                ? years.plan(paidOn)
                : open.place().planYear();
        var place = move(open, paid, planYear, years.fiscal(paidOn));
        accounts.post(place.allowance(), paid);
        place.budget().ifPresent(budget -> accounts.post(budget, paid));
        return enter(new Line(Kind.POST, caseNumber, place, paid).paid(paidOn.getYear(), paidOn, reference, actor));
    }

    /**
     * Takes a payment back, with how it was taxed. The amount is free again and not reserved; the reversal is of today,
     * and counts in the years of its original.
     *
     * @param reason up to 255 characters
     * @throws Refusal if that entry is no payment, or was taken back already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void reverse(long entryId, String reason, String actor) {
        checkReference("reason", reason);
        var original = payment(entryId);
        var amount = original.amount();
        var place = new Place(
                original.workerId(),
                original.program(),
                original.unit(),
                original.account(),
                original.planYear(),
                original.fiscalYear());
        accounts.reverse(place.allowance(), amount);
        place.budget().ifPresent(budget -> accounts.reverse(budget, amount));
        var reversal = enter(new Line(Kind.REVERSE, original.caseNumber(), place, amount)
                .paid(original.taxYear(), LocalDate.now(clock), reason, actor)
                .of(entryId));
        splits.reverse(original, reversal);
    }

    /**
     * Splits a payment in US dollars into its tax-free and its taxable part, once: asked again, the answer is the same. The
     * tax year is the calendar year of the payment.
     *
     * @param taxClass {@code education}: tax-free up to what is left of the worker's limit of the year (section 127), or
     *     {@code working-condition}: all tax-free, outside the limit
     * @param neverTaxFree what of the amount is no cost of education, such as travel; of no meaning for the other class
     * @param yearLimit of table {@code education-tax-limit}
     * @throws Refusal if that entry is no payment in US dollars, or was taken back
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Split split(long postingId, String taxClass, BigDecimal neverTaxFree, BigDecimal yearLimit) {
        var payment = payment(postingId);
        if (payment.unit() != Unit.USD) {
            throw new Refusal("entryId", "Entry " + postingId + " is in hours; only money is taxed.");
        }
        return splits.split(payment, taxClass, neverTaxFree, yearLimit);
    }

    /** What a case has reserved and neither paid nor given back; 0 if nothing. */
    BigDecimal reserved(String caseNumber, Unit unit) {
        return open(caseNumber, unit).map(Open::amount).orElse(BigDecimal.ZERO);
    }

    /** The budget of a programme in the fiscal year of that day. Only reads. */
    @Transactional(readOnly = true)
    Balance budget(String program, LocalDate day, BigDecimal budget) {
        var year = years.fiscal(day);
        var name = Account.ofProgram(program, year);
        return Balance.of(name, accounts.amounts(name).orElse(Amounts.NONE), budget, years.lastDayOfFiscal(year));
    }

    /** All entries of a case, the first first. */
    List<Entry> entries(String caseNumber) {
        return jdbc.sql("select * from ledger_entry where case_number = ? order by id")
                .param(caseNumber)
                .query(Ledger::read)
                .list();
    }

    /** A payment that counts, with its worker locked. */
    private Entry payment(long id) {
        var entry = jdbc.sql("select * from ledger_entry where id = ? and kind = 'post'")
                .param(id)
                .query(Ledger::read)
                .optional()
                .orElseThrow(() -> new Refusal("entryId", "Entry " + id + " is no payment."));
        lock(entry.workerId());
        if (jdbc.sql("select id from ledger_entry where reverses = ?")
                .param(id)
                .query(Long.class)
                .optional()
                .isPresent()) {
            throw new Refusal("entryId", "Payment " + id + " was taken back already.");
        }
        return entry;
    }

    /** What a case has reserved and neither paid nor given back. */
    private record Open(String caseNumber, Place place, BigDecimal amount) {}

    private Optional<Open> open(String caseNumber, Unit unit) {
        return jdbc.sql(
                        """
                        select worker_id, program, account, plan_year, fiscal_year,
                               sum(case kind when 'reserve' then amount else -amount end) as amount
                          from ledger_entry
                         where case_number = ? and unit = ? and kind <> 'reverse'
                         group by worker_id, program, account, plan_year, fiscal_year
                        having sum(case kind when 'reserve' then amount else -amount end) > 0
                        """)
                .params(caseNumber, unit.name())
                .query((row, number) -> new Open(caseNumber, place(row, unit), row.getBigDecimal("amount")))
                .optional();
    }

    /** Each clock for itself: a year without room leaves the amount where it is. */
    private Place move(Open open, BigDecimal amount, int planYear, int fiscalYear) {
        var place = open.place();
        var inPlan = place.inPlanYear(planYear);
        if (planYear != place.planYear() && accounts.move(place.allowance(), inPlan.allowance(), amount)) {
            place = inPlan;
        }
        var inFiscal = place.inFiscalYear(fiscalYear);
        if (fiscalYear != place.fiscalYear()
                && (place.budget().isEmpty()
                        || accounts.move(place.budget().get(), inFiscal.budget().get(), amount))) {
            place = inFiscal;
        }
        if (!place.equals(open.place())) {
            enter(new Line(Kind.RELEASE, open.caseNumber(), open.place(), amount));
            enter(new Line(Kind.RESERVE, open.caseNumber(), place, amount));
        }
        return place;
    }

    private void lockWorkerOf(String caseNumber) {
        jdbc.sql("select distinct worker_id from ledger_entry where case_number = ?")
                .param(caseNumber)
                .query(String.class)
                .list()
                .forEach(this::lock);
    }

    /** Everything about one worker happens one after the other. False if there is no such worker. */
    private boolean lock(String workerId) {
        return jdbc.sql("select id from worker where id = ? for update")
                .param(workerId)
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** An entry that is about to be written. */
    private record Line(
            Kind kind,
            String caseNumber,
            Place place,
            BigDecimal amount,
            Integer taxYear,
            LocalDate paidOn,
            String reference,
            String actor,
            Long reverses) {

        Line(Kind kind, String caseNumber, Place place, BigDecimal amount) {
            this(kind, caseNumber, place, amount, null, null, null, null, null);
        }

        Line paid(int taxYear, LocalDate paidOn, String reference, String actor) {
            return new Line(kind, caseNumber, place, amount, taxYear, paidOn, reference, actor, reverses);
        }

        Line of(long original) {
            return new Line(kind, caseNumber, place, amount, taxYear, paidOn, reference, actor, original);
        }
    }

    private long enter(Line line) {
        var key = new GeneratedKeyHolder();
        var place = line.place();
        jdbc.sql(
                        """
                        insert into ledger_entry (entered_at, kind, unit, amount, currency, case_number, worker_id, program,
                            account, plan_year, fiscal_year, tax_year, paid_on, reference, actor, reverses)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        OffsetDateTime.now(clock),
                        line.kind().name().toLowerCase(Locale.ROOT),
                        place.unit().name(),
                        line.amount(),
                        place.unit() == Unit.USD ? "USD" : null,
                        line.caseNumber(),
                        place.workerId(),
                        place.program(),
                        place.account(),
                        place.planYear(),
                        place.fiscalYear(),
                        line.taxYear(),
                        line.paidOn(),
                        line.reference(),
                        line.actor(),
                        line.reverses())
                .update(key, "id");
        return key.getKeyAs(Number.class).longValue();
    }

    static Entry read(ResultSet row, int number) throws SQLException {
        var unit = Unit.valueOf(row.getString("unit"));
        var place = place(row, unit);
        return new Entry(
                row.getLong("id"),
                row.getObject("entered_at", OffsetDateTime.class),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                unit,
                row.getBigDecimal("amount"),
                row.getString("case_number"),
                place.workerId(),
                place.program(),
                place.account(),
                place.planYear(),
                place.fiscalYear(),
                row.getObject("tax_year", Integer.class),
                row.getObject("paid_on", LocalDate.class),
                row.getString("reference"),
                row.getString("actor"),
                row.getObject("reverses", Long.class));
    }

    private static Place place(ResultSet row, Unit unit) throws SQLException {
        return new Place(
                row.getString("worker_id"),
                row.getString("program"),
                unit,
                row.getString("account"),
                row.getInt("plan_year"),
                row.getInt("fiscal_year"));
    }

    private static BigDecimal checked(String field, BigDecimal amount) {
        if (amount.signum() <= 0
                || amount.compareTo(LARGEST) > 0
                || amount.stripTrailingZeros().scale() > 2) {
            throw new Refusal(field, "Give an amount above 0, with at most two decimals.");
        }
        return amount.setScale(2);
    }

    private static void checkReference(String field, String text) {
        if (text != null && text.length() > LONGEST_REFERENCE) {
            throw new Refusal(field, "Give at most " + LONGEST_REFERENCE + " characters.");
        }
    }

    private Refusal capPassed(Place place, BigDecimal amount, BigDecimal cap) {
        var year = place.planYear();
        var now = Balance.of(
                place.allowance(),
                accounts.amounts(place.allowance()).orElse(Amounts.NONE),
                cap,
                years.lastDayOfPlan(year));
        return new Refusal(
                place.unit().field(),
                "%s is more than what is left: %s of %s until %s."
                        .formatted(
                                words(amount, place.unit()),
                                words(now.left(), Unit.USD),
                                words(cap, place.unit()),
                                DAY.format(now.until())));
    }

    private Refusal budgetPassed(Account budget, Place place, BigDecimal limit) {
        var left = limit.subtract(accounts.amounts(budget).orElse(Amounts.NONE).used())
                .max(Account.ZERO);
        return new Refusal(
                place.unit().field(),
                "The programme's budget has %s left until %s; give that or less."
                        .formatted(words(left, place.unit()), DAY.format(years.lastDayOfFiscal(budget.year()))));
    }

    private static String words(BigDecimal amount, Unit unit) {
        return String.format(Locale.ENGLISH, unit == Unit.USD ? "%,.2f" : "%,.2f hours", amount);
    }
}
