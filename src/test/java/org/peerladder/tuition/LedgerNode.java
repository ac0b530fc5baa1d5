package org.peerladder.tuition;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.function.Function;
import org.peerladder.AppendOnly;
import org.peerladder.TestDatabase;
import org.peerladder.tuition.LearningYears.CapYearBy;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A ledger on a database, with nothing else around it. Several may share one database, as several servers do. */
record LedgerNode(HikariDataSource database, JdbcClient jdbc, Ledger ledger, TransactionTemplate transaction) {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    static final LearningYears BY_PAYMENT = new LearningYears(1, 7, CapYearBy.PAYMENT);
    static final LearningYears BY_COURSE_END = new LearningYears(1, 7, CapYearBy.COURSE_END);

    /** With the tables of the ledger, and nobody in the roster. */
    static LedgerNode onNewDatabase() {
        var database = TestDatabase.create();
        try (var connection = database.getConnection()) {
            for (var tables : new String[] {"V2__career_record", "V11__tuition_ledger"}) {
                ScriptUtils.executeSqlScript(connection, new ClassPathResource("db/migration/" + tables + ".sql"));
            }
            AppendOnly.protect(connection, "ledger_entry");
            AppendOnly.protect(connection, "tax_split");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return on(database, BY_PAYMENT);
    }

    private static LedgerNode on(HikariDataSource database, LearningYears years) {
        var jdbc = JdbcClient.create(database);
        var transactions = new JdbcTransactionManager(database);
        var clock = Clock.fixed(TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        return new LedgerNode(
                database,
                jdbc,
                new Ledger(jdbc, new LedgerAccounts(jdbc, transactions), new TaxSplits(jdbc), years, clock),
                new TransactionTemplate(transactions));
    }

    /** The same database by other settings. */
    LedgerNode with(LearningYears years) {
        return on(database, years);
    }

    /** Another server on the same database, with connections of its own. */
    LedgerNode another() {
        var own = new HikariDataSource();
        own.setJdbcUrl(database.getJdbcUrl());
        own.setUsername(database.getUsername());
        return on(own, BY_PAYMENT);
    }

    void hire(String worker) {
        jdbc.sql("insert into worker (id, given_name, family_name, active) values (?, 'Wendy', 'Worker', true)")
                .param(worker)
                .update();
    }

    void does(Consumer<Ledger> work) {
        transaction.executeWithoutResult(inside -> work.accept(ledger));
    }

    <T> T gets(Function<Ledger, T> work) {
        return transaction.execute(inside -> work.apply(ledger));
    }

    static BigDecimal amount(String text) {
        return new BigDecimal(text);
    }

    static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
