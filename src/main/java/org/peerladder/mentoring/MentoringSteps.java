package org.peerladder.mentoring;

import static org.peerladder.cases.CaseVariables.APPLICANT;
import static org.peerladder.mentoring.MentoringProcess.*;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.peerladder.CalendarDay;
import org.peerladder.Refusal;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.peerladder.cases.CaseNumbers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code mentoring-assignment.bpmn} asks of us, one bean per step. */
@Configuration(proxyBeanMethods = false)
class MentoringSteps {

    private final Career career;
    private final Mentors mentors;
    private final Pairings pairings;
    private final WaitingList waiting;
    private final MentorPlaces places;
    private final MentoringPolicy policy;
    private final IdentityService identity;
    private final Clock clock;

    MentoringSteps(
            Career career,
            Mentors mentors,
            Pairings pairings,
            WaitingList waiting,
            MentorPlaces places,
            MentoringPolicy policy,
            IdentityService identity,
            Clock clock) {
        this.career = career;
        this.mentors = mentors;
        this.pairings = pairings;
        this.waiting = waiting;
        this.places = places;
        this.policy = policy;
        this.identity = identity;
        this.clock = clock;
    }

    /** Start: for whom, may they be asked for, and the case number. */
    @Bean
    ExecutionListener openMentoring(CaseNumbers numbers) {
        return execution -> {
            var actor = actor();
            var menteeId =
                    APPLICANT.find(execution).or(() -> WORKER.find(execution)).orElse(actor);
            if (menteeId == null) {
                throw new Refusal("applicantId", "Say for whom: the staff id of a worker.");
            }
            var mentee = career.worker(menteeId)
                    .filter(Worker::active)
                    .filter(worker -> !worker.guest())
                    .orElseThrow(
                            () -> new Refusal("workerId", "Nobody with the staff id \"" + menteeId + "\" works here."));
            var recommended = APPLICANT.find(execution).isPresent();
            if (!recommended && !menteeId.equals(actor) && !Objects.equals(mentee.supervisorId(), actor)) {
                throw new Refusal(
                        "workerId",
                        "Only " + mentee.name() + " or their supervisor of record can ask. Leave this empty to ask for"
                                + " yourself.");
            }
            APPLICANT.set(execution, menteeId);
            execution.removeVariable(WORKER.name());
            ASKED_BY_WORKER.set(execution, !recommended && menteeId.equals(actor));
            ASKED_BEFORE.set(execution, List.of());
            REQUESTED_ON.set(execution, today().toString());
            REQUESTED_AT.set(execution, clock.instant().toString());
            if (ASKED_BY_WORKER.get(execution)) {
                checkWish(execution, menteeId);
            }
            execution.setProcessBusinessKey(numbers.next(CASE_NUMBER_PREFIX, KEY, execution));
        };
    }

    @Bean
    TaskListener completeMentoringRequest() {
        return task -> checkWish(task, APPLICANT.get(task));
    }

    /** Who could suit, best first, each with the reasons; and whether somebody has a place. */
    @Bean
    JavaDelegate scoreMentors() {
        return mentoring -> {
            var number = mentoring.getProcessBusinessKey();
            var found = places.free(
                    number, mentors.candidates(wish(mentoring), Set.copyOf(ASKED_BEFORE.get(mentoring)), today()));
            CANDIDATES.set(mentoring, found);
            MENTOR_FREE.set(mentoring, !found.isEmpty());
            MENTOR.set(mentoring, null);
            LET_COORDINATOR_CHOOSE.set(mentoring, false);
            MATCH_SUMMARY.set(
                    mentoring,
                    found.isEmpty()
                            ? waits(mentoring)
                            : found.size() == 1
                                    ? "One person could suit you."
                                    : found.size() + " people could suit you.");
        };
    }

