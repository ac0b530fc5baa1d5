package org.peerladder.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.camunda.spin.plugin.variable.SpinValues;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.peerladder.appointment.AppointmentProcess;
import org.peerladder.mentoring.MentoringProcess;
import org.peerladder.promotion.PromotionProcess;
import org.peerladder.tuition.TuitionProcess;
import org.springframework.core.io.ClassPathResource;

/** What happened in one request, told in order; {@link SamplePlay} plays it. */
final class Story {

    /**
     * @param daysAgo working days before today
     * @param what is done with the request then
     */
    record Step(int daysAgo, Story story, BiConsumer<SamplePlay, Story> what) {

        void happens(SamplePlay play) {
            what.accept(play, story);
        }
    }

    private final String worker;
    private final List<Step> steps = new ArrayList<>();
    private int daysAgo;
    private String number;

    Story(String worker) {
        this.worker = worker;
    }

    List<Step> steps() {
        return steps;
    }

    String worker() {
        return worker;
    }

    /** The request number, once somebody has asked. */
    String number() {
        return number;
    }

    void isCalled(String number) {
        this.number = number;
    }

    /** What follows happened this many working days ago; 0 is now. */
    Story daysAgo(int workingDays) {
        daysAgo = workingDays;
        return this;
    }

    Story asks(String position, String goal) {
        return then((play, story) -> play.ask(
                story,
                worker,
                PromotionProcess.KEY,
                Map.of("targetPosition", position, "careerGoal", goal, "keepDirectService", true)));
    }

    /** The supervisor asks; the worker is to confirm. */
    Story isAskedFor(String supervisor, String position, String goal) {
        return then((play, story) -> play.ask(
                story,
                supervisor,
                PromotionProcess.KEY,
                Map.of("targetPosition", position, "careerGoal", goal, "keepDirectService", true, "workerId", worker)));
    }

    Story chooses(String route) {
        return answers(worker, "userTask_chooseRoute", Map.of("route", route));
    }

    Story showsCompetency(String evidence) {
        return answers(worker, "userTask_chooseRoute", Map.of("route", "competency", "evidence", evidence));
    }

    Story disputes(String fact) {
        return answers(worker, "userTask_chooseRoute", Map.of("route", "dispute", "disputedFact", fact));
    }

    Story plans(String supervisor, String first, String second) {
        return then((play, story) -> play.answer(
                story,
                supervisor,
                "userTask_agreeGrowthPlan",
                Map.of(
                        "planSteps",
                        json(
                                """
                                {"step1": {"what": "%s", "date": "%s", "owner": "Worker", "agencyGives": "Two paid days"},
                                 "step2": {"what": "%s", "date": "%s", "owner": "Supervisor",
                                           "agencyGives": "Three hours a week"}}
                                """
                                        .formatted(
                                                first,
                                                play.today().plusMonths(2),
                                                second,
                                                play.today().plusMonths(4))))));
    }

    Story endorses(String supervisor, String comment) {
        return answers(supervisor, "userTask_endorse", Map.of("endorsement", "endorse", "comment", comment));
    }

    Story saysNotYet(String supervisor, String comment) {
        return answers(supervisor, "userTask_endorse", Map.of("endorsement", "not-yet", "comment", comment));
    }

    /** Names the people who should not decide; nobody if empty. */
    Story names(String... people) {
        return answers(worker, "userTask_nameConflicts", Map.of("conflicts", list(people)));
    }

    Story seats(String... panelists) {
        return answers("lena", "userTask_seatPanel", Map.of("panelists", list(panelists)));
    }

    Story view(String panelist, String ballot) {
        return answers(
                panelist,
                "userTask_review",
                ballot.equals("recuse")
                        ? Map.of("ballot", ballot)
                        : Map.of(
                                "ballot",
                                ballot,
                                "competencyRatings",
                                json("{\"communication\": 4, \"boundaries\": 3, \"teamwork\": 4}"),
                                "strengths",
                                "Listens first, keeps what was promised, and shares what works.",
                                "growth",
                                "Could hand over more, and write down what others can learn from."));
    }

    Story offers(String hourlyRate, String funding, When effective) {
        return then((play, story) -> play.answer(
                story,
                "lena",
                "userTask_confirmOffer",
                Map.of(
                        "hourlyRate",
                        hourlyRate,
                        "funding",
                        funding,
                        "effectiveDate",
                        effective.on(play).toString())));
    }

    Story decides(String offerDecision) {
        var answer = new HashMap<String, Object>(Map.of("offerDecision", offerDecision));
        if (offerDecision.equals("accept")) {
            answer.put("announce", true);
        }
        return answers(worker, "userTask_considerOffer", answer);
    }

    /** @param costs what the form asks for besides: costs, hours, and how to pay */
    Story asksToLearn(
            String category, String course, String provider, When starts, When ends, Map<String, Object> costs) {
        return then((play, story) -> {
            var form = new HashMap<>(costs);
            form.put("category", category);
            form.put("courseTitle", course);
            form.put("provider", provider);
            form.put("startsOn", starts.on(play).toString());
            form.put("endsOn", ends.on(play).toString());
            play.ask(story, worker, TuitionProcess.KEY, form);
        });
    }

