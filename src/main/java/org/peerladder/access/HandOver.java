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
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.peerladder.access.Substitutes.Substitute;
import org.peerladder.audit.AuditTrail;
import org.peerladder.engine.ApplicationRights;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets a substitute see and complete what is in the hands of somebody who is away. The task stays in those hands, so that
 * it is theirs again when the time is over. A task that nobody holds needs none of this: its whole group is asked.
 *
 * <p>Never handed over: what belongs to the worker whom the case is about, and what was given by name in a private
 * process, such as a ballot. Never to somebody in conflict with the worker, nor to somebody without the role in which
 * the holder acts.
 */
@Component
class HandOver {

    /** How a substitute is linked to the task. Not as a candidate: then its holder could put it back, and nobody would hold it. */
    static final String SUBSTITUTE = "substitute";

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
        offerTasksOf(named.personId());
        audit.done("name-substitute", null, named.substituteId());
    }

    @Transactional
    public void remove(String personId) {
        substitutes.remove(personId);
        offerTasksOf(personId);
        audit.done("remove-substitute", null, null);
    }

    /** Days pass: whose time begins is offered the tasks, whose time is over is not any more. */
    @Scheduled(cron = "${peerladder.substitutes.sweep}")
    @Transactional
    public void sweep() {
        substitutes.locked().forEach(named -> offerTasksOf(named.personId()));
        substitutes.removeEnded();
    }

    /** Whether this person may complete the task, today, in place of whoever holds it. */
    boolean mayActFor(DelegateTask task, String actor) {
        return substituteFor(task).filter(actor::equals).isPresent();
    }

    @EventListener(condition = "#task.eventName == 'assignment'")
    public void offer(DelegateTask task) {
        var wanted = substituteFor(task);
        var links = ((TaskEntity) task).getIdentityLinks();
        for (var link : links.stream()
                .filter(link -> link.getType().equals(SUBSTITUTE))
                .filter(link -> wanted.filter(link.getUserId()::equals).isEmpty())
                .toList()) {
            withdraw(task, link.getUserId());
        }
        wanted.filter(id -> links.stream().noneMatch(link -> id.equals(link.getUserId())))
                .ifPresent(id -> task.addUserIdentityLink(id, SUBSTITUTE));
    }

    private static void withdraw(DelegateTask task, String userId) {
        task.deleteUserIdentityLink(userId, SUBSTITUTE);
        if (!userId.equals(task.getAssignee())) {
            // The engine gives the right to read and work on a task together with the link, but does not take it back
            Context.getCommandContext()
                    .getAuthorizationManager()
                    .deleteAuthorizationsByResourceIdAndUserId(Resources.TASK, task.getId(), userId);
        }
    }

    private void offerTasksOf(String personId) {
        var commands = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired();
        rights.run(() -> commands.execute(context -> {
            engine.getTaskService().createTaskQuery().taskAssignee(personId).active().list().stream()
                    .map(DelegateTask.class::cast)
                    .forEach(this::offer);
            return null;
        }));
    }

    private Optional<String> substituteFor(DelegateTask task) {
        if (task.getAssignee() == null || staysWithItsHolder(task)) {
            return Optional.empty();
        }
        var applicant = (String) task.getVariable("applicantId");
        return substitutes
                .of(task.getAssignee())
                .map(Substitute::substituteId)
                .filter(id -> applicant == null || !conflicts.of(applicant).contains(id))
                .filter(id -> hasRoleFor(task, id));
    }

    private static boolean staysWithItsHolder(DelegateTask task) {
        var byName = model(task).getCamundaAssignee();
        return TaskGuard.THE_WORKERS_OWN.equals(byName)
                || byName != null
                        && AccessTable.PRIVATE_PROCESSES.contains(
                                ((TaskEntity) task).getProcessDefinition().getKey());
    }

    /** The role in which the holder acts is that of the group that is asked; where none is, any that the holder has. */
    private boolean hasRoleFor(DelegateTask task, String substitute) {
        var roles = substitutes.actingRoles(task.getAssignee());
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
