package org.peerladder.access;

import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.peerladder.access.Substitutes.Substitute;
import org.peerladder.audit.AuditTrail;
import org.peerladder.engine.ApplicationRights;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts what is in the hands of somebody who is away into those of their substitute, and back when the time is over. Who it
 * is done for stays on the task as its owner, so that Tasklist shows an ordinary task and the history says on whose
 * behalf. A task that nobody holds needs none of this: its whole group is asked.
 *
 * <p>Never handed over: what belongs to the worker whom the case is about, and what was given by name in a private
 * process, such as a ballot. Never to somebody in conflict with the worker, nor to somebody without the role in which
 * the holder acts.
 */
@Component
class HandOver {

    private final Substitutes substitutes;
    private final Conflicts conflicts;
    private final ApplicationRights rights;
    private final ProcessEngine engine;
    private final AuditTrail audit;

    HandOver(
            Substitutes substitutes,
            Conflicts conflicts,
            ApplicationRights rights,
            ProcessEngine engine,
            AuditTrail audit) {
        this.audit = audit;
        this.substitutes = substitutes;
        this.conflicts = conflicts;
        this.rights = rights;
        this.engine = engine;
    }

    @Transactional
    public void name(Substitute named) {
        substitutes.name(named);
        placeTasksOf(named.personId());
        audit.done("name-substitute", null, named.substituteId());
    }

    @Transactional
    public void remove(String personId) {
        substitutes.remove(personId);
        placeTasksOf(personId);
        audit.done("remove-substitute", null, null);
    }

    /** Days pass: whose time begins is given the tasks, and whose time is over gives them back. */
    @Scheduled(cron = "${peerladder.substitutes.sweep}")
    @Transactional
    public void sweep() {
        substitutes.locked().forEach(named -> placeTasksOf(named.personId()));
        substitutes.removeEnded();
    }

    /** Whether whoever has the task on somebody's behalf may still do it today. */
    boolean isStillOn(DelegateTask task) {
        return substituteFor(task, task.getOwner())
                .filter(task.getAssignee()::equals)
                .isPresent();
    }

    /** Before anybody is told of the task. */
    @Order(0)
    @EventListener(condition = "#task.eventName == 'create'")
    public void place(DelegateTask task) {
        var holder = task.getOwner() == null ? task.getAssignee() : task.getOwner();
        if (holder == null) {
            return;
        }
        var actor = substituteFor(task, holder).orElse(holder);
        var before = task.getAssignee();
        if (actor.equals(before)) {
            return;
        }
        task.setOwner(actor.equals(holder) ? null : holder);
        task.setAssignee(actor);
        if (before != null && !before.equals(holder)) {
            closeTo(before, task);
        }
    }

    /** Who is given the task by other ways, or puts it back to its group, does not act for the one who was away. */
    @EventListener(condition = "#task.eventName == 'assignment'")
    public void endOfActing(DelegateTask task) {
        var owner = task.getOwner();
        if (owner != null
                && substituteFor(task, owner)
                        .filter(actor -> actor.equals(task.getAssignee()))
                        .isEmpty()) {
            task.setOwner(null);
        }
    }

    /** The engine gives the right to read and work on a task together with the task, but does not take it back. */
    private static void closeTo(String userId, DelegateTask task) {
        Context.getCommandContext()
                .getAuthorizationManager()
                .deleteAuthorizationsByResourceIdAndUserId(Resources.TASK, task.getId(), userId);
    }

    private void placeTasksOf(String personId) {
        var commands = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired();
        rights.run(() -> commands.execute(context -> {
            engine
                    .getTaskService()
                    .createTaskQuery()
                    .or()
                    .taskAssignee(personId)
                    .taskOwner(personId)
                    .endOr()
                    .active()
                    .list()
                    .stream()
                    .map(DelegateTask.class::cast)
                    .forEach(this::place);
            return null;
        }));
    }

    private Optional<String> substituteFor(DelegateTask task, String holder) {
        if (Belonging.toTheWorker(task) || Belonging.toOneReviewer(task)) {
            return Optional.empty();
        }
        var applicant = (String) task.getVariable("applicantId");
        return substitutes
                .of(holder)
                .map(Substitute::substituteId)
                .filter(id -> applicant == null || !conflicts.in(task).contains(id))
                .filter(id -> hasRoleFor(task, holder, id));
    }

    /** The role in which the holder acts is that of the group that is asked; where none is, any that the holder has. */
    private boolean hasRoleFor(DelegateTask task, String holder, String substitute) {
        var roles = substitutes.actingRoles(holder);
        var asked = Stream.concat(
                        task.getCandidates().stream().map(IdentityLink::getGroupId),
                        model(task).getCamundaCandidateGroupsList().stream())
                .collect(Collectors.toSet());
        var asking = EnumSet.copyOf(roles);
        asking.removeIf(role -> !asked.contains(role.id()));
        var needed = asking.isEmpty() ? roles : asking;
        return !needed.isEmpty() && substitutes.hasRoles(substitute, needed);
    }

    private static UserTask model(DelegateTask task) {
        return (UserTask) task.getBpmnModelElementInstance();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Scheduling {}
}
