package org.peerladder.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.peerladder.Refusal;
import org.peerladder.audit.AuditTrail.Entry;
import org.peerladder.engine.SealedProcesses;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Notes every command that a person gives to the engine, over whichever route: those that change something when they are
 * done, in the transaction that does it; and all, reading included, that are refused, after the rollback. Two
 * interceptors: the outer one sees how it ended, the inner one, in the transaction, sees which case it was about.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class AuditedCommands extends AbstractProcessEnginePlugin {

    private static final String ENGINE = "org.camunda.bpm.engine.impl.";

    /** Commands that change nothing, and those that only make an object which is saved by another one. */
    private static final Pattern READING =
            Pattern.compile("(Get|Is|Find|Determine|ExecuteFilter|EvaluateDecision|AuthorizationCheck|CheckPassword).*"
                    + "|Create(User|Group|Tenant|Authorization|Filter|Task|MigrationPlan)(Cmd|Command)"
                    + "|\\w*(Query|Report)\\w*");

    private static final Pattern ID = Pattern.compile("[\\w:.*@-]{1,100}");

    /** What is known of the outermost command that runs on this thread. */
    private static final class Attempt {

        private final String person;
        private final Command<?> command;
        private String caseNumber;
        private String subject;
        private String holder;

        Attempt(String person, Command<?> command) {
            this.person = person;
            this.command = command;
        }

        void look() {
            var context = Context.getCommandContext();
            var seen = context.getDbEntityManager();
            var tasks = seen.getCachedEntitiesByType(TaskEntity.class).stream()
                    .filter(task -> !seen.getDbEntityCache().isTransient(task))
                    .toList();
            if (tasks.size() == 1) {
                var task = tasks.get(0);
                subject = SealedProcesses.keyOf(task);
                holder = task.getOwner() == null ? task.getAssignee() : task.getOwner();
                if (task.getProcessInstanceId() != null) {
                    context.getExecutionManager().findExecutionById(task.getProcessInstanceId());
                }
            }
            var numbers = seen.getCachedEntitiesByType(ExecutionEntity.class).stream()
                    .map(ExecutionEntity::getBusinessKey)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            caseNumber = numbers.size() == 1 ? numbers.get(0) : null;
            seen.getCachedEntitiesByType(DeploymentEntity.class).forEach(each -> subject = each.getName());
        }

        Entry entry(String refused) {
            return new Entry(person, words(nameOf(command)), caseNumber, subject, holder, refused);
        }
    }

    private final AuditTrail trail;
    private final ThreadLocal<Attempt> current = new ThreadLocal<>();
    private IdentityService identity;

    AuditedCommands(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        identity = engine.getIdentityService();
        engine.setCustomPreCommandInterceptorsTxRequired(
                plus(new HowItEnded(), engine.getCustomPreCommandInterceptorsTxRequired()));
        engine.setCustomPostCommandInterceptorsTxRequired(
                plus(new WhatItIsAbout(), engine.getCustomPostCommandInterceptorsTxRequired()));
    }

    private static List<CommandInterceptor> plus(CommandInterceptor first, List<CommandInterceptor> others) {
        var all = new ArrayList<>(List.of(first));
        if (others != null) {
            all.addAll(others);
        }
        return all;
    }

    private final class HowItEnded extends CommandInterceptor {

        @Override
        public <T> T execute(Command<T> command) {
            if (Context.getCommandContext() != null
                    || Context.getJobExecutorContext() != null
                    || nameOf(command).isEmpty()
                    || identity.getCurrentAuthentication() == null) {
                return next.execute(command);
            }
            var attempt = new Attempt(identity.getCurrentAuthentication().getUserId(), command);
            current.set(attempt);
            try {
                return next.execute(command);
            } catch (AuthorizationException e) {
                if (attempt.subject == null
                        && ID.matcher(String.valueOf(e.getResourceId())).matches()) {
                    attempt.subject = e.getResourceType() + " " + e.getResourceId();
                }
                refused(attempt, "not-authorized");
                throw e;
            } catch (RuntimeException e) {
                var refusal = Refusal.in(e);
                if (refusal.isPresent() && changes(command)) {
                    refused(attempt, refusal.get().reason());
                }
                throw e;
            } finally {
                current.remove();
            }
        }

        private void refused(Attempt attempt, String why) {
            trail.refused(attempt.entry(why));
        }
    }

    private final class WhatItIsAbout extends CommandInterceptor {

        @Override
        public <T> T execute(Command<T> command) {
            var attempt = current.get();
            if (attempt == null || attempt.command != command) {
                return next.execute(command);
            }
            T result;
            try {
                result = next.execute(command);
            } catch (RuntimeException e) {
                try {
                    attempt.look();
                } catch (RuntimeException unanswered) {
                    // After an error of its own a database answers nothing more in that transaction
                    e.addSuppressed(unanswered);
                }
                throw e;
            }
            if (changes(command)) {
                attempt.look();
                trail.insert(attempt.entry(null));
            }
            return result;
        }
    }

    private static boolean changes(Command<?> command) {
        return !READING.matcher(nameOf(command)).matches();
    }

    /** The engine's name for it, also where we have a command of our own in its place; empty for what the engine does inside. */
    private static String nameOf(Command<?> command) {
        Class<?> type = command.getClass();
        while (!type.getName().startsWith(ENGINE)) {
            type = type.getSuperclass();
            if (type == null) {
                return "";
            }
        }
        return type.getSimpleName();
    }

    private static String words(String name) {
        return name.replaceAll("(Cmd|Command|Impl)(Typed)?$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }
}
