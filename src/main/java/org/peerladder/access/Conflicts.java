package org.peerladder.access;

import java.util.HashSet;
import java.util.Set;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.springframework.stereotype.Component;

/**
 * Who may not decide about whom: nobody acts in their own case, nor decides about someone they report to, live with, are
 * related to, or declared a conflict with. Sharing a supervisor or a programme is not a conflict. Which kind it is, is
 * never shown.
 */
@Component
public class Conflicts {

    private final Career career;

    Conflicts(Career career) {
        this.career = career;
    }

    /** Everyone who may not decide about this worker, the worker included. */
    public Set<String> of(String workerId) {
        var conflicted = new HashSet<>(career.conflictsOf(workerId));
        conflicted.add(workerId);
        career.supervisees(workerId).stream().map(Worker::id).forEach(conflicted::add);
        return conflicted;
    }
}
