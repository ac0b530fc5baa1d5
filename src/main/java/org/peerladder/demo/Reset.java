package org.peerladder.demo;

import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code --reset} puts the demo back to its first state: everything in the database is deleted before the tables are made
 * again. Only in profile {@code demo}, and only where the sample agency, or nobody, lives.
 */
@Configuration(proxyBeanMethods = false)
class Reset {

    static final String OPTION = "reset";

    private static final Logger LOG = LoggerFactory.getLogger(Reset.class);

    @Bean
    FlywayMigrationStrategy migration(ApplicationArguments arguments, Environment environment) {
        return flyway -> {
            if (arguments.containsOption(OPTION)) {
                if (!environment.acceptsProfiles(Profiles.of("demo"))) {
                    throw new ResetRefused("--reset works in profile demo only. Nothing was deleted.");
                }
                clean(flyway);
            }
            flyway.migrate();
        };
    }

    static void clean(Flyway flyway) {
        var configuration = flyway.getConfiguration();
        if (holdsOthers(JdbcClient.create(configuration.getDataSource()))) {
            throw new ResetRefused("This database holds people, but not the sample agency. Nothing was deleted.");
        }
        Flyway.configure(configuration.getClassLoader())
                .configuration(configuration)
                .cleanDisabled(false)
                .load()
                .clean();
        LOG.info("The demo begins anew: everything in its database was deleted");
    }

    /** People, and not the sample agency with whoever was added to it. */
    private static boolean holdsOthers(JdbcClient jdbc) {
        try {
            return jdbc.sql(
                            "select count(*) > 0 and count(case when email = 'ana@agency.example' then 1 end) = 0 from worker")
                    .query(Boolean.class)
                    .single();
        } catch (BadSqlGrammarException noTableYet) {
            return false;
        }
    }
}
