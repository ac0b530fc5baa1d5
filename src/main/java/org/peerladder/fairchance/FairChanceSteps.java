package org.peerladder.fairchance;

import static org.peerladder.fairchance.FairChanceProcess.*;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.peerladder.Refusal;
import org.peerladder.cases.CaseVariables;
import org.peerladder.engine.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code fair-chance-check.bpmn} asks of us, one bean per step: what is said leaves the engine before anybody could read it there. */
@Configuration(proxyBeanMethods = false)
class FairChanceSteps {

    private final FairChanceFiles files;
    private final FairChance facts;
    private final FirstCalls firstCalls;
    private final IdentityService identity;
    private final Clock clock;

    FairChanceSteps(
            FairChanceFiles files, FairChance facts, FirstCalls firstCalls, IdentityService identity, Clock clock) {
        this.files = files;
        this.facts = facts;
        this.firstCalls = firstCalls;
        this.identity = identity;
        this.clock = clock;
    }

    /** Not before the conditional offer, and not without a law that asks for it. */
    @Bean
    ExecutionListener openCheck() {
        return check -> files.open(
                check.getProcessInstanceId(),
                check.getProcessBusinessKey(),
                CaseVariables.APPLICANT.get(check),
                CITE.find(check)
                        .orElseThrow(() ->
                                new Refusal(CITE.name(), "No law is named that asks for a check, so there is none.")),
                STATE.find(check).orElse(""),
                CONDITIONAL_OFFER_ON.find(check).map(LocalDate::parse),
                LocalDate.now(clock));
    }

    @Bean
    TaskListener nameSecondReader() {
        return task -> {
            var named = SECOND_READER.find(task).orElse("");
            if (facts.mayBeNamed(task).stream().noneMatch(each -> each.id().equals(named))) {
                throw new Refusal(
                        SECOND_READER.name(), "\"" + named + "\" cannot read this check; choose from the list.");
            }
            files.secondReader(instance(task), named);
        };
    }

    @Bean
    TaskListener consentToCheck() {
        return task -> {
            files.consent(instance(task), CONSENT.get(task));
            forget(task, CONSENT);
        };
    }

    @Bean
    TaskListener recordCheckOutcome() {
        return task -> {
            files.outcome(instance(task), OUTCOME.get(task), actor(task));
            forget(task, OUTCOME);
        };
    }

    @Bean
    TaskListener respondToReport() {
        return task -> {
            files.response(
                    instance(task),
                    RESPONSE.find(task).orElse(null),
                    DISPUTES.find(task).orElse(false));
            forget(task, RESPONSE, DISPUTES);
        };
    }

    @Bean
    TaskListener resolveDispute() {
        return task -> {
            files.dispute(instance(task), "corrected".equals(DISPUTE_RESOLVED.get(task)));
            forget(task, DISPUTE_RESOLVED);
        };
    }

    /** Every factor of the table has a finding. */
    @Bean
    TaskListener assessIndividually() {
        return task -> {
            var findings = FINDINGS.find(task).orElse(Map.of());
            var missing = IntStream.rangeClosed(1, facts.factorCount(task))
                    .mapToObj(number -> "factor" + number)
                    .filter(factor ->
                            findings.get(factor) == null || findings.get(factor).isBlank())
                    .map(factor -> new Refusal.Fault(FINDINGS.name() + "." + factor, "weigh this factor too."))
                    .toList();
            if (!missing.isEmpty()) {
                throw new Refusal(missing);
            }
            files.assess(instance(task), FINDINGS_TEXT.get(task), RESULT.get(task), actor(task));
            forget(task, FINDINGS, RESULT);
        };
    }

    /** A second person. */
    @Bean
    TaskListener secondReading() {
        return task -> {
            if (actor(task).equals(files.get(instance(task)).assessedBy())) {
                throw new Refusal("task", "You have assessed it; somebody else reads it a second time.", "conflict");
            }
            files.secondView(instance(task), SECOND_VIEW.get(task), actor(task));
            forget(task, SECOND_VIEW);
        };
    }

    @Bean
    TaskListener considerAlternative() {
        return task -> {
            files.alternative(instance(task), ALTERNATIVE.get(task));
            forget(task, ALTERNATIVE);
        };
    }

    /** All that leaves is whether the candidate goes on. Without another wish the person keeps the first call on the next post. */
    @Bean
    ExecutionListener closeCheck() {
        return check -> {
            var file = files.get(check.getProcessInstanceId());
            GOES_ON.set(check, file.goesOn());
            if (Boolean.TRUE.equals(file.consent()) && !file.goesOn() && !"neither".equals(file.alternative())) {
                firstCalls.give(file.candidateId());
            }
            files.close(file.instanceId(), LocalDate.now(clock), facts.keepUntil());
        };
    }

    private static void forget(DelegateTask task, ProcessVariable<?>... said) {
        for (var variable : said) {
            task.removeVariable(variable.name());
        }
    }

    private static String instance(DelegateTask task) {
        return task.getProcessInstanceId();
    }

    private String actor(DelegateTask task) {
        var session = identity.getCurrentAuthentication();
        return session == null ? task.getAssignee() : session.getUserId();
    }
}
