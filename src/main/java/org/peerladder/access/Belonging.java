package org.peerladder.access;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/** To whom a task belongs by its diagram, so that it is never anybody else's. */
public final class Belonging {

    /** How a diagram says that a task belongs to the worker whom the case is about. */
    private static final String THE_WORKERS_OWN = "${applicantId}";

    /** How a diagram says that a task belongs to each of two people who meet, the worker among them. */
    private static final String BOTH_PARTNERS_OWN = "${partner}";

    /** The worker's, until they let a coordinator choose. */
    private static final String THE_WORKERS_UNLESS_HANDED_ON = "${mentoringFacts.chooserOf(execution)}";

    /** How a diagram says that a task belongs to each of several people who answer for themselves. */
    private static final String EACH_PERSONS_OWN = "${person}";

    private Belonging() {}

    /** Whether it is the task of the worker whom the case is about, or of whom they meet. */
    public static boolean toTheWorker(DelegateTask task) {
        var assignee = assignee(task);
        return THE_WORKERS_OWN.equals(assignee)
                || BOTH_PARTNERS_OWN.equals(assignee)
                || EACH_PERSONS_OWN.equals(assignee)
                || THE_WORKERS_UNLESS_HANDED_ON.equals(assignee)
                        && task.getVariable("applicantId").equals(task.getAssignee());
    }

    /** Whether it was given by name in a private process, such as a ballot. */
    public static boolean toOneReviewer(DelegateTask task) {
        return assignee(task) != null
                && PrivateProcesses.KEYS.contains(
                        ((TaskEntity) task).getProcessDefinition().getKey());
    }

    private static String assignee(DelegateTask task) {
        return task.getBpmnModelElementInstance().getAttributeValueNs("http://camunda.org/schema/1.0/bpmn", "assignee");
    }
}
