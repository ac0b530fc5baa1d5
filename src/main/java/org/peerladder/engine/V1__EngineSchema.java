package org.peerladder.engine;

import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.stereotype.Component;

/**
 * Creates the engine's tables with the engine's own scripts. Camunda 7.24 is the last community release, so this schema
 * never changes again and one tool, Flyway, can own the whole database.
 */
@Component
class V1__EngineSchema extends BaseJavaMigration {

    private static final List<String> PARTS = List.of(
            "engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    @Override
    public void migrate(Context context) throws SQLException {
        var connection = context.getConnection();
        String database =
                switch (connection.getMetaData().getDatabaseProductName()) {
                    case "H2" -> "h2";
                    case "PostgreSQL" -> "postgres";
                    default ->
                        throw new SQLException("Peer Ladder runs on H2 and PostgreSQL, not on "
                                + connection.getMetaData().getDatabaseProductName());
                };
        for (String part : PARTS) {
            var script = "org/camunda/bpm/engine/db/create/activiti." + database + ".create." + part + ".sql";
            ScriptUtils.executeSqlScript(connection, new ClassPathResource(script));
        }
    }
}
