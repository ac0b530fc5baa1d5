package org.peerladder.notices;

import java.util.Date;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.peerladder.notices.Deadlines.Deadline;
import org.peerladder.policy.WorkingDays;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Runs when any task of any process begins, changes hands or ends: notes its times, and tells those who are asked, unless
 * it is their own doing. In the transaction of the case, so that what is told has happened.
 */
@Component
class TaskNotices {

    private final AtCommit atCommit;
    private final WorkingDays calendar;
    private final IdentityService identity;

    TaskNotices(AtCommit atCommit, WorkingDays calendar, IdentityService identity) {
        this.atCommit = atCommit;
        this.calendar = calendar;
        this.identity = identity;
    }

    /** After whoever is in conflict has been taken from the candidates. */
    @EventListener(condition = "#task.eventName == 'create'")
    public void begins(DelegateTask task) {
        var terms = TaskTerms.of(task);
        var remindAt = terms.remindAfter().map(calendar::fromNow);
        var escalateAt = terms.escalateAfter().map(calendar::fromNow);
        if (task.getDueDate() == null) {
            escalateAt.ifPresent(time -> task.setDueDate(Date.from(time.toInstant())));
        }
        if (remindAt.isPresent() || escalateAt.isPresent()) {
            atCommit.open(Deadline.opened(
                    task.getId(),
                    task.getExecution().getProcessBusinessKey(),
                    remindAt.map(time -> time.toOffsetDateTime()).orElse(null),
                    escalateAt.map(time -> time.toOffsetDateTime()).orElse(null)));
        }
        if (task.getAssignee() == null) {
            atCommit.tell(Notice.of("task-begins", task).by(actor()).toHolders(task));
        }
    }

    /** Also when it begins in somebody's hands. */
    @EventListener(condition = "#task.eventName == 'assignment'")
    public void changesHands(DelegateTask task) {
        if (task.getAssignee() != null) {
            atCommit.tell(Notice.of("task-begins", task).by(actor()).toHolders(task));
        }
    }

    @EventListener(condition = "#task.eventName == 'complete'")
    public void isDone(DelegateTask task) {
        atCommit.close(task.getId());
    }

    /** The case went on or ended without it. A worker whose own case it is knows. */
    @EventListener(condition = "#task.eventName == 'delete'")
    public void isNotNeeded(DelegateTask task) {
        atCommit.close(task.getId());
        var notices = Notice.of("task-not-needed", task).by(actor()).toHolders(task);
        atCommit.tell(notices.stream()
                .filter(notice -> notice.about() == null || !notice.about().equals(notice.recipient()))
                .toList());
    }

    private String actor() {
        var person = identity.getCurrentAuthentication();
        return person == null ? null : person.getUserId();
    }
}
