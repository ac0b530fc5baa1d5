package org.peerladder.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerladder.TestAgency.form;
import static org.peerladder.TestAgency.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.access.Accounts;
import org.peerladder.appointment.OpenPost;
import org.peerladder.career.RosterFile;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Thousands of bad submissions of every form in its real process, over both APIs: never a 500, and whatever is taken,
 * nothing is stored that the form forbids. The same ones at each run; {@code -Pnightly} makes more of them.
 */
@ProcessTest
@TestInstance(Lifecycle.PER_CLASS)
class GeneratedSubmissionsTest {

    /** A case that waits for this form of this person; {@code task} is null where the form starts the case. */
    private record Station(
            String form, String person, String task, Supplier<ProcessInstance> open, Map<String, Object> good) {

        /** Whose start form it is. */
        String process() {
            return switch (form) {
                case "tuition-request" -> "tuition-reimbursement";
                case "mentoring-request" -> "mentoring-assignment";
                case "supervisor-vacancy" -> "peer-supervisor-appointment";
                default -> "promotion";
            };
        }

        @Override
        public String toString() {
            return form;
        }
    }

    private static final int SUBMISSIONS = Integer.getInteger("peerladder.test.submissions", 300);
    private static final long SEED = 20_270_131;
    private static final String PASSWORD = "Type-4-Anything!";
    private static final String TODAY = LocalDate.now().toString();
    private static final String FINDINGS =
            "{\"factor1\":\"neutral\",\"factor2\":\"speaks-for\",\"factor3\":\"speaks-against\"}";
    private static final String SOON = LocalDate.now().plusDays(10).toString();

    @Autowired
    TestAgency agency;

    @Autowired
    TaskService tasks;

    @Autowired
    HistoryService history;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestRestTemplate http;

    @Autowired
    ObjectMapper json;

    private final Map<String, HttpHeaders> sessions = new HashMap<>();

    @AfterAll
    void leaveNothing() {
        agency.open();
    }

