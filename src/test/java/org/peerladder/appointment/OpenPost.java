package org.peerladder.appointment;

import static org.peerladder.TestAgency.form;
import static org.peerladder.TestAgency.json;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.peerladder.TestAgency;
import org.peerladder.career.RosterFile;

/**
 * A post to be filled, and the words in which a test tells what people do with it. Eli and fay qualify; the panel is ida,
 * jon and kay; dana and rosa are directors; felix is a clinician; ivy and ezra are fair-chance officers.
 */
public final class OpenPost {

    public static final String LAW = "California Health and Safety Code 1596.871 (licensed child care)";

    private final TestAgency agency;

    public OpenPost(TestAgency agency) {
        this.agency = agency;
    }

    /** Everybody whom a vacancy needs besides the small agency. */
    public OpenPost staffed() {
        agency.roster(
                RosterFile.STAFF,
                """
                rosa,Rosa,Ruiz,rosa@example.org,Office,,Director,58.00,40,-2500d,-900d,,directors,true
                kim,Kim,Kane,kim@example.org,Office,,Compliance officer,44.00,40,-2500d,-900d,dana,compliance,true
                ivy,Ivy,Ingram,ivy@example.org,Office,,Fair-chance officer,39.00,40,-2500d,-900d,lena,fair-chance,true
                ezra,Ezra,Ellis,ezra@example.org,Office,,Fair-chance officer,39.00,40,-2500d,-900d,lena,fair-chance,true
                felix,Felix,Fox,felix@example.org,Office,,Licensed clinician,41.00,40,-2500d,-900d,dana,,true
                """);
        agency.roster(
                RosterFile.CREDENTIALS,
                """
                eli,CPSS,CA,E-1,full,active,-400d,2099-12-31
                fay,CPSS,CA,F-1,advanced,active,-400d,2099-12-31
                felix,LCSW,CA,L-1,full,active,-400d,2099-12-31
                """);
        agency.roster(
                RosterFile.RECORDS,
                """
                eli,supervised-hours,4200,-1400d,-10d,log
                fay,supervised-hours,6200,-1900d,-10d,log
                fay,training,1,-300d,-299d,supervisor-training
                """);
        return this;
    }

    /** What opening a post asks for, and whatever else is given. */
    public static Map<String, Object> post(Object... more) {
        var form = form(
                "programId",
                "North",
                "position",
                "peer-supervisor",
                "state",
                "CA",
                "services",
                json("[\"peer-support\"]"),
                "payers",
                json("[\"not-billed\"]"),
                "closesOn",
                LocalDate.now().plusDays(14).toString());
        form.putAll(form(more));
        return form;
    }

    public ProcessInstance opened(Object... more) {
        return agency.asks("dana", AppointmentProcess.KEY, post(more));
    }

    /** ... ready, and everybody who qualifies is told. */
    public ProcessInstance called(Object... more) {
        var vacancy = opened(more);
        ready(vacancy);
        agency.runs(vacancy, "businessRuleTask_findCandidates");
        return vacancy;
    }

    public void ready(ProcessInstance vacancy) {
        agency.answers(
                "dana",
                vacancy,
                "userTask_confirmReadiness",
                form("dutiesInScope", true, "gradeSet", true, "supervisionTime", true, "ownSupervision", true));
    }

    public void applies(ProcessInstance vacancy, String person, String... named) {
        agency.answers(
                person,
                vacancy,
                "userTask_applyForPost",
                form("interest", "apply", "careerGoal", "Build a team that stays", "conflicts", list(named)));
    }

    public void says(ProcessInstance vacancy, String person, String interest) {
        agency.answers(person, vacancy, "userTask_applyForPost", form("interest", interest));
    }

    /** ... both have applied and the call is closed. */
    public ProcessInstance applied(Object... more) {
        var vacancy = called(more);
        applies(vacancy, "eli");
        applies(vacancy, "fay");
        agency.runs(vacancy, "event_callClosed");
        return vacancy;
    }

    /** The panel sees both; {@code recommended} are those it recommends. */
    public void reviewed(ProcessInstance vacancy, String... recommended) {
        agency.runs(vacancy, "businessRuleTask_panelRule");
        agency.seats(vacancy, "ida", "jon", "kay");
        while (!agency.tasks(vacancy, "userTask_review").isEmpty()) {
            var review = agency.tasks(vacancy, "userTask_review").get(0);
            var candidate = agency.variable(review, "applicantId");
            agency.as(
                    review.getAssignee(),
                    () -> agency.submits(
                            review,
                            form(
                                    "ballot",
                                    Arrays.asList(recommended).contains(candidate) ? "promote" : "develop",
                                    "strengths",
                                    "Calm and clear",
                                    "growth",
                                    "Delegating more")));
        }
        agency.runs(vacancy, "userTask_review");
        agency.runs(vacancy, "businessRuleTask_panelOutcome");
    }

    /** ... both are recommended, and the directors are to select. */
    public ProcessInstance recommended(Object... more) {
        var vacancy = applied(more);
        reviewed(vacancy, "eli", "fay");
        return vacancy;
    }

    public void selects(String director, ProcessInstance vacancy, String candidate) {
        agency.answers(
                director,
                vacancy,
                "userTask_selectCandidate",
                form("selectedId", candidate, "selectionReason", "Leads by listening and knows the team"));
        agency.runs(vacancy, "serviceTask_tellCandidates");
    }

    /** The other candidate has feedback and does not appeal. */
    public void othersHeard(ProcessInstance vacancy, String... others) {
        for (var other : others) {
            agency.answers(
                    "marcus",
                    vacancy,
                    "userTask_giveFeedback",
                    form("feedback", "Strong with groups; lead one more team"));
            agency.answers(other, vacancy, "userTask_considerAppeal", form("appeal", false));
        }
    }

    /** ... eli is selected, nobody appeals, and the conditional offer is made. */
    public ProcessInstance offered(Object... more) {
        var vacancy = recommended(more);
        selects("dana", vacancy, "eli");
        othersHeard(vacancy, "fay");
        agency.runs(vacancy, "serviceTask_makeConditionalOffer");
        return vacancy;
    }

    public void assigns(ProcessInstance vacancy, String... supervisees) {
        agency.answers("dana", vacancy, "userTask_assignSupervisees", form("supervisees", list(supervisees)));
    }

    /** HR makes the offer, eli accepts, and the day comes. */
    public void accepts(ProcessInstance vacancy) {
        agency.runs(vacancy, "businessRuleTask_determinePay");
        agency.answers(
                "lena",
                vacancy,
                "userTask_confirmOffer",
                form("hourlyRate", "42.00", "effectiveDate", LocalDate.now().toString(), "funding", "funded"));
        agency.answers("eli", vacancy, "userTask_considerOffer", form("offerDecision", "accept", "announce", false));
        agency.runs(vacancy, "event_effectiveDateReached");
    }

    /** ... eli is supervisor of ana, ben and hal, and the first days begin. */
    public ProcessInstance appointed(Object... more) {
        var vacancy = offered(more);
        assigns(vacancy, "ana", "ben", "hal");
        accepts(vacancy);
        return vacancy;
    }

    static Object list(String... ids) {
        return json(ids.length == 0 ? "[]" : "[\"" + String.join("\",\"", List.of(ids)) + "\"]");
    }
}