    Story givesTime(String supervisor, String coverage) {
        return answers(
                supervisor, "userTask_approveReleaseTime", Map.of("releaseApproved", true, "coveragePlan", coverage));
    }

    Story givesMoney(String person, String amount) {
        return answers(person, "userTask_approveTuition", Map.of("approvedAmount", amount));
    }

    /** The course is over; the receipt is added to the claim. */
    Story claims(String grade, String amount) {
        return then((play, story) -> play.add(story, new ClassPathResource("demo/receipt.pdf")))
                .answers(
                        worker,
                        "userTask_submitClaim",
                        Map.of("completed", true, "grade", grade, "claimedAmount", amount));
    }

    /** @param step an advance or a claim; paid on that day */
    Story pays(String person, String step, String reference) {
        var paidOn = When.workingDaysAgo(daysAgo);
        return then((play, story) -> play.answer(
                story, person, step, Map.of("paidOn", paidOn.on(play).toString(), "reference", reference)));
    }

    Story asksForMentor(String goal, String meeting, String... focusAreas) {
        return asksForMentor(goal, meeting, List.of(focusAreas));
    }

    Story asksForMentor(String goal, String meeting, List<String> focusAreas, String... notWith) {
        return then((play, story) -> play.ask(
                story,
                worker,
                MentoringProcess.KEY,
                Map.of(
                        "mentoringGoal",
                        goal,
                        "preferredMeeting",
                        meeting,
                        "focusAreas",
                        list(focusAreas.toArray(String[]::new)),
                        "languages",
                        list("en"),
                        "notWith",
                        list(notWith))));
    }

    Story choosesMentor(String mentor) {
        return answers(worker, "userTask_chooseMentor", Map.of("mentorId", mentor));
    }

    /** The worker writes down terms, and the mentor changes nothing. */
    Story agrees(String mentor, String goals, int everyDays, When ends) {
        return proposes(worker, goals, everyDays, ends).proposes(mentor, goals, everyDays, ends);
    }

    Story proposes(String person, String goals, int everyDays, When ends) {
        return then((play, story) -> play.answer(
                story,
                person,
                "userTask_agreeMentoring",
                Map.of(
                        "goals", goals,
                        "meetingEveryDays", everyDays,
                        "endsOn", ends.on(play).toString())));
    }

    Story checksIn(String person, double hours, boolean wantChange) {
        return answers(
                person,
                "userTask_checkIn",
                Map.of("hoursMet", hours, "onTrack", !wantChange, "wantChange", wantChange));
    }

    /** @param law that asks for a background check at this site; empty if none does */
    Story opensPost(String program, When closes, String law, String... payers) {
        return then((play, story) -> {
            var form = new HashMap<String, Object>(Map.of(
                    "programId",
                    program,
                    "position",
                    "peer-supervisor",
                    "state",
                    "CA",
                    "services",
                    list("peer-support"),
                    "payers",
                    list(payers),
                    "closesOn",
                    closes.on(play).toString()));
            if (!law.isEmpty()) {
                form.put("siteCheckCite", law);
            }
            play.ask(story, worker, AppointmentProcess.KEY, form);
        });
    }

    Story readies(String director) {
        return answers(
                director,
                "userTask_confirmReadiness",
                Map.of("dutiesInScope", true, "gradeSet", true, "supervisionTime", true, "ownSupervision", true));
    }

    Story applies(String person, String goal) {
        return answers(person, "userTask_applyForPost", Map.of("interest", "apply", "careerGoal", goal));
    }

    Story selects(String director, String person) {
        return answers(
                director,
                "userTask_selectCandidate",
                Map.of(
                        "selectedId",
                        person,
                        "selectionReason",
                        "Leads by listening, and knows this team and its work."));
    }

    Story feedback(String supervisor, String words) {
        return answers(supervisor, "userTask_giveFeedback", Map.of("feedback", words));
    }

    Story assigns(String... supervisees) {
        return answers("dana", "userTask_assignSupervisees", Map.of("supervisees", list(supervisees)));
    }

    Story acceptsPost(String person) {
        return answers(person, "userTask_considerOffer", Map.of("offerDecision", "accept", "announce", true));
    }

    Story saysHowItGoes(String person, String well) {
        return answers(person, "userTask_firstDaysCheck", Map.of("goingWell", well, "enoughSupport", true));
    }

    Story answers(String person, String task, Map<String, Object> answers) {
        return then((play, story) -> play.answer(story, person, task, answers));
    }

    /** From a case of several people: this person's own part ends. */
    Story stepsAside(String person) {
        return then((play, story) -> play.stepAside(story, person));
    }

    Story withdraws() {
        return then(SamplePlay::withdraw);
    }

    Story then(BiConsumer<SamplePlay, Story> what) {
        steps.add(new Step(daysAgo, this, what));
        return this;
    }

    /** A day of an answer, counted from the day on which the demo starts. */
    interface When {

        LocalDate on(SamplePlay play);

        static When workingDaysAgo(int days) {
            return play -> play.workingDaysAgo(days);
        }

        static When inDays(int days) {
            return play -> play.today().plusDays(days);
        }
    }

    private static JsonValue list(String... ids) {
        return json(ids.length == 0 ? "[]" : "[\"" + String.join("\",\"", ids) + "\"]");
    }

    private static JsonValue json(String text) {
        return SpinValues.jsonValue(text).create();
    }
}