    /** Only somebody of the list, who may mentor and has a place still; or a coordinator is to choose. */
    @Bean
    TaskListener chooseMentor() {
        return task -> {
            if (MENTOR.find(task).isEmpty()) {
                if (!LET_COORDINATOR_CHOOSE.find(task).orElse(false) || task.getAssignee() == null) {
                    throw new Refusal(MENTOR.name(), "choose whom to ask, or let a coordinator choose.");
                }
                return;
            }
            var chosen = MENTOR.get(task);
            if (CANDIDATES.get(task).stream().noneMatch(each -> each.mentorId().equals(chosen))) {
                throw new Refusal(MENTOR.name(), "\"" + chosen + "\" is not on the list; choose somebody of it.");
            }
            mentors.check(chosen, wish(task), today());
            LET_COORDINATOR_CHOOSE.set(task, false);
            MENTOR_NAME.set(task, career.worker(chosen).orElseThrow().name());
        };
    }

    /** A yes takes a place, if the mentor may still mentor and has one; only the mentor says it. */
    @Bean
    TaskListener acceptMentee() {
        return task -> {
            var mentor = MENTOR.get(task);
            if (!ACCEPTED.find(task)
                    .orElseThrow(() -> new Refusal(ACCEPTED.name(), "say yes, or that it is not possible."))) {
                return;
            }
            if (actor() != null && !actor().equals(mentor)) {
                throw new Refusal(
                        ACCEPTED.name(),
                        "Only " + MENTOR_NAME.get(task)
                                + " can say yes. You can say no in their place, so that somebody" + " else is asked.");
            }
            var wish = wish(task);
            mentors.check(mentor, wish, today());
            var terms = terms(task);
            pairings.open(caseNumber(task), wish.menteeId(), mentor, terms, mentors.capacity(mentor), today());
            waiting.leave(caseNumber(task));
            ROUND.set(task, 1);
            ROUND_BEGAN_ON.set(task, today().toString());
            AGREED.set(task, false);
            TERMS.set(task, null);
            MEETING_EVERY_DAYS.set(task, terms.everyDays());
            ENDS_ON.set(task, today().plusDays(terms.lastsDays()).toString());
        };
    }

    /** Agreed when the one reads what the other has written, and changes nothing. */
    @Bean
    TaskListener agreeMentoring() {
        return task -> {
            onlyThePartner(task);
            var endsOn = CalendarDay.of(ENDS_ON.name(), ENDS_ON.find(task));
            var every = MEETING_EVERY_DAYS.get(task);
            policy.checkAgreement(terms(task), today(), every, endsOn);
            var terms = GOALS.get(task).strip() + "|" + every + "|" + endsOn;
            AGREED.set(task, TERMS.find(task).filter(terms::equals).isPresent());
            TERMS.set(task, terms);
            if (AGREED.get(task)) {
                pairings.agree(caseNumber(task), every, endsOn);
                NEXT_CHECK_IN_ON.set(task, today().plusDays(every).toString());
            }
        };
    }

    /** What one of the two says goes into our own table and out of the engine. */
    @Bean
    TaskListener checkIn() {
        return task -> {
            onlyThePartner(task);
            var hours = HOURS_MET.get(task);
            var began = LocalDate.parse(ROUND_BEGAN_ON.get(task));
            policy.checkHours(terms(task), hours, began, today());
            pairings.checkedIn(
                    caseNumber(task),
                    ROUND.get(task),
                    partner(task),
                    hours,
                    ON_TRACK.get(task),
                    WANT_CHANGE.get(task),
                    today());
            for (var given : List.of(HOURS_MET, ON_TRACK, WANT_CHANGE)) {
                task.removeVariable(given.name());
            }
        };
    }

    /** The lower figure of both, into both career records, exactly once; then on, or to a change, or to the end. */
    @Bean
    JavaDelegate creditHours() {
        return mentoring -> {
            var number = mentoring.getProcessBusinessKey();
            var round = ROUND.get(mentoring);
            pairings.credit(number, round, LocalDate.parse(ROUND_BEGAN_ON.get(mentoring)), today());
            var next = today().plusDays(MEETING_EVERY_DAYS.get(mentoring));
            var over = LocalDate.parse(ENDS_ON.get(mentoring)).isBefore(next);
            var answers = pairings.round(number, round);
            NEXT_STEP.set(mentoring, answers.wantChange() ? "change" : over ? "over" : "go-on");
            HOURS_NOTE.set(mentoring, answers.differs() ? untilYouAgree(answers) : null);
            ROUND.set(mentoring, round + 1);
            ROUND_BEGAN_ON.set(mentoring, today().toString());
            NEXT_CHECK_IN_ON.set(mentoring, next.toString());
        };
    }

