package org.peerladder;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The database under test: H2 in memory, or a real PostgreSQL when the system property {@code peerladder.test.database}
 * says {@code postgres}. Each application context gets a database of its own.
 */
@TestConfiguration(proxyBeanMethods = false)
public class TestDatabase {

    private static final boolean POSTGRES = "postgres".equals(System.getProperty("peerladder.test.database"));

    private static EmbeddedPostgres server;
    private static volatile boolean application;

    @Bean(destroyMethod = "close")
    DataSource dataSource() {
        application = true;
        return Statements.counted(create());
    }

    /** An empty database, for tests that need no application. */
    public static HikariDataSource create() {
        var dataSource = new HikariDataSource();
        dataSource.setMaximumPoolSize(10);
        if (POSTGRES) {
            dataSource.setJdbcUrl(newPostgresDatabase());
            dataSource.setUsername("postgres");
        } else {
            dataSource.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            dataSource.setUsername("sa");
        }
        return dataSource;
    }

    private static synchronized String newPostgresDatabase() {
        try {
            if (server == null) {
                // The server is stopped after all contexts are closed, which still need it; its own hook would race
                // them.
                server = EmbeddedPostgres.builder()
                        .setRegisterShutdownHook(false)
                        .start();
                SpringApplication.getShutdownHandlers().add(TestDatabase::stop);
                Runtime.getRuntime().addShutdownHook(new Thread(TestDatabase::stopWithoutApplication));
            }
            var name = "peerladder_" + UUID.randomUUID().toString().replace("-", "");
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            return server.getJdbcUrl("postgres", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void stopWithoutApplication() {
        if (!application) {
            stop();
        }
    }

    private static void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
