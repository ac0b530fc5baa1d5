package org.peerladder.tuition;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.peerladder.Sheet;
import org.peerladder.tuition.Account.Amounts;
import org.peerladder.tuition.Entry.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The ledger as people read it. All of one moment. */
@Component
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
class LearningMoney {

    /** An account of a worker. {@code planYear} is the calendar year in which it ends. */
    record Own(@JsonUnwrapped Balance balance, int planYear, List<Line> entries) {}

    /**
     * An entry of an account.
     *
     * @param kind {@code reserve}, {@code release}, {@code post} or {@code reverse}
     * @param paidOn null where nothing was paid
     * @param reverses id of the payment that was taken back
     */
    record Line(
            long id,
            LocalDate enteredOn,
            String kind,
            BigDecimal amount,
            String caseNumber,
            LocalDate paidOn,
            String reference,
            Long reverses) {}

    /** An account among those of all. {@code program} is the worker's of today. */
    record OfWorker(String workerId, String workerName, String program, @JsonUnwrapped Balance balance) {}

    /** One page of the accounts of a plan year; pages are counted from 0, {@code total} is of all of them. */
    record Page(List<OfWorker> balances, int planYear, LocalDate until, int page, int size, long total) {}

    private static final String OF_A_YEAR =
            """
             from ledger_account a left join worker w on w.id = a.holder
            where a.kind = 'worker' and a.in_year = :year
              and (cast(:program as varchar(255)) is null or w.program = :program)
            """;

    private final JdbcClient jdbc;
    private final LearningYears years;
    private final Clock clock;

    LearningMoney(JdbcClient jdbc, LearningYears years, Clock clock) {
        this.jdbc = jdbc;
        this.years = years;
        this.clock = clock;
    }

    /** The plan year of today. */
    int thisYear() {
        return years.plan(LocalDate.now(clock));
    }

    /** The accounts that this worker has used, the latest year first, money before hours. */
    List<Own> of(String workerId) {
        var entries = jdbc
                .sql("select * from ledger_entry where worker_id = ? order by id")
                .param(workerId)
                .query(Ledger::read)
                .stream()
                .collect(groupingBy(
                        entry -> Account.ofWorker(workerId, entry.unit(), entry.account(), entry.planYear())));
        return jdbc.sql("select * from ledger_account where kind = 'worker' and holder = ?"
                        + " order by in_year desc, unit desc, account")
                .param(workerId)
                .query((row, number) -> {
                    var account = account(row);
                    return new Own(
                            balance(row, account),
                            account.year(),
                            entries.getOrDefault(account, List.of()).stream()
                                    .map(this::line)
                                    .toList());
                })
                .list();
    }

    /** @param program null for all */
    Page all(int planYear, String program, int page, int size) {
        var total = jdbc.sql("select count(*)" + OF_A_YEAR)
                .param("year", planYear)
                .param("program", program)
                .query(Long.class)
                .single();
        var balances = jdbc.sql("select a.*, w.given_name, w.family_name, w.program" + OF_A_YEAR
                        + " order by w.family_name, w.given_name, a.holder, a.unit desc, a.account"
                        + " offset :offset rows fetch first :size rows only")
                .param("year", planYear)
                .param("program", program)
                .param("offset", (long) page * size)
                .param("size", size)
                .query((row, number) -> new OfWorker(
                        row.getString("holder"), name(row), row.getString("program"), balance(row, account(row))))
                .list();
        return new Page(balances, planYear, years.lastDayOfPlan(planYear), page, size, total);
    }

    /** What payroll needs to know of what was paid from one day to the other, both included; taken back is below 0. */
    String payroll(LocalDate from, LocalDate to) {
        var sheet = new StringBuilder(Sheet.row(
                "Paid on",
                "Staff id",
                "Name",
                "Programme",
                "Request",
                "Amount",
                "Tax class",
                "Tax-free",
                "Taxable",
                "Reference"));
        jdbc.sql(
                        """
                        select e.*, w.given_name, w.family_name, s.tax_class, s.tax_free, s.taxable
                          from ledger_entry e
                          left join tax_split s on s.entry_id = e.id
                          left join worker w on w.id = e.worker_id
                         where e.unit = 'USD' and e.paid_on between :from and :to
                         order by e.paid_on, e.id
                        """)
                .param("from", from)
                .param("to", to)
                .query((row, number) -> {
                    var entry = Ledger.read(row, number);
                    return Sheet.row(
                            entry.paidOn(),
                            entry.workerId(),
                            name(row),
                            entry.program(),
                            entry.caseNumber(),
                            entry.kind() == Kind.REVERSE ? entry.amount().negate() : entry.amount(),
                            row.getString("tax_class"),
                            row.getBigDecimal("tax_free"),
                            row.getBigDecimal("taxable"),
                            entry.reference());
                })
                .list()
                .forEach(sheet::append);
        return sheet.toString();
    }

    private Line line(Entry entry) {
        return new Line(
                entry.id(),
                LocalDate.ofInstant(entry.enteredAt().toInstant(), clock.getZone()),
                entry.kind().name().toLowerCase(Locale.ROOT),
                entry.amount(),
                entry.caseNumber(),
                entry.paidOn(),
                entry.reference(),
                entry.reverses());
    }

    private Balance balance(ResultSet row, Account account) throws SQLException {
        var cap = row.getBigDecimal("cap");
        var amounts = new Amounts(cap, row.getBigDecimal("reserved"), row.getBigDecimal("posted"));
        return Balance.of(account, amounts, cap, years.lastDayOfPlan(account.year()));
    }

    private static Account account(ResultSet row) throws SQLException {
        return Account.ofWorker(
                row.getString("holder"),
                Unit.valueOf(row.getString("unit")),
                row.getString("account"),
                row.getInt("in_year"));
    }

    /** Null for somebody whom the roster does not know any more. */
    private static String name(ResultSet row) throws SQLException {
        var given = row.getString("given_name");
        return given == null ? null : (given + " " + row.getString("family_name")).strip();
    }
}
