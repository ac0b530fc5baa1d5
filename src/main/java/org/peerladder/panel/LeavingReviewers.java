package org.peerladder.panel;

import static org.peerladder.panel.PanelProcess.BALLOT;

import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.peerladder.career.WorkerLeft;
import org.peerladder.engine.ApplicationRights;
import org.peerladder.panel.BallotBox.Ballot;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A reviewer who leaves the agency steps aside: the seat is filled again, and the views of the others stay. */
@Component
class LeavingReviewers {

    private final TaskService tasks;
    private final FormService forms;
    private final ApplicationRights rights;

    LeavingReviewers(TaskService tasks, FormService forms, ApplicationRights rights) {
        this.tasks = tasks;
        this.forms = forms;
        this.rights = rights;
    }

    /** Before everything else of theirs is given out anew. */
    @Order(0)
    @EventListener
    void left(WorkerLeft event) {
        rights.run(() -> tasks.createTaskQuery()
                .taskAssignee(event.workerId())
                .taskDefinitionKey("userTask_review")
                .list()
                .forEach(review -> forms.submitTaskForm(review.getId(), Map.of(BALLOT.name(), Ballot.RECUSE))));
    }
}
