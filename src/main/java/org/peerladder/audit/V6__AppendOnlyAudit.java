package org.peerladder.audit;

import java.sql.SQLException;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.peerladder.AppendOnly;
import org.springframework.stereotype.Component;

/** The database keeps the audit trail as it was written, also against us. */
@Component
class V6__AppendOnlyAudit extends BaseJavaMigration {

    @Override
    public void migrate(Context context) throws SQLException {
        AppendOnly.protect(context.getConnection(), "audit_entry");
    }
}
