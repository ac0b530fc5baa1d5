package org.peerladder.demo;

import org.peerladder.access.Accounts;
import org.peerladder.career.Career;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Fills an empty database with the sample agency: all of it in one transaction, or nothing. It runs before the first
 * request is taken and before the job executor starts, so that nobody sees it half done.
 */
@Component
@Profile("demo")
class SampleAgency implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SampleAgency.class);

    private final Career career;
    private final SampleRoster roster;
    private final SampleCases cases;
    private final Accounts accounts;
    private final TransactionOperations transaction;
    private boolean running;

    SampleAgency(
            Career career,
            SampleRoster roster,
            SampleCases cases,
            Accounts accounts,
            TransactionOperations transaction) {
        this.career = career;
        this.roster = roster;
        this.cases = cases;
        this.accounts = accounts;
        this.transaction = transaction;
    }

    @Override
    public void start() {
        transaction.executeWithoutResult(status -> create());
        running = true;
    }

    private void create() {
        if (career.headcount() > 0) {
            LOG.info("There are people in the database; the sample agency is left as it is");
            return;
        }
        var staff = roster.load();
        staff.forEach(worker -> accounts.setPassword(worker, password(worker)));
        cases.open();
        LOG.info("Created the sample agency with {} people", staff.size());
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
