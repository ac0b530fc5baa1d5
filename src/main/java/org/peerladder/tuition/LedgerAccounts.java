package org.peerladder.tuition;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.peerladder.tuition.Account.Amounts;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What stands on the accounts. Every change is one statement that locks its row and changes nothing where it would pass
 * the cap; the table's own checks stand behind that. Always in the caller's transaction.
 */
@Repository
class LedgerAccounts {

    private static final String THIS =
            " where kind = :kind and holder = :holder and unit = :unit and account = :account and in_year = :year";

    private final JdbcClient jdbc;
    private final TransactionTemplate savepoint;

    LedgerAccounts(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    Optional<Amounts> amounts(Account account) {
        return jdbc.sql("select cap, reserved, posted from ledger_account" + THIS)
                .params(key(account))
                .query(Amounts.class)
                .optional();
    }

    /**
     * Reserves, under the cap as it is today.
     *
     * @param cap null for no limit
     * @return false if it does not fit; then nothing was changed
     */
    boolean reserve(Account account, BigDecimal amount, BigDecimal cap) {
        if (takes(account, amount, cap)) {
            return true;
        }
        create(account, cap);
        return takes(account, amount, cap);
    }

    private boolean takes(Account account, BigDecimal amount, BigDecimal cap) {
        return jdbc.sql("update ledger_account set cap = :cap, reserved = reserved + :amount" + THIS
                                + " and (cast(:cap as numeric(12, 2)) is null or reserved + posted + :amount <= :cap)")
                        .params(key(account))
                        .param("amount", amount)
                        .param("cap", cap)
                        .update()
                == 1;
    }

    /**
     * Moves what is reserved to another year of the same account. A year that nobody has used yet begins with the cap of
     * the year it comes from.
     *
     * @return false if that year has no room; then nothing was changed
     */
    boolean move(Account from, Account to, BigDecimal amount) {
        create(to, amounts(from).orElseThrow().cap());
        Stream.of(from, to).sorted().forEach(this::lock);
        var fits = jdbc.sql("update ledger_account set reserved = reserved + :amount" + THIS
                                + " and (cap is null or reserved + posted + :amount <= cap)")
                        .params(key(to))
                        .param("amount", amount)
                        .update()
                == 1;
        if (fits) {
            change(from, amount.negate(), Account.ZERO);
        }
        return fits;
    }

    void release(Account account, BigDecimal amount) {
        change(account, amount.negate(), Account.ZERO);
    }

    void post(Account account, BigDecimal amount) {
        change(account, amount.negate(), amount);
    }

    void reverse(Account account, BigDecimal amount) {
        change(account, Account.ZERO, amount.negate());
    }

    private void change(Account account, BigDecimal reserved, BigDecimal posted) {
        var rows = jdbc.sql(
                        "update ledger_account set reserved = reserved + :reserved, posted = posted + :posted" + THIS)
                .params(key(account))
                .param("reserved", reserved)
                .param("posted", posted)
                .update();
        if (rows != 1) {
            throw new IllegalStateException("There is no account " + account + ".");
        }
    }

    private void lock(Account account) {
        jdbc.sql("select in_year from ledger_account" + THIS + " for update")
                .params(key(account))
                .query()
                .singleRow();
    }

    /** Where there is none. Of two who try at once the second waits for the first; the savepoint keeps its transaction alive. */
    private void create(Account account, BigDecimal cap) {
        if (amounts(account).isPresent()) {
            return;
        }
        try {
            savepoint.executeWithoutResult(inside -> insert(account, cap));
        } catch (DuplicateKeyException somebodyElseDid) {
            // It is there, which is all that was wanted
        }
    }

    private void insert(Account account, BigDecimal cap) {
        jdbc.sql(
                        """
                        insert into ledger_account (kind, holder, unit, account, in_year, cap, reserved, posted)
                        values (:kind, :holder, :unit, :account, :year, :cap, 0, 0)
                        """)
                .params(key(account))
                .param("cap", cap)
                .update();
    }

    private static Map<String, Object> key(Account account) {
        return Map.of(
                "kind",
                account.kind(),
                "holder",
                account.holder(),
                "unit",
                account.unit().name(),
                "account",
                account.name(),
                "year",
                account.year());
    }
}
