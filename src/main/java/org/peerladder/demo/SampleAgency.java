package org.peerladder.demo;

import java.time.Duration;
import org.camunda.bpm.engine.ManagementService;
import org.peerladder.access.Accounts;
import org.peerladder.career.Career;
import org.peerladder.notices.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Fills an empty database with the sample agency. It runs before the first request is taken and before the job executor
 * starts, so that nobody sees it half done. Each step of a sample case has its own transaction, as in life; a first start
 * that was cut off leaves a note.
 */
@Component
@Profile("demo")
class SampleAgency implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SampleAgency.class);

    /** Among the engine's properties: {@code begun} or {@code complete}. */
    private static final String STATE = "peer-ladder.sample-agency";

    private final Career career;
    private final SampleRoster roster;
    private final SampleCases cases;
    private final Accounts accounts;
    private final Outbox outbox;
    private final ManagementService management;
    private final TransactionOperations transaction;
    private boolean running;

    SampleAgency(
            Career career,
            SampleRoster roster,
            SampleCases cases,
            Accounts accounts,
            Outbox outbox,
            ManagementService management,
            TransactionOperations transaction) {
        this.career = career;
        this.roster = roster;
        this.cases = cases;
        this.accounts = accounts;
        this.outbox = outbox;
        this.management = management;
        this.transaction = transaction;
    }

    @Override
    public void start() {
        if (career.headcount() == 0) {
            create();
        } else if ("begun".equals(management.getProperties().get(STATE))) {
            LOG.warn(
                    "The sample agency is only half there, because its first start was cut off. Start once with --reset");
        } else {
            LOG.info("There are people in the database; the sample agency is left as it is");
        }
        running = true;
    }

    private void create() {
        var begin = System.nanoTime();
        transaction.executeWithoutResult(status -> {
            var staff = roster.load();
            staff.forEach(worker -> accounts.setPassword(worker, password(worker)));
            management.setProperty(STATE, "begun");
        });
        cases.open();
        transaction.executeWithoutResult(status -> {
            outbox.removeUnsent();
            management.setProperty(STATE, "complete");
        });
        LOG.info(
                "Created the sample agency with {} people in {} s",
                career.headcount(),
                Duration.ofNanos(System.nanoTime() - begin).toSeconds());
    }

    /** Known to everybody, on purpose. */
    static String password(String userId) {
        return userId + "-demo";
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server. */
    @Override
    public int getPhase() {
        return 0;
    }
}
