package org.peerladder.notices;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.peerladder.cases.News;
import org.peerladder.engine.SealedProcesses;

/**
 * Something that somebody is to be told.
 *
 * @param kind which words: the name of a file in {@code mails}
 * @param recipient who; null where it is a group
 * @param group the members of which group; those in conflict with the worker are left out when it is sent
 * @param actor by whose doing; they know, and are not told as a member of the group. Null if nobody's
 * @param about the worker whom the case is about; null if none
 * @param holder in whose hands the task is; may be null
 * @param task its id; null where it is about no task that is open
 */
record Notice(
        String kind,
        String recipient,
        String group,
        String actor,
        String caseNumber,
        String about,
        String holder,
        String task,
        String taskName,
        String stage,
        OffsetDateTime dueAt) {

    /** The variable of every case that says whom it is about. */
    private static final String APPLICANT = "applicantId";

    /** The variable of a case about several people that says who opened it. */
    private static final String OPENED_BY = "openedBy";

    /** About a task, and addressed to nobody yet. */
    static Notice of(String kind, DelegateTask task) {
        return new Notice(
                kind,
                null,
                null,
                null,
                task.getExecution().getProcessBusinessKey(),
                applicant(task),
                task.getAssignee(),
                task.getId(),
                SealedProcesses.nameOf((TaskEntity) task),
                TaskTerms.of(task).stage().orElse(null),
                task.getDueDate() == null ? null : task.getDueDate().toInstant().atOffset(ZoneOffset.UTC));
    }

    /** How a case ended, for the worker it was about, or for whoever opened it where it is about several. */
    static Notice outcome(DelegateExecution end) {
        var worker = (String) end.getVariable(APPLICANT);
        var applicant = worker == null ? (String) end.getVariable(OPENED_BY) : worker;
        return new Notice(
                end.getCurrentActivityId(),
                applicant,
                null,
                null,
                end.getProcessBusinessKey(),
                applicant,
                null,
                null,
                null,
                null,
                null);
    }

    static Notice news(News news) {
        return new Notice(
                news.kind(),
                news.workerId(),
                null,
                null,
                news.caseNumber(),
                news.workerId(),
                null,
                null,
                null,
                null,
                null);
    }

    static String applicant(DelegateTask task) {
        return (String) task.getVariable(APPLICANT);
    }

    Notice by(String person) {
        return new Notice(kind, recipient, group, person, caseNumber, about, holder, task, taskName, stage, dueAt);
    }

    Notice to(String person) {
        return new Notice(kind, person, null, actor, caseNumber, about, holder, task, taskName, stage, dueAt);
    }

    Notice toGroup(String members) {
        return new Notice(kind, null, members, actor, caseNumber, about, holder, task, taskName, stage, dueAt);
    }

    /** One to whoever holds the task, or to each person and group that is asked; not to who did it. */
    List<Notice> toHolders(DelegateTask asked) {
        if (asked.getAssignee() != null) {
            return asked.getAssignee().equals(actor) ? List.of() : List.of(to(asked.getAssignee()));
        }
        return asked.getCandidates().stream()
                .filter(link -> link.getUserId() == null || !link.getUserId().equals(actor))
                .map(link -> link.getUserId() == null ? toGroup(link.getGroupId()) : to(link.getUserId()))
                .toList();
    }
}
