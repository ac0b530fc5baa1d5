package org.peerladder.promotion;

import static org.peerladder.cases.CaseVariables.APPLICANT;
import static org.peerladder.cases.CaseVariables.TARGET_POSITION;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.peerladder.cases.News;
import org.peerladder.engine.UsedByDiagrams;
import org.peerladder.policy.Assessments;
import org.peerladder.policy.PolicyGap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Growth plans that were agreed: the record is read again every day, and the worker is told once when everything is there.
 * They ask again themselves; nothing is decided here.
 */
@Component("rememberGrowthPlan")
@UsedByDiagrams
class GrowthPlans implements ExecutionListener {

    /** {@code mails/growth-plan-met.txt}. */
    private static final String MET = "growth-plan-met";

    private static final int PAGE = 200;

    private static final Logger LOG = LoggerFactory.getLogger(GrowthPlans.class);

    private record Plan(String workerId, String targetPosition, String caseNumber) {}

    private final JdbcClient jdbc;
    private final Career career;
    private final Assessments assessments;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;
    private final Clock clock;

    GrowthPlans(
            JdbcClient jdbc,
            Career career,
            Assessments assessments,
            ApplicationEventPublisher events,
            TransactionOperations transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.career = career;
        this.assessments = assessments;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A newer plan for the same position takes the place of an older one. */
    @Override
    public void notify(DelegateExecution execution) {
        var worker = APPLICANT.get(execution);
        var target = TARGET_POSITION.get(execution);
        forget(worker, target);
        jdbc.sql("insert into growth_plan (worker_id, target_position, case_number, agreed_on) values (?, ?, ?, ?)")
                .params(worker, target, execution.getProcessBusinessKey(), LocalDate.now(clock))
                .update();
    }

    /** Who asks again knows where they stand. */
    void forget(String workerId, String targetPosition) {
        jdbc.sql("delete from growth_plan where worker_id = ? and target_position = ?")
                .params(workerId, targetPosition)
                .update();
    }

    /** Time alone can fulfil a requirement, so every plan is looked at, not only those whose record has changed. */
    @Scheduled(cron = "${peerladder.growth-plans.sweep}")
    public void sweep() {
        var page = after("");
        while (!page.isEmpty()) {
            for (var plan : page) {
                try {
                    tellIfMet(plan);
                } catch (PolicyGap gap) {
                    // A table that is wrong for one position keeps nobody else waiting
                    LOG.error("Growth plan {} cannot be looked at", plan.caseNumber(), gap);
                }
            }
            page = after(page.get(page.size() - 1).workerId());
        }
    }

    /** Whole people only: a page ends behind the last plan of a worker. */
    private List<Plan> after(String workerId) {
        return jdbc.sql(
                        """
                        select worker_id, target_position, case_number from growth_plan
                        where told_on is null and worker_id > ?
                        order by worker_id fetch first %d rows with ties
                        """
                                .formatted(PAGE))
                .param(workerId)
                .query((row, number) -> new Plan(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    /** Each in a transaction of its own; of several nodes only the one that marks the plan tells the worker. */
    private void tellIfMet(Plan plan) {
        transaction.executeWithoutResult(status -> {
            var today = LocalDate.now(clock);
            if (career.worker(plan.workerId()).filter(Worker::active).isEmpty()) {
                forget(plan.workerId(), plan.targetPosition());
            } else if (assessments
                            .assess(career.record(plan.workerId()), plan.targetPosition(), today)
                            .eligible()
                    && marked(plan, today)) {
                events.publishEvent(new News(MET, plan.workerId(), plan.caseNumber()));
            }
        });
    }

    private boolean marked(Plan plan, LocalDate today) {
        return jdbc.sql("update growth_plan set told_on = ?"
                                + " where worker_id = ? and target_position = ? and told_on is null")
                        .params(today, plan.workerId(), plan.targetPosition())
                        .update()
                == 1;
    }
}
