package org.peerladder.tuition;

import java.math.BigDecimal;
import java.util.Optional;
import org.peerladder.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which part of a payment is tax-free. What a worker has used of a year's limit stands in one row, which is locked by the
 * statement that uses more of it. The ledger calls this with the worker locked.
 */
@Repository
class TaxSplits {

    private static final String EDUCATION = "education";
    private static final String WORKING_CONDITION = "working-condition";

    private final JdbcClient jdbc;

    TaxSplits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Split split(Entry payment, String taxClass, BigDecimal neverTaxFree, BigDecimal yearLimit) {
        var earlier = stored(payment.id());
        if (earlier.isPresent()) {
            return earlier.get().split();
        }
        var taxFree =
                switch (taxClass) {
                    case EDUCATION -> {
                        var covered = payment.amount().subtract(neverTaxFree).max(Account.ZERO);
                        yield use(payment, covered.min(payment.amount()), yearLimit);
                    }
                    case WORKING_CONDITION -> payment.amount();
                    default ->
                        throw new Refusal("taxClass", "Give one of: %s, %s.".formatted(EDUCATION, WORKING_CONDITION));
                };
        var split = new Split(taxFree, payment.amount().subtract(taxFree));
        insert(payment.id(), taxClass, split);
        return split;
    }

    /** A payment that was never split leaves nothing to take back. */
    void reverse(Entry payment, long reversal) {
        stored(payment.id()).ifPresent(original -> {
            var split = original.split();
            if (original.taxClass().equals(EDUCATION) && split.taxFree().signum() > 0) {
                jdbc.sql("update tax_tally set tax_free = tax_free - ? where worker_id = ? and tax_year = ?")
                        .params(split.taxFree(), payment.workerId(), payment.taxYear())
                        .update();
            }
            insert(
                    reversal,
                    original.taxClass(),
                    new Split(split.taxFree().negate(), split.taxable().negate()));
        });
    }

    /** Takes as much of the limit as is left, up to that amount. */
    private BigDecimal use(Entry payment, BigDecimal amount, BigDecimal yearLimit) {
        var used = jdbc.sql("select tax_free from tax_tally where worker_id = ? and tax_year = ? for update")
                .params(payment.workerId(), payment.taxYear())
                .query(BigDecimal.class)
                .optional();
        var taxFree = amount.min(yearLimit.subtract(used.orElse(Account.ZERO)).max(Account.ZERO));
        if (taxFree.signum() == 0) {
            return Account.ZERO;
        }
        if (used.isEmpty()) {
            jdbc.sql("insert into tax_tally (worker_id, tax_year, year_limit, tax_free) values (?, ?, ?, ?)")
                    .params(payment.workerId(), payment.taxYear(), yearLimit, taxFree)
                    .update();
        } else {
            jdbc.sql(
                            "update tax_tally set year_limit = ?, tax_free = tax_free + ? where worker_id = ? and tax_year = ?")
                    .params(yearLimit, taxFree, payment.workerId(), payment.taxYear())
                    .update();
        }
        return taxFree.setScale(2);
    }

    private record Stored(String taxClass, Split split) {}

    private Optional<Stored> stored(long entryId) {
        return jdbc.sql("select tax_class, tax_free, taxable from tax_split where entry_id = ?")
                .param(entryId)
                .query((row, number) -> new Stored(
                        row.getString("tax_class"),
                        new Split(row.getBigDecimal("tax_free"), row.getBigDecimal("taxable"))))
                .optional();
    }

    private void insert(long entryId, String taxClass, Split split) {
        jdbc.sql("insert into tax_split (entry_id, tax_class, tax_free, taxable) values (?, ?, ?, ?)")
                .params(entryId, taxClass, split.taxFree(), split.taxable())
                .update();
    }
}
