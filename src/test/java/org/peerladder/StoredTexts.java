package org.peerladder;

import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;

/** Looks for a text in every column of every table, ours and the engine's. */
public final class StoredTexts {

    private static final Set<Integer> TEXTS = Set.of(
            Types.CHAR,
            Types.VARCHAR,
            Types.LONGVARCHAR,
            Types.CLOB,
            Types.BINARY,
            Types.VARBINARY,
            Types.LONGVARBINARY,
            Types.BLOB);

    private StoredTexts() {}

    /** The columns in which some row holds this text: {@code table.column}. */
    public static List<String> columnsWith(DataSource database, String text) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = database.getConnection()) {
            var columns = connection.getMetaData().getColumns(null, connection.getSchema(), "%", "%");
            while (columns.next()) {
                var table = columns.getString("TABLE_NAME");
                var column = columns.getString("COLUMN_NAME");
                if (TEXTS.contains(columns.getInt("DATA_TYPE")) && holds(connection, table, column, text)) {
                    found.add((table + "." + column).toLowerCase(Locale.ROOT));
                }
            }
        }
        found.sort(null);
        return found;
    }

    private static boolean holds(Connection connection, String table, String column, String text) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select \"" + column + "\" from \"" + table + "\"")) {
            while (rows.next()) {
                if (inWords(rows.getObject(1)).contains(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The engine stores Json, and texts that are long, as bytes. */
    private static String inWords(Object stored) throws SQLException {
        if (stored instanceof Blob blob) {
            return inWords(blob.getBytes(1, (int) blob.length()));
        }
        if (stored instanceof Clob clob) {
            return clob.getSubString(1, (int) clob.length());
        }
        return stored instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(stored);
    }
}
