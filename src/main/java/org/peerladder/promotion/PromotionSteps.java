package org.peerladder.promotion;

import static org.peerladder.cases.CaseVariables.APPLICANT;
import static org.peerladder.cases.CaseVariables.ASSESSMENT;
import static org.peerladder.cases.CaseVariables.TARGET_POSITION;
import static org.peerladder.promotion.PromotionProcess.*;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.peerladder.Refusal;
import org.peerladder.career.Career;
import org.peerladder.cases.CaseNumbers;
import org.peerladder.engine.ApplicationRights;
import org.peerladder.panel.PanelProcess;
import org.peerladder.policy.AssessmentJson;
import org.peerladder.policy.Assessments;
import org.peerladder.policy.CareerLadder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code promotion.bpmn} asks of us, one bean per step. */
@Configuration(proxyBeanMethods = false)
class PromotionSteps {

    /** Start: who is it about, may they be asked for, and the case number. */
    @Bean
    ExecutionListener openPromotion(
            Career career,
            CareerLadder ladder,
            CaseNumbers numbers,
            GrowthPlans growthPlans,
            IdentityService identity) {
        return execution -> {
            var session = identity.getCurrentAuthentication();
            var actor = session == null ? null : session.getUserId();
            var applicantId = APPLICANT
                    .find(execution)
                    .or(() -> WORKER.find(execution))
                    .orElseGet(() -> {
                        if (actor == null) {
                            throw new Refusal("applicantId", "Say for whom: the staff id of a worker.");
                        }
                        return actor;
                    });
            var worker = career.worker(applicantId)
                    .orElseThrow(() -> new Refusal(
                            "workerId", "There is no worker \"" + applicantId + "\" in the career record."));
            // A recommendation sent by another process has no person behind it; the worker confirms it first.
            var askedBy = actor == null ? applicantId : actor;
            var promotion = Promotion.request(
                    askedBy,
                    worker,
                    ladder.find(worker.position()),
                    ladder.reachableFrom(worker.position()),
                    TARGET_POSITION.find(execution));
            APPLICANT.set(execution, promotion.worker().id());
            execution.removeVariable(WORKER.name());
            ASKED_BY_WORKER.set(execution, applicantId.equals(actor));
            ASKED_BY_NAME.set(
                    execution,
                    actor == null
                            ? "Peer Ladder"
                            : career.worker(actor).orElse(worker).name());
            APPEAL.set(execution, false);
            growthPlans.forget(applicantId, TARGET_POSITION.get(execution));
            execution.setProcessBusinessKey(numbers.next(CASE_NUMBER_PREFIX, KEY, execution));
        };
    }

    /** {@code tier-requirements} beside the career record, folded, then {@code tier-eligibility}. */
    @Bean
    JavaDelegate assessEligibility(Career career, Assessments assessments, AssessmentJson json, Clock clock) {
        return execution -> {
            var record = career.record(APPLICANT.get(execution));
            var assessment = assessments.assess(record, TARGET_POSITION.get(execution), LocalDate.now(clock));
            ASSESSMENT.set(execution, json.write(assessment.requirements()));
            ELIGIBLE.set(execution, assessment.eligible());
            SUMMARY.set(execution, assessment.summary());
            ROUTES.set(execution, assessment.routes());
        };
    }

    @Bean
    TaskListener endorse(IdentityService identity) {
        return task -> {
            Promotion.checkEndorsement(ENDORSEMENT.get(task), COMMENT.find(task));
            var session = identity.getCurrentAuthentication();
            PanelProcess.ENDORSED_BY.set(task, session == null ? task.getAssignee() : session.getUserId());
        };
    }

    /** Each request that helps begins filled in as far as it is known; the worker completes it. */
    @Bean
    ExecutionListener startWhatHelps(GrowthHelp help, RuntimeService runtime, ApplicationRights rights) {
        return execution -> {
            var wanted = HELP_REQUESTS.find(execution).orElse(List.of());
            help.helped(ASSESSMENT.get(execution))
                    .filter(row -> wanted.contains(GrowthHelp.key(row)))
                    .forEach(row ->
                            rights.run(() -> runtime.createMessageCorrelation(GrowthHelp.MESSAGES.get(row.helpedBy()))
                                    .setVariable(APPLICANT.name(), APPLICANT.get(execution))
                                    .setVariable(TARGET_POSITION.name(), TARGET_POSITION.get(execution))
                                    .setVariables(GrowthHelp.known(row))
                                    .correlateStartMessage()));
        };
    }
}
