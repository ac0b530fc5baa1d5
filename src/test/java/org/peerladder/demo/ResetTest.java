package org.peerladder.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.peerladder.AppendOnly;
import org.peerladder.TestDatabase;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

@Tag("both-databases")
class ResetTest {

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext(TestDatabase.class);
    private final DataSource database = context.getBean(DataSource.class);
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Flyway flyway = Flyway.configure()
            .dataSource(database)
            .locations("classpath:nothing-to-migrate")
            .failOnMissingLocations(false)
            .load();
    private final MockEnvironment environment = new MockEnvironment();

    @BeforeEach
    void anAgency() throws Exception {
        jdbc.sql("create table worker (email varchar(64))").update();
        jdbc.sql("create table audit_entry (id integer)").update();
        try (var connection = database.getConnection()) {
            AppendOnly.protect(connection, "audit_entry");
        }
        jdbc.sql("insert into audit_entry values (1)").update();
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void deletesTheSampleAgencyAndWhoWasAddedToIt() {
        environment.setActiveProfiles("demo");
        jdbc.sql("insert into worker values ('ana@agency.example'), ('somebody@else.example')")
                .update();

        started("--reset");

        assertThat(tables()).isZero();
    }

    @Test
    void deletesNothingWhereTheSampleAgencyNeverWas() {
        environment.setActiveProfiles("demo");
        jdbc.sql("insert into worker values ('somebody@else.example')").update();

        assertThatThrownBy(() -> started("--reset"))
                .isInstanceOf(ResetRefused.class)
                .hasMessageContaining("Nothing was deleted");
        assertThat(tables()).isEqualTo(2);
    }

    @Test
    void deletesNothingOutsideTheDemo() {
        jdbc.sql("insert into worker values ('ana@agency.example')").update();

        assertThatThrownBy(() -> started("--reset"))
                .isInstanceOf(ResetRefused.class)
                .hasMessage("--reset works in profile demo only. Nothing was deleted.");
        assertThat(tables()).isEqualTo(2);
    }

    @Test
    void beginsInAnEmptyDatabase() {
        environment.setActiveProfiles("demo");
        jdbc.sql("drop table worker").update();

        started("--reset");

        assertThat(tables()).isZero();
    }

    @Test
    void anOrdinaryStartDeletesNothing() {
        environment.setActiveProfiles("demo");
        jdbc.sql("insert into worker values ('ana@agency.example')").update();

        strategy()
                .migrate(Flyway.configure()
                        .configuration(flyway.getConfiguration())
                        .baselineOnMigrate(true)
                        .load());

        assertThat(jdbc.sql("select count(*) from worker").query(Integer.class).single())
                .isEqualTo(1);
    }

    private void started(String... arguments) {
        strategy(arguments).migrate(flyway);
    }

    private FlywayMigrationStrategy strategy(String... arguments) {
        return new Reset().migration(new DefaultApplicationArguments(arguments), environment);
    }

    private int tables() {
        return jdbc.sql(
                        "select count(*) from information_schema.tables where lower(table_name) in ('worker', 'audit_entry')")
                .query(Integer.class)
                .single();
    }
}
