package org.peerladder.access;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.peerladder.Refusal;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Conflict wins over every right, in every task of every process: who is in conflict with the worker is no candidate,
 * cannot take the task and cannot complete it. A task in somebody's hands is completed by nobody else.
 */
@Component
class TaskGuard {

    private final Conflicts conflicts;
    private final Supervision supervision;
    private final HandOver handOver;
    private final IdentityService identity;
    private final TaskService tasks;

    TaskGuard(
            Conflicts conflicts,
            Supervision supervision,
            HandOver handOver,
            IdentityService identity,
            TaskService tasks) {
        this.conflicts = conflicts;
        this.supervision = supervision;
        this.handOver = handOver;
        this.tasks = tasks;
        this.identity = identity;
    }

    /** Replaces a candidate group that holds someone in conflict by its other members, or by its stand-in if none is left. */
    @Order(0)
    @EventListener(condition = "#task.eventName == 'create'")
    public void narrowCandidates(DelegateTask task) {
        var conflicted = conflicts.in(task);
        if (conflicted.isEmpty()) {
            return;
        }
        var groups = task.getCandidates().stream()
                .filter(link -> link.getType().equals(IdentityLinkType.CANDIDATE))
                .map(IdentityLink::getGroupId)
                .filter(group -> group != null)
                .toList();
        groups.forEach(group -> narrow(task, group, conflicted));
    }

    private void narrow(DelegateTask task, String group, Set<String> conflicted) {
        var inConflict = identity.createUserQuery()
                .userIdIn(conflicted.toArray(String[]::new))
                .memberOfGroup(group)
                .count();
        if (inConflict == 0) {
            return;
        }
        askNoMore((TaskEntity) task, group);
        var lawful = lawfulMembers(group, conflicted);
        if (lawful.isEmpty()) {
            lawful = lawfulMembers(supervision.standInFor(group), conflicted);
        }
        task.addCandidateUsers(lawful);
    }

    /**
     * The engine would look for the candidate in the database only, where that of a new task does not stand yet, and would
     * leave the group its right to read and work on the task.
     */
    private static void askNoMore(TaskEntity task, String group) {
        var links = task.getIdentityLinks().stream()
                .filter(link -> group.equals(link.getGroupId()))
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .toList();
        links.forEach(IdentityLinkEntity::delete);
        task.getIdentityLinks().removeAll(links);
        Context.getCommandContext()
                .getAuthorizationManager()
                .deleteAuthorizationsByResourceIdAndGroupId(Resources.TASK, task.getId(), group);
    }

    private List<String> lawfulMembers(String group, Set<String> conflicted) {
        return identity.createUserQuery().memberOfGroup(group).list().stream()
                .map(User::getId)
                .filter(id -> !conflicted.contains(id))
                .toList();
    }

    @EventListener(condition = "#task.eventName == 'assignment'")
    public void guardAssignment(DelegateTask task) {
        refuseConflicted(task, task.getAssignee());
    }

    @EventListener(condition = "#task.eventName == 'complete'")
    public void guardCompletion(DelegateTask task) {
        var session = identity.getCurrentAuthentication();
        if (session == null) {
            return;
        }
        refuseConflicted(task, session.getUserId());
        if (task.getAssignee() != null && !task.getAssignee().equals(session.getUserId())) {
            throw new Refusal(
                    "task", "This task is in somebody else's hands, so only they can complete it.", "held-by-another");
        }
        if (task.getOwner() != null) {
            if (!handOver.isStillOn(task)) {
                throw new Refusal(
                        "task",
                        "You no longer act for " + name(task.getOwner()) + ", so the task goes back to them.",
                        "held-by-another");
            }
            tasks.createComment(task.getId(), null, "Done on behalf of " + name(task.getOwner()) + ".");
        }
    }

    private void refuseConflicted(DelegateTask task, String actor) {
        if (actor == null || Belonging.toTheWorker(task)) {
            return;
        }
        if (conflicts.in(task).contains(actor)) {
            throw new Refusal(
                    "task",
                    actor.equals(applicant(task))
                            ? "Nobody decides in their own request. Somebody else will."
                            : applicant(task) == null
                                            || conflicts.of(applicant(task)).contains(actor)
                                    ? "You should not decide about this person, so somebody else will."
                                    : "You have decided in this request before. This step is for somebody else.",
                    "conflict");
        }
    }

    private String name(String userId) {
        var user = identity.createUserQuery().userId(userId).singleResult();
        return user == null ? userId : user.getFirstName() + " " + user.getLastName();
    }

    private static String applicant(DelegateTask task) {
        return (String) task.getVariable("applicantId");
    }
}
