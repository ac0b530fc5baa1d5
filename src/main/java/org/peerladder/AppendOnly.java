package org.peerladder;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/**
 * Keeps the rows of a table as they were written: the database itself refuses every update and delete, whoever asks. For
 * migrations; and the trigger that H2 calls, where PostgreSQL has a function.
 */
public class AppendOnly implements Trigger {

    private static final String REFUSAL = "Rows of this table are never changed nor deleted.";

    public static void protect(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
                statement.execute("create trigger %1$s_stays before update, delete on %1$s for each row call \"%2$s\""
                        .formatted(table, AppendOnly.class.getName()));
            } else {
                statement.execute(
                        """
                        create or replace function append_only() returns trigger language plpgsql as
                        $$ begin raise exception '%s'; end $$
                        """
                                .formatted(REFUSAL));
                statement.execute(
                        "create trigger %1$s_stays before update or delete or truncate on %1$s execute function append_only()"
                                .formatted(table));
            }
        }
    }

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        throw new SQLException(REFUSAL);
    }
}
