package org.peerladder.tuition;

import java.sql.SQLException;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.peerladder.AppendOnly;
import org.springframework.stereotype.Component;

/** The database keeps every entry of the ledger as it was written. */
@Component
class V11_1__AppendOnlyLedger extends BaseJavaMigration {

    @Override
    public void migrate(Context context) throws SQLException {
        AppendOnly.protect(context.getConnection(), "ledger_entry");
        AppendOnly.protect(context.getConnection(), "tax_split");
    }
}
