package org.peerladder.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.peerladder.engine.ProcessVariable;
import org.springframework.stereotype.Component;

/**
 * Who may not decide about whom: nobody acts in their own case, nor decides about someone they report to, live with, are
 * related to, or declared a conflict with. Sharing a supervisor or a programme is not a conflict. Which kind it is, is
 * never shown.
 */
@Component
public class Conflicts {

    /** Input of a task: who decided before and has no part in this step, as ids. Who approved money does not pay it. */
    private static final ProcessVariable<List<String>> NOT_FOR = ProcessVariable.texts("notFor");

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

    /** Everyone who may not do this task: {@link #of} its worker, and whoever its input {@code notFor} names. */
    Set<String> in(DelegateTask task) {
        var worker = (String) task.getVariable("applicantId");
        var conflicted = worker == null ? new HashSet<String>() : new HashSet<>(of(worker));
        NOT_FOR.find(task).ifPresent(conflicted::addAll);
        return conflicted;
    }
}