    @Bean
    TaskListener closeMentoring() {
        return MentoringSteps::onlyThePartner;
    }

    /** The place is free again, and whoever was asked is not asked a second time. */
    @Bean
    ExecutionListener askAnother() {
        return execution -> {
            MENTOR.find(execution).ifPresent(mentor -> {
                var before = new ArrayList<>(ASKED_BEFORE.get(execution));
                before.add(mentor);
                ASKED_BEFORE.set(execution, before);
            });
            free(execution.getProcessBusinessKey(), "rematched");
        };
    }

    /** However it ends: the hours stay, the place is free, and nobody waits any more. */
    @Bean
    ExecutionListener endPairing() {
        return execution -> {
            waiting.leave(execution.getProcessBusinessKey());
            free(
                    execution.getProcessBusinessKey(),
                    switch (execution.getCurrentActivityId()) {
                        case "endEvent_mentoringCompleted" -> "completed";
                        case "endEvent_withdrawn" -> "withdrawn";
                        default -> "ended";
                    });
        };
    }

    /** First come, first served; who waits already keeps the place. In words, with the place. */
    private String waits(DelegateExecution mentoring) {
        var number = mentoring.getProcessBusinessKey();
        waiting.join(
                number,
                APPLICANT.get(mentoring),
                terms(mentoring),
                FOCUS_AREAS.get(mentoring),
                Instant.parse(REQUESTED_AT.get(mentoring)));
        return "Nobody is free at the moment. Your place among those who wait: " + waiting.place(number) + "."
                + waiting.overtakenBecause(number).map(why -> " " + why).orElse("");
    }

    private static String untilYouAgree(Round answers) {
        return "Last time you gave different hours, so %s counted. Talk about it: what you agree was missing, add now."
                .formatted(answers.confirmedHours()
                        .orElseThrow()
                        .stripTrailingZeros()
                        .toPlainString());
    }

    private void free(String caseNumber, String why) {
        pairings.close(caseNumber, why, today()).ifPresent(places::wake);
    }

    private void checkWish(VariableScope mentoring, String menteeId) {
        if (FOCUS_AREAS.find(mentoring).filter(areas -> !areas.isEmpty()).isEmpty()) {
            throw new Refusal(FOCUS_AREAS.name(), "choose at least one.");
        }
        if (NOT_WITH.find(mentoring).orElse(List.of()).contains(menteeId)) {
            throw new Refusal(NOT_WITH.name(), "you are never your own mentor; take yourself off the list.");
        }
    }

    /** As of the day of the request: who was new then is taught as a new hire to the end. */
    private Terms terms(VariableScope mentoring) {
        return policy.terms(
                career.worker(APPLICANT.get(mentoring)).orElseThrow(), LocalDate.parse(REQUESTED_ON.get(mentoring)));
    }

    private static Wish wish(VariableScope mentoring) {
        return new Wish(
                APPLICANT.get(mentoring),
                LocalDate.parse(REQUESTED_ON.get(mentoring)),
                FOCUS_AREAS.find(mentoring).orElse(List.of()),
                PREFERRED_MEETING.find(mentoring).orElse("any"),
                LANGUAGES.find(mentoring).orElse(List.of()),
                Set.copyOf(NOT_WITH.find(mentoring).orElse(List.of())));
    }

    /** Nobody answers for one of the two, also not whoever is asked to help when it takes long. */
    private static void onlyThePartner(DelegateTask task) {
        if (!partner(task).equals(task.getAssignee())) {
            throw new Refusal("task", "This is for the two who meet; talk with them, and they answer themselves.");
        }
    }

    private static String partner(DelegateTask task) {
        return (String) task.getVariable("partner");
    }

    private static String caseNumber(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }

    private String actor() {
        var session = identity.getCurrentAuthentication();
        return session == null ? null : session.getUserId();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