    @Test
    void everyFormIsTried() throws IOException {
        try (var files = Files.list(Path.of("forms"))) {
            assertThat(stations().map(Station::form))
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString().replace(".form", ""))
                                    .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("stations")
    void neverAFailureAndNothingForbiddenIsStored(Station station) throws IOException {
        var generated = new GeneratedSubmissions(SEED + station.form().hashCode());
        var perForm = SUBMISSIONS / (int) stations().count() + 1;
        var at = arrive(station);
        for (int i = 0; i < perForm; i++) {
            var submission = generated.from(station.good());
            var what = "%s, submission %d: %s".formatted(station.form(), i, shortened(submission.body()));

            var answer = i % 2 == 0
                    ? send(engineRest(station, at, i), basic(station.person()), submission.body())
                    : send(webapp(station, at), sessions.get(station.person()), submission.body());

            var status = answer.getStatusCode().value();
            assertThat(status).as("%s: %s", what, answer).isLessThan(500);
            var taken = status < 300;
            if (submission.forbidden()) {
                assertThat(taken).as(what).isFalse();
            }
            if (taken) {
                assertNothingNeededIsMissing(station, submission.body());
                assertStoredAsTheFormAllows(station, what);
                at = arrive(station);
            } else if (at != null) {
                assertThat(tasks.createTaskQuery().taskId(at).count()).as(what).isEqualTo(1);
            } else {
                assertThat(cases()).as(what).isEmpty();
            }
        }
        // The good one it was made of is taken, so the others were not refused for another reason
        var answer =
                send(engineRest(station, at, 0), basic(station.person()), GeneratedSubmissions.good(station.good()));
        assertThat(answer.getStatusCode().value()).as(answer.toString()).isLessThan(300);
    }

    private Stream<Station> stations() {
        return Stream.of(promotions(), learning(), mentoring(), appointments(), checks())
                .flatMap(stations -> stations);
    }

    private OpenPost post() {
        return new OpenPost(agency).staffed();
    }

    private Stream<Station> appointments() {
        return Stream.of(
                new Station(
                        "supervisor-vacancy",
                        "dana",
                        null,
                        () -> {
                            post();
                            return null;
                        },
                        OpenPost.post("siteCheckCite", OpenPost.LAW)),
                at(
                        "peer-supervisor-appointment-confirm-readiness",
                        "dana",
                        "userTask_confirmReadiness",
                        () -> post().opened(),
                        form("dutiesInScope", true, "gradeSet", true, "supervisionTime", true, "ownSupervision", true)),
                at(
                        "candidacy-apply-for-post",
                        "eli",
                        "userTask_applyForPost",
                        () -> post().called(),
                        form("interest", "apply", "careerGoal", "Build a team", "conflicts", json("[\"vic\"]"))),
                at(
                        "peer-supervisor-appointment-decide-on-call",
                        "dana",
                        "userTask_decideOnCall",
                        () -> {
                            var vacancy = post().called();
                            agency.runs(vacancy, "event_callClosed");
                            agency.runs(vacancy, "businessRuleTask_findCandidates");
                            agency.runs(vacancy, "event_callClosed");
                            return vacancy;
                        },
                        form("callDecision", "extend", "newClosesOn", SOON)),
                at(
                        "peer-supervisor-appointment-select-candidate",
                        "dana",
                        "userTask_selectCandidate",
                        () -> post().recommended(),
                        form("selectedId", "eli", "selectionReason", "Leads by listening")),
                at(
                        "candidacy-give-feedback",
                        "marcus",
                        "userTask_giveFeedback",
                        this::selected,
                        form("feedback", "Strong with groups")),
                at(
                        "candidacy-consider-appeal",
                        "fay",
                        "userTask_considerAppeal",
                        this::toldWhy,
                        form("appeal", true, "appealGrounds", "I led it for a year")),
                at(
                        "candidacy-hear-appeal",
                        "lena",
                        "userTask_hearAppeal",
                        () -> {
                            var vacancy = toldWhy();
                            agency.answers("fay", vacancy, "userTask_considerAppeal", form("appeal", true));
                            return vacancy;
                        },
                        form("appealGranted", false, "reasonCode", "no-post-open", "whatWouldChange", "The next post")),
                at(
                        "peer-supervisor-appointment-pair-clinician",
                        "kim",
                        "userTask_pairClinician",
                        () -> post().offered("payers", json("[\"medicaid\"]")),
                        form(
                                "supervisionPlan",
                                json("{\"row1\":{\"scope\":\"peer-with-clinician\",\"clinicianId\":\"felix\"}}"))),
                at(
                        "peer-supervisor-appointment-assign-supervisees",
                        "dana",
                        "userTask_assignSupervisees",
                        () -> post().offered(),
                        form("supervisees", json("[\"ana\",\"hal\"]"), "interimSupervisorId", "marcus")),
                at(
                        "peer-supervisor-appointment-consider-supervisor",
                        "ana",
                        "userTask_considerSupervisor",
                        () -> {
                            var vacancy = post().offered();
                            agency.answers(
                                    "dana",
                                    vacancy,
                                    "userTask_assignSupervisees",
                                    form("supervisees", json("[\"ana\"]")));
                            return vacancy;
                        },
                        form("notAssigned", true)),
                at(
                        "peer-supervisor-appointment-first-days-check",
                        "eli",
                        "userTask_firstDaysCheck",
                        () -> {
                            var vacancy = post().appointed();
                            agency.runs(vacancy, "event_timeToAsk");
                            return vacancy;
                        },
                        form("goingWell", "3", "enoughSupport", true, "returnToFormerPost", false)));
    }

    private ProcessInstance selected() {
        var post = post();
        var vacancy = post.recommended();
        post.selects("dana", vacancy, "eli");
        return vacancy;
    }

    private ProcessInstance toldWhy() {
        var vacancy = selected();
        agency.answers("marcus", vacancy, "userTask_giveFeedback", form("feedback", "Strong with groups"));
        return vacancy;
    }

    private Stream<Station> checks() {
        return Stream.of(
                at(
                        "fair-chance-check-name-second-reader",
                        "dana",
                        "userTask_nameSecondReader",
                        () -> {
                            var post = post();
                            agency.roster(
                                    RosterFile.STAFF,
                                    "ezra,Ezra,Ellis,ezra@example.org,Office,,Clerk,39.00,40,-2500d,-900d,lena,,true");
                            return post.offered("siteCheckCite", OpenPost.LAW);
                        },
                        form("secondReaderId", "kim")),
                at(
                        "fair-chance-check-consent-to-check",
                        "eli",
                        "userTask_consentToCheck",
                        this::checking,
                        form("consent", true)),
                at(
                        "fair-chance-check-record-check-outcome",
                        "ivy",
                        "userTask_recordCheckOutcome",
                        () -> checked(1),
                        form("checkOutcome", "hear-first")),
                at(
                        "fair-chance-check-respond-to-report",
                        "eli",
                        "userTask_respondToReport",
                        () -> checked(2),
                        form("disputesReport", true, "response", "It is not mine")),
                at(
                        "fair-chance-check-resolve-dispute",
                        "ivy",
                        "userTask_resolveDispute",
                        () -> {
                            var vacancy = checked(2);
                            agency.answers("eli", vacancy, "userTask_respondToReport", form("disputesReport", true));
                            return vacancy;
                        },
                        form("disputeResolved", "stands")),
                at(
                        "fair-chance-check-assess-individually",
                        "ivy",
                        "userTask_assessIndividually",
                        () -> checked(3),
                        form("factorFindings", json(FINDINGS), "checkResult", "no")),
                at(
                        "fair-chance-check-second-reading",
                        "ezra",
                        "userTask_secondReading",
                        () -> checked(4),
                        form("secondView", "agree")),
                at(
                        "fair-chance-check-consider-alternative",
                        "eli",
                        "userTask_considerAlternative",
                        () -> {
                            var vacancy = checked(4);
                            agency.answers("ezra", vacancy, "userTask_secondReading", form("secondView", "agree"));
                            return vacancy;
                        },
                        form("alternative", "first-call")));
    }

    private ProcessInstance checking() {
        return post().offered("siteCheckCite", OpenPost.LAW);
    }

    /** That many steps into a check. */
    private ProcessInstance checked(int steps) {
        var vacancy = checking();
        var answers = List.<Runnable>of(
                () -> agency.answers("eli", vacancy, "userTask_consentToCheck", form("consent", true)),
                () -> agency.answers("ivy", vacancy, "userTask_recordCheckOutcome", form("checkOutcome", "hear-first")),
                () -> agency.answers("eli", vacancy, "userTask_respondToReport", form("response", "Long ago")),
                () -> agency.answers(
                        "ivy",
                        vacancy,
                        "userTask_assessIndividually",
                        form("factorFindings", json(FINDINGS), "checkResult", "no")));
        answers.subList(0, steps).forEach(Runnable::run);
        return vacancy;
    }

    private Stream<Station> mentoring() {
        return Stream.of(
                new Station("mentoring-request", "ana", null, this::nothingYet, mentor("notWith", json("[\"fay\"]"))),
                at(
                        "mentoring-complete-request",
                        "ana",
                        "userTask_completeRequest",
                        () -> {
                            nothingYet();
                            return agency.asks("marcus", "mentoring-assignment", mentor("workerId", "ana"));
                        },
                        mentor("notWith", json("[\"fay\"]"))),
                at(
                        "mentoring-choose-mentor",
                        "ana",
                        "userTask_chooseMentor",
                        this::choosing,
                        form("mentorId", "eli", "letCoordinatorChoose", false)),
                at(
                        "mentoring-accept-mentee",
                        "eli",
                        "userTask_acceptMentee",
                        this::asked,
                        form("accepted", false, "declineReason", "Too much now")),
                at(
                        "mentoring-agree-mentoring",
                        "ana",
                        "userTask_agreeMentoring",
                        this::paired,
                        form("goals", "Lead groups", "meetingEveryDays", 14, "endsOn", SOON)),
                at(
                        "mentoring-check-in",
                        "ana",
                        "userTask_checkIn",
                        this::checkingIn,
                        form("hoursMet", 1.5, "onTrack", true, "wantChange", false)),
                at(
                        "mentoring-decide-how-to-go-on",
                        "ana",
                        "userTask_decideHowToGoOn",
                        () -> checkedIn(true),
                        form("anotherMentor", true)),
                at(
                        "mentoring-close-mentoring",
                        "ana",
                        "userTask_closeMentoring",
                        () -> checkedIn(false),
                        form("lookingBack", "I lead a group")));
    }

    /** Eli offers to mentor. */
    private ProcessInstance nothingYet() {
        agency.roster(RosterFile.RECORDS, "eli,training,1,-300d,-299d,mentor-training");
        agency.offersToMentor("eli");
        return null;
    }

    private static Map<String, Object> mentor(Object... more) {
        var wish = form(
                "mentoringGoal",
                "Lead groups",
                "focusAreas",
                json("[\"group-facilitation\"]"),
                "preferredMeeting",
                "any",
                "languages",
                json("[\"en\",\"es\"]"));
        wish.putAll(form(more));
        return wish;
    }

    private ProcessInstance choosing() {
        nothingYet();
        var request = agency.asks("ana", "mentoring-assignment", mentor());
        agency.runs(request, "businessRuleTask_scoreMentors");
        return request;
    }

    private ProcessInstance asked() {
        var request = choosing();
        agency.answers("ana", request, "userTask_chooseMentor", form("mentorId", "eli"));
        return request;
    }

    private ProcessInstance paired() {
        var request = asked();
        agency.answers("eli", request, "userTask_acceptMentee", form("accepted", true));
        return request;
    }

    private ProcessInstance checkingIn() {
        var request = paired();
        for (var each : List.of("ana", "eli")) {
            agency.answers(
                    each,
                    request,
                    "userTask_agreeMentoring",
                    form("goals", "Lead groups", "meetingEveryDays", 14, "endsOn", SOON));
        }
        agency.runs(request, "event_nextCheckIn");
        return request;
    }

    private ProcessInstance checkedIn(boolean wantChange) {
        var request = checkingIn();
        for (var each : List.of("ana", "eli")) {
            agency.answers(
                    each, request, "userTask_checkIn", form("hoursMet", 1, "onTrack", true, "wantChange", wantChange));
        }
        agency.runs(request, "userTask_checkIn");
        return request;
    }

    private Stream<Station> learning() {
        return Stream.of(
                new Station("tuition-request", "ana", null, () -> null, learning("advance")),
                at(
                        "tuition-approve-release-time",
                        "marcus",
                        "userTask_approveReleaseTime",
                        () -> learns("advance"),
                        form("releaseApproved", true, "coveragePlan", "Ben takes the groups")),
                at(
                        "tuition-approve-tuition",
                        "lena",
                        "userTask_approveTuition",
                        () -> hasTime("reimburse"),
                        form("approvedAmount", "480.00", "repaymentAgreement", false)),
                at(
                        "tuition-pay-advance",
                        "omar",
                        "userTask_payAdvance",
                        () -> hasMoney("advance"),
                        form("paidOn", TODAY, "reference", "T-1", "taxClass", "education")),
                at(
                        "tuition-submit-claim",
                        "ana",
                        "userTask_submitClaim",
                        this::studied,
                        form("completed", true, "grade", "B", "claimedAmount", "450.00", "releaseHoursUsed", 12)),
                at(
                        "tuition-check-claim",
                        "lena",
                        "userTask_checkClaim",
                        this::claimed,
                        form("claimDecision", "send-back", "whatIsMissing", "The receipt")),
                at(
                        "tuition-pay-claim",
                        "omar",
                        "userTask_payClaim",
                        () -> {
                            var request = claimed();
                            agency.answers("lena", request, "userTask_checkClaim", form("claimDecision", "approve"));
                            return request;
                        },
                        form("paidOn", TODAY, "reference", "T-2", "taxClass", "education")),
                at(
                        "tuition-consider-appeal",
                        "ana",
                        "userTask_considerAppeal",
                        this::refused,
                        form("appeal", true, "appealGrounds", "It is for my work")),
                at(
                        "tuition-hear-appeal",
                        "dana",
                        "userTask_hearAppeal",
                        () -> {
                            var request = refused();
                            agency.answers("ana", request, "userTask_considerAppeal", form("appeal", true));
                            return request;
                        },
                        form("appealGranted", false, "reasonCode", "money", "whatWouldHelp", "The new budget")));
    }

    private static Map<String, Object> learning(String payment) {
        return form(
                "category", "certificate",
                "courseTitle", "Peer support core",
                "provider", "Community college",
                "startsOn", LocalDate.now().minusDays(10).toString(),
                "endsOn", TODAY,
                "requestedAmount", "480.00",
                "travelAmount", "20.00",
                "releaseHours", 16,
                "payment", payment,
                "targetPosition", "peer-2");
    }

    private ProcessInstance learns(String payment) {
        var request = agency.asks("ana", "tuition-reimbursement", learning(payment));
        agency.runs(request, "businessRuleTask_determineAllowance");
        return request;
    }

    private ProcessInstance hasTime(String payment) {
        var request = learns(payment);
        agency.answers(
                "marcus",
                request,
                "userTask_approveReleaseTime",
                form("releaseApproved", true, "coveragePlan", "Ben takes the groups"));
        return request;
    }

    private ProcessInstance hasMoney(String payment) {
        var request = hasTime(payment);
        agency.answers("lena", request, "userTask_approveTuition", form("approvedAmount", "480.00"));
        return request;
    }

    private ProcessInstance studied() {
        var request = hasMoney("reimburse");
        agency.runs(request, "event_courseEnded");
        return request;
    }

    private ProcessInstance claimed() {
        var request = studied();
        agency.answers(
                "ana",
                request,
                "userTask_submitClaim",
                form("completed", true, "grade", "B", "claimedAmount", "450.00"));
        return request;
    }

    private ProcessInstance refused() {
        var request = hasTime("reimburse");
        agency.answers(
                "lena", request, "userTask_approveTuition", form("approvedAmount", "0.00", "reasonCode", "money"));
        return request;
    }

    private Stream<Station> promotions() {
        return Stream.of(
                new Station("promotion-request", "ana", null, () -> null, request("")),
                at(
                        "promotion-confirm-request",
                        "ana",
                        "userTask_confirmRequest",
                        () -> agency.asks("marcus", "promotion", request("ana")),
                        form("confirmed", true)),
                at(
                        "promotion-choose-route",
                        "ben",
                        "userTask_chooseRoute",
                        () -> agency.assessedRequest("ben"),
                        form("route", "competency", "evidence", "The Monday group")),
                at(
                        "promotion-advise-competency",
                        "dee",
                        "userTask_adviseCompetency",
                        () -> onRoute("competency"),
                        form("advice", "I have seen it")),
                at(
                        "promotion-decide-competency-route",
                        "lena",
                        "userTask_decideCompetencyRoute",
                        () -> {
                            var request = onRoute("competency");
                            agency.answers("dee", request, "userTask_adviseCompetency", form("advice", "Seen"));
                            return request;
                        },
                        form(
                                "competencyAccepted",
                                false,
                                "reasonCode",
                                "evidence-not-enough",
                                "whatWouldChange",
                                "A note")),
                at(
                        "promotion-correct-record",
                        "lena",
                        "userTask_correctRecord",
                        () -> onRoute("dispute"),
                        form("correctionNote", "The first day was wrong")),
                at("promotion-agree-growth-plan", "marcus", "userTask_agreeGrowthPlan", () -> onRoute("plan"), plan()),
                at(
                        "promotion-confirm-growth-plan",
                        "ben",
                        "userTask_confirmGrowthPlan",
                        () -> {
                            var request = onRoute("plan");
                            agency.answers("marcus", request, "userTask_agreeGrowthPlan", plan());
                            return request;
                        },
                        form("confirmed", true)),
                at(
                        "promotion-endorse",
                        "marcus",
                        "userTask_endorse",
                        () -> agency.assessedRequest("ana"),
                        form("endorsement", "not-yet", "comment", "Soon")),
                at(
                        "promotion-name-conflicts",
                        "ana",
                        "userTask_nameConflicts",
                        () -> agency.endorsedRequest("ana"),
                        form("conflicts", json("[\"eli\",\"fay\"]"))),
                at(
                        "panel-review-seat-panel",
                        "lena",
                        "userTask_seatPanel",
                        () -> agency.requestBeforeThePanel("ana"),
                        form("panelists", json("[\"eli\",\"fay\",\"dee\"]"))),
                at(
                        "panel-review-review",
                        "eli",
                        "userTask_review",
                        this::seated,
                        form(
                                "ballot",
                                "develop",
                                "competencyRatings",
                                json("{\"communication\":3,\"boundaries\":4}"),
                                "strengths",
                                "Calm",
                                "growth",
                                "More")),
                at(
                        "promotion-give-feedback",
                        "marcus",
                        "userTask_giveFeedback",
                        this::notThisTime,
                        form("feedback", "Here is how you get there")),
                at(
                        "promotion-consider-appeal",
                        "ana",
                        "userTask_considerAppeal",
                        () -> {
                            var request = notThisTime();
                            agency.answers("marcus", request, "userTask_giveFeedback", form("feedback", "So"));
                            return request;
                        },
                        form("appeal", true, "appealGrounds", "The mentoring hours")),
                at(
                        "offer-confirm-offer",
                        "lena",
                        "userTask_confirmOffer",
                        () -> agency.requestBeforeTheOffer("ana"),
                        offer("funded")),
                at(
                        "offer-decide-funding",
                        "dana",
                        "userTask_decideFunding",
                        () -> offered("needs-director"),
                        form("fundedFrom", TODAY, "fundingNote", "From savings")),
                at(
                        "offer-consider-offer",
                        "ana",
                        "userTask_considerOffer",
                        () -> offered("funded"),
                        form("offerDecision", "other-date", "wishedDate", TODAY, "wishedHours", 32, "announce", false)),
                at(
                        "offer-resolve-hold",
                        "lena",
                        "userTask_resolveHold",
                        () -> {
                            var request = offered("funded");
                            agency.answers("ana", request, "userTask_considerOffer", form("offerDecision", "accept"));
                            agency.roster(
                                    RosterFile.CREDENTIALS, "ana,CPSS,CA,A-1,provisional,lapsed,-400d,2099-12-31");
                            agency.runs(request, "event_effectiveDateReached");
                            return request;
                        },
                        form("holdDecision", "new-date", "effectiveDate", TODAY)));
    }

    private static Station at(
            String form, String person, String task, Supplier<ProcessInstance> open, Map<String, Object> good) {
        return new Station(form, person, task, open, good);
    }

    private static Map<String, Object> request(String worker) {
        return form("targetPosition", "peer-2", "careerGoal", "Mentor", "keepDirectService", true, "workerId", worker);
    }

    private static Map<String, Object> plan() {
        return form(
                "planSteps",
                json("{\"step1\":{\"what\":\"Lead a group\",\"date\":\"%s\",\"owner\":\"Ben\"}}".formatted(TODAY)));
    }

    private static Map<String, Object> offer(String funding) {
        return form("hourlyRate", "26.40", "weeklyHours", 40, "effectiveDate", TODAY, "funding", funding);
    }

    private ProcessInstance onRoute(String route) {
        var request = agency.assessedRequest("ben");
        var answer = new HashMap<String, Object>(form("route", route));
        switch (route) {
            case "competency" -> answer.put("evidence", "The Monday group");
            case "dispute" -> answer.put("disputedFact", "I began in spring");
            default -> {}
        }
        agency.answers("ben", request, "userTask_chooseRoute", answer);
        return request;
    }

    private ProcessInstance seated() {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        return request;
    }

    private ProcessInstance notThisTime() {
        var request = seated();
        List.of("eli", "fay", "dee").forEach(reviewer -> agency.views(request, reviewer, "develop"));
        agency.roundIsIn(request);
        return request;
    }

    private ProcessInstance offered(String funding) {
        var request = agency.requestBeforeTheOffer("ana");
        agency.answers("lena", request, "userTask_confirmOffer", offer(funding));
        return request;
    }

    /** @return the task that waits; null where the form starts the case */
    private String arrive(Station station) {
        agency.open();
        var request = station.open().get();
        accounts.setPassword(station.person(), PASSWORD);
        sessions.computeIfAbsent(station.person(), this::signIn);
        return request == null
                ? null
                : agency.taskOf(station.person(), request, station.task()).getId();
    }

    private static String engineRest(Station station, String task, int turn) {
        return task == null
                ? "/engine-rest/process-definition/key/" + station.process() + "/submit-form"
                : "/engine-rest/task/" + task + (turn % 4 == 0 ? "/submit-form" : "/complete");
    }

    private static String webapp(Station station, String task) {
        return "/camunda/api/engine/engine/default"
                + (task == null
                        ? "/process-definition/key/" + station.process() + "/submit-form"
                        : "/task/" + task + "/submit-form");
    }

    private ResponseEntity<String> send(String route, HttpHeaders headers, String body) {
        return http.exchange(route, HttpMethod.POST, new HttpEntity<>(body, headers), String.class);
    }

    private static HttpHeaders basic(String person) {
        var headers = new HttpHeaders();
        headers.setBasicAuth(person, PASSWORD);
        headers.setContentType(MediaType.APPLICATION_JSON);
        return headers;
    }

    private HttpHeaders signIn(String person) {
        var tasklist = "/camunda/app/tasklist/default/";
        var cookies = new TreeMap<String, String>();
        keep(cookies, http.getForEntity(tasklist, String.class));
        var login = session(cookies);
        login.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
        keep(
                cookies,
                http.exchange(
                        "/camunda/api/admin/auth/user/default/login/tasklist",
                        HttpMethod.POST,
                        new HttpEntity<>("username=" + person + "&password=" + PASSWORD, login),
                        String.class));
        // Signing in begins a new session, whose token comes with the next page
        keep(cookies, http.exchange(tasklist, HttpMethod.GET, new HttpEntity<>(session(cookies)), String.class));
        return session(cookies);
    }

    private static void keep(Map<String, String> cookies, ResponseEntity<String> answer) {
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        for (var cookie : answer.getHeaders().getOrEmpty(HttpHeaders.SET_COOKIE)) {
            var pair = cookie.split(";")[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
    }

    private static HttpHeaders session(Map<String, String> cookies) {
        var headers = new HttpHeaders();
        cookies.forEach((name, value) -> headers.add(HttpHeaders.COOKIE, name + "=" + value));
        headers.set("X-XSRF-TOKEN", cookies.get("XSRF-TOKEN"));
        headers.setContentType(MediaType.APPLICATION_JSON);
        return headers;
    }

    private List<String> cases() {
        return tasks.createTaskQuery().list().stream()
                .map(task -> task.getProcessInstanceId())
                .toList();
    }

    private void assertNothingNeededIsMissing(Station station, String body) throws IOException {
        var sent = json.readTree(body).path("variables");
        for (var field : json.readTree(
                        Path.of("forms", station.form() + ".form").toFile())
                .path("components")) {
            if (field.at("/validate/required").asBoolean() && !field.has("conditional")) {
                assertThat(sent.path(field.path("key").asText()).path("value").asText(""))
                        .as(body)
                        .isNotBlank()
                        .isNotEqualTo("null");
            }
        }
    }

    /** Looks at what is stored with the eyes of the form file, not of the code under test. */
    private void assertStoredAsTheFormAllows(Station station, String what) throws IOException {
        var stored = station.form().equals("panel-review-review") ? lastBallot() : lastVariables();
        assertThat(stored.keySet()).as(what).doesNotContain("forged", "__proto__", "constructor");
        var file = json.readTree(Path.of("forms", station.form() + ".form").toFile());
        assertAllowed(file, json.valueToTree(stored), what);
    }

    private void assertAllowed(JsonNode parent, JsonNode stored, String what) {
        for (var field : parent.path("components")) {
            if (field.has("components")) {
                var inside = field.path("path").asText().isEmpty()
                        ? stored
                        : stored.at("/" + field.path("path").asText().replace('.', '/'));
                assertAllowed(field, inside, what);
            } else if (field.has("key")) {
                var value = stored.path(field.path("key").asText());
                if (!(value.isMissingNode()
                        || value.isNull()
                        || value.isTextual() && value.asText().isEmpty())) {
                    assertThat(allowed(field, value))
                            .as("%s stored %s: %s", field.path("key"), value, what)
                            .isTrue();
                }
            }
        }
    }

    private static boolean allowed(JsonNode field, JsonNode value) {
        var rules = field.path("validate");
        return switch (field.path("type").asText()) {
            case "checkbox" -> value.isBoolean();
            case "number" ->
                value.isNumber()
                        && Double.isFinite(value.asDouble())
                        && (!rules.has("min")
                                || value.asDouble() >= rules.path("min").asDouble())
                        && (!rules.has("max")
                                || value.asDouble() <= rules.path("max").asDouble());
            case "checklist", "taglist" ->
                value.isArray()
                        && Stream.of(value).flatMap(list -> list.valueStream()).allMatch(JsonNode::isTextual);
            case "radio", "select" ->
                field.has("values")
                        ? field.path("values").valueStream().anyMatch(option -> option.path("value")
                                .equals(value))
                        : value.isTextual();
            default ->
                value.isTextual()
                        && value.asText().strip().length()
                                <= rules.path("maxLength").asInt(4000)
                        && value.asText().codePoints().noneMatch(c -> c == 0 || c >= 0xD800 && c <= 0xDFFF)
                        && (!rules.has("pattern")
                                || value.asText().matches(rules.path("pattern").asText()));
        };
    }

    private Map<String, Object> lastVariables() throws IOException {
        var variables = new HashMap<String, Object>();
        var last = history.createHistoricProcessInstanceQuery().unfinished().list().stream()
                .map(HistoricProcessInstance::getId)
                .toArray(String[]::new);
        var stored = last.length == 0
                ? history.createHistoricVariableInstanceQuery().processInstanceIdIn(newestEnded())
                : history.createHistoricVariableInstanceQuery().processInstanceIdIn(last);
        for (var variable : stored.list()) {
            var value = variable.getValue();
            variables.put(
                    variable.getName(),
                    "json".equals(variable.getTypeName()) ? json.readTree(value.toString()) : value);
        }
        return variables;
    }

    private String newestEnded() {
        return history.createHistoricProcessInstanceQuery()
                .rootProcessInstances()
                .orderByProcessInstanceEndTime()
                .desc()
                .listPage(0, 1)
                .get(0)
                .getId();
    }

    private Map<String, Object> lastBallot() {
        return jdbc.sql(
                        "select ballot, competency_ratings, strengths, growth from panel_ballot order by id desc fetch first 1 rows only")
                .query((row, n) -> {
                    var ballot = new HashMap<String, Object>();
                    ballot.put("ballot", row.getString(1));
                    var ratings = row.getString(2);
                    try {
                        ballot.put("competencyRatings", ratings == null ? null : json.readTree(ratings));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    ballot.put("strengths", row.getString(3));
                    ballot.put("growth", row.getString(4));
                    return ballot;
                })
                .single();
    }

    private static String shortened(String body) {
        return body.length() <= 600 ? body : body.substring(0, 600) + "… (" + body.length() + " characters)";
    }
}
