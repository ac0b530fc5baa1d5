package org.peerladder.notices;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.peerladder.notices.Deadlines.Deadline;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Collects what a case's transaction has to note, and writes it just before the commit: one statement of each kind, however
 * many people are asked, and after the engine's own rows. So two people who act at the same moment meet at the engine's
 * rows, which say who was first, and nobody waits for anybody in our tables.
 */
@Component
class AtCommit {

    private final Deadlines deadlines;
    private final Outbox outbox;

    AtCommit(Deadlines deadlines, Outbox outbox) {
        this.deadlines = deadlines;
        this.outbox = outbox;
    }

    void open(Deadline deadline) {
        changes().opened.add(deadline);
    }

    void close(String task) {
        changes().closed.add(task);
    }

    void tell(List<Notice> notices) {
        changes().notices.addAll(notices);
    }

    private Changes changes() {
        var changes = (Changes) TransactionSynchronizationManager.getResource(this);
        if (changes == null) {
            changes = new Changes();
            TransactionSynchronizationManager.registerSynchronization(changes);
            changes.resume();
        }
        return changes;
    }

    private final class Changes implements TransactionSynchronization {

        private final List<Deadline> opened = new ArrayList<>();
        private final Set<String> closed = new LinkedHashSet<>();
        private final List<Notice> notices = new ArrayList<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            // A task may begin and end in one transaction
            deadlines.open(opened.stream()
                    .filter(deadline -> !closed.remove(deadline.task()))
                    .toList());
            deadlines.close(closed);
            outbox.write(notices);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(AtCommit.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(AtCommit.this, this);
        }

        @Override
        public void beforeCompletion() {
            suspend();
        }
    }
}
