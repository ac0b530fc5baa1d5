package org.peerladder;

import static org.peerladder.TestAgency.form;
import static org.peerladder.TestAgency.json;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;

/**
 * One promotion from the request to the new position, by the shortest way. Each step can be watched by itself: what a
 * person submits, and what the engine does in jobs afterwards. Finding the task is not part of a step.
 */
final class WholePromotion {

    /** Does the step, and measures it. */
    interface Watch {

        void step(String name, Runnable step);
    }

    private final ProcessEngine engine;
    private final TestAgency agency;
    private final Watch watch;

    WholePromotion(ProcessEngine engine, TestAgency agency, Watch watch) {
        this.engine = engine;
        this.agency = agency;
        this.watch = watch;
    }

    /** Of the worker {@code ana}; she has not been promoted before. */
    ProcessInstance play() {
        var request = asks(form(
                "targetPosition", "peer-2", "careerGoal", "Mentor people who are new here", "keepDirectService", true));
        runs(request, "businessRuleTask_assessEligibility");
        answers("marcus", request, "userTask_endorse", form("endorsement", "endorse"));
        answers("ana", request, "userTask_nameConflicts", form("conflicts", json("[\"jon\"]")));
        runs(request, "businessRuleTask_panelRule");
        answers("lena", request, "userTask_seatPanel", form("panelists", json("[\"eli\",\"fay\",\"dee\"]")));
        for (var reviewer : List.of("eli", "fay", "dee")) {
            answers(
                    reviewer,
                    request,
                    "userTask_review",
                    form("ballot", "promote", "strengths", "Calm and clear", "growth", "Delegating more"));
        }
        runs(request, "userTask_review");
        runs(request, "businessRuleTask_panelOutcome");
        runs(request, "businessRuleTask_determinePay");
        answers(
                "lena",
                request,
                "userTask_confirmOffer",
                form("hourlyRate", "26.40", "effectiveDate", LocalDate.now().plusDays(30) + "", "funding", "funded"));
        answers("ana", request, "userTask_considerOffer", form("offerDecision", "accept", "announce", false));
        runs(request, "event_effectiveDateReached");
        return request;
    }

    private ProcessInstance asks(Map<String, Object> form) {
        var definition = agency.latest("promotion");
        var started = new ProcessInstance[1];
        as(
                "ana",
                "startEvent_requested",
                () -> started[0] = engine.getFormService().submitStartForm(definition, form));
        return started[0];
    }

    private void answers(String person, ProcessInstance request, String taskKey, Map<String, Object> form) {
        var task = agency.taskOf(person, request, taskKey);
        as(person, taskKey, () -> agency.submits(task, form));
    }

    private void as(String person, String name, Supplier<?> step) {
        agency.as(person, () -> {
            watch.step(name, step::get);
            return null;
        });
    }

    private void runs(ProcessInstance request, String activity) {
        for (var job : agency.jobsAt(request, activity)) {
            watch.step("job." + activity, () -> engine.getManagementService().executeJob(job.getId()));
        }
    }
}
