package org.peerladder.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.peerladder.access.Belonging;
import org.peerladder.access.Supervision;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.peerladder.notices.Deadlines.Deadline;
import org.peerladder.policy.WorkingDays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what is due: reminds, asks others too, and at the end says that we are late. It never answers for anybody. Each
 * task has a transaction of its own, and one turn per sweep: a clock that jumps ahead does not run through all groups
 * at once.
 */
@Component
public class DeadlineSweep {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineSweep.class);

    /** After this time a task whose turn failed has another one. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Deadlines deadlines;
    private final Outbox outbox;
    private final WorkingDays calendar;
    private final Supervision supervision;
    private final Career career;
    private final ProcessEngine engine;
    private final TransactionTemplate each;
    private final Clock clock;

    DeadlineSweep(
            Deadlines deadlines,
            Outbox outbox,
            WorkingDays calendar,
            Supervision supervision,
            Career career,
            ProcessEngine engine,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.deadlines = deadlines;
        this.outbox = outbox;
        this.calendar = calendar;
        this.supervision = supervision;
        this.career = career;
        this.engine = engine;
        this.each = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(cron = "${peerladder.deadlines.sweep}")
    public void sweep() {
        var now = OffsetDateTime.now(clock);
        Deadline last = null;
        for (var page = deadlines.due(now, null); !page.isEmpty(); page = deadlines.due(now, last)) {
            page.forEach(due -> turn(due, now));
            last = page.get(page.size() - 1);
        }
    }

    private void turn(Deadline due, OffsetDateTime now) {
        try {
            each.executeWithoutResult(transaction -> {
                // The engine writes first, as when somebody does the task at this moment: neither waits for the other
                // twice
                if (!act(due, now).map(done -> deadlines.replace(due, done)).orElse(true)) {
                    transaction.setRollbackOnly();
                }
            });
        } catch (RuntimeException e) {
            // Where another node, or whoever has the task, was a moment quicker, nothing is left to do
            if (deadlines.postpone(due, now.plus(PATIENCE))) {
                LOG.warn("What is due at task {} could not be done and is tried again later", due.task(), e);
            }
        }
    }

    /** What is left to do; empty if nothing was done now. */
    private Optional<Deadline> act(Deadline due, OffsetDateTime now) {
        var commands = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired();
        return commands.execute(context -> {
            var task = context.getTaskManager().findTaskById(due.task());
            if (task == null) {
                deadlines.close(Set.of(due.task()));
            } else if (task.isSuspended()) {
                deadlines.postpone(due, now.plus(PATIENCE));
            } else if (due.escalateAt() != null && !due.escalateAt().isAfter(now)) {
                return Optional.of(escalate(task, due, now));
            } else {
                remind(task);
                return Optional.of(due.reminded());
            }
            return Optional.empty();
        });
    }

    private void remind(TaskEntity task) {
        outbox.write(Notice.of("task-reminder", task).toHolders(task));
    }

    private Deadline escalate(TaskEntity task, Deadline due, OffsetDateTime now) {
        var terms = TaskTerms.of(task);
        var own = Belonging.toTheWorker(task);
        for (int step = due.step(); step < terms.escalateTo().size(); step++) {
            var group = terms.escalateTo().get(step);
            if (own || Belonging.toOneReviewer(task) ? tell(task, group, own) : ask(task, group)) {
                var next = terms.escalateAfter().map(calendar::fromNow).map(ZonedDateTime::toOffsetDateTime);
                return due.escalated(step + 1, next.orElse(null));
            }
        }
        if (own) {
            // Nobody is late with what nobody but they may decide
            return due.escalated(due.step(), null);
        }
        if (Notice.applicant(task) != null) {
            outbox.write(List.of(Notice.of("case-late", task).to(Notice.applicant(task))));
        }
        return due.late(now);
    }

    /** What is one person's alone stays theirs: the group learns that it waits, so that somebody helps. */
    private boolean tell(TaskEntity task, String group, boolean own) {
        var told = supervision.whoActsFor(group, Notice.applicant(task));
        var notice = Notice.of(own ? "worker-waits" : "review-late", task);
        outbox.write(told.stream().map(member -> notice.to(member.id())).toList());
        return !told.isEmpty();
    }

    /**
     * Asks this group too, without those in conflict. Whoever held the task may do it as before, but anybody asked may
     * take it on now.
     *
     * @return false if there is nobody new in it, so that it is the next group's turn at once
     */
    private boolean ask(TaskEntity task, String group) {
        var asked = asked(task);
        var others = supervision.whoActsFor(group, Notice.applicant(task));
        if (asked.containsAll(others.stream().map(Worker::id).toList())) {
            return false;
        }
        outbox.write(Notice.of("task-shared", task).toHolders(task));
        var notice = Notice.of("task-escalated", task);
        outbox.write(others.stream()
                .filter(other -> !asked.contains(other.id()))
                .map(other -> notice.to(other.id()))
                .toList());
        if (others.equals(career.members(group))) {
            task.addCandidateGroup(group);
        } else {
            task.addCandidateUsers(others.stream().map(Worker::id).toList());
        }
        if (task.getAssignee() != null) {
            task.addCandidateUser(task.getAssignee());
            engine.getTaskService().setAssignee(task.getId(), null);
        }
        return true;
    }

    /** Everybody who could act by now. */
    private Set<String> asked(TaskEntity task) {
        var asked = new HashSet<String>();
        if (task.getAssignee() != null) {
            asked.add(task.getAssignee());
        }
        for (var link : task.getCandidates()) {
            if (link.getUserId() != null) {
                asked.add(link.getUserId());
            } else {
                career.members(link.getGroupId()).stream().map(Worker::id).forEach(asked::add);
            }
        }
        return asked;
    }
}
