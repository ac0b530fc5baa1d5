package org.peerladder.appointment;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import org.peerladder.engine.ProcessVariable;
import org.peerladder.policy.DueLater;

/** The names that {@code peer-supervisor-appointment.bpmn}, {@code candidacy.bpmn}, their forms and our code share. */
public final class AppointmentProcess {

    public static final String KEY = "peer-supervisor-appointment";
    public static final String CANDIDACY = "candidacy";

    /** Case numbers of vacancies: {@code SUP-2026-0042}. */
    static final String CASE_NUMBER_PREFIX = "SUP";

    /** Adds a candidacy; carries {@code candidateId}. */
    static final String CANDIDATE_APPLIED = "candidateApplied";

    /** The candidate ends their candidacy, in it and wherever the vacancy is busy with them. */
    static final String CANDIDATE_WITHDREW = "candidateWithdrew";

    /** To a candidacy: the candidate does not go on. */
    static final String CANDIDACY_ENDED = "candidacyEnded";

    /** To a candidacy: a selection was made; carries {@code selected}. */
    static final String SELECTION_MADE = "selectionMade";

    /** To the vacancy: everybody who was not selected has been heard. */
    static final String APPEALS_SETTLED = "appealsSettled";

    static final ProcessVariable<String> PROGRAM = ProcessVariable.text("programId");
    static final ProcessVariable<String> POSITION = ProcessVariable.text("position");

    /** Two letters. */
    static final ProcessVariable<String> STATE = ProcessVariable.text("state");

    static final ProcessVariable<List<String>> SERVICES = ProcessVariable.texts("services");
    static final ProcessVariable<List<String>> PAYERS = ProcessVariable.texts("payers");
    static final ProcessVariable<String> SERVICES_IN_WORDS = ProcessVariable.text("servicesInWords");
    static final ProcessVariable<String> PAYERS_IN_WORDS = ProcessVariable.text("payersInWords");

    /** The law that asks for a check at this site; empty if none does. */
    static final ProcessVariable<String> SITE_CHECK_CITE = ProcessVariable.text("siteCheckCite");

    /** {@code yyyy-MM-dd}; the last day on which people inside can apply. */
    static final ProcessVariable<String> CLOSES_ON = ProcessVariable.text("closesOn");

    /** Who opened the vacancy; told how it ends. */
    static final ProcessVariable<String> OPENED_BY = ProcessVariable.text("openedBy");

    static final ProcessVariable<String> CANDIDATE = ProcessVariable.text("candidateId");
    static final ProcessVariable<List<String>> QUALIFIED = ProcessVariable.texts("qualifiedIds");
    static final ProcessVariable<Integer> APPLICANTS = ProcessVariable.count("applicants");
    static final ProcessVariable<Boolean> CALL_EXTENDED = ProcessVariable.flag("callExtended");
    static final ProcessVariable<String> CALL_DECISION = ProcessVariable.text("callDecision");
    static final ProcessVariable<String> NEW_CLOSES_ON = ProcessVariable.text("newClosesOn");
    static final ProcessVariable<String> CALL_NOTE = ProcessVariable.text("callNote");

    static final ProcessVariable<String> SELECTED = ProcessVariable.text("selectedId");
    static final ProcessVariable<String> SELECTION_REASON = ProcessVariable.text("selectionReason");
    static final ProcessVariable<Boolean> APPEALS_OPEN = ProcessVariable.flag("appealsOpen");

    static final ProcessVariable<Boolean> CHECK_NEEDED = ProcessVariable.flag("checkNeeded");

    /** {@code yyyy-MM-dd} */
    static final ProcessVariable<String> CONDITIONAL_OFFER_ON = ProcessVariable.text("conditionalOfferOn");

    static final ProcessVariable<Boolean> COMPLIANCE_NEEDED = ProcessVariable.flag("complianceNeeded");
    static final ProcessVariable<List<Scope>> SCOPES = ProcessVariable.json("scopes", new TypeReference<>() {});
    static final ProcessVariable<Map<String, PlanRow>> SUPERVISION_PLAN =
            ProcessVariable.json("supervisionPlan", new TypeReference<>() {});

    static final ProcessVariable<List<String>> SUPERVISEES = ProcessVariable.texts("supervisees");
    static final ProcessVariable<String> INTERIM_SUPERVISOR = ProcessVariable.text("interimSupervisorId");

    /** A supervisee's wish not to be assigned; nobody asks why. */
    static final ProcessVariable<Boolean> NOT_ASSIGNED = ProcessVariable.flag("notAssigned");

    /** {@code yyyy-MM-dd}; begins at midnight in the agency's zone. */
    static final ProcessVariable<String> NEXT_CHECK_ON = ProcessVariable.text("nextCheckOn");

    /** Days after the first day. */
    static final ProcessVariable<Integer> CHECK_DAY = ProcessVariable.count("checkDay");

    static final ProcessVariable<Boolean> MORE_CHECKS = ProcessVariable.flag("moreChecks");

    /** Private: what somebody says in the first days. */
    static final ProcessVariable<String> GOING_WELL = ProcessVariable.text("goingWell");

    static final ProcessVariable<Boolean> ENOUGH_SUPPORT = ProcessVariable.flag("enoughSupport");
    static final ProcessVariable<Boolean> RETURN_TO_FORMER_POST = ProcessVariable.flag("returnToFormerPost");
    static final ProcessVariable<Boolean> WAY_BACK_WANTED = ProcessVariable.flag("wayBackWanted");

    /** {@code apply}, {@code no} or {@code what-is-missing}. */
    static final ProcessVariable<String> INTEREST = ProcessVariable.text("interest");

    static final ProcessVariable<String> CAREER_GOAL = ProcessVariable.text("careerGoal");
    static final ProcessVariable<String> SUMMARY = ProcessVariable.text("summary");
    static final ProcessVariable<Boolean> ELIGIBLE = ProcessVariable.flag("eligible");
    static final ProcessVariable<String> FIRST_CALL_NOTE = ProcessVariable.text("firstCallNote");

    /** What may still be done after the start. */
    static final ProcessVariable<List<DueInWords>> DUE_LATER =
            ProcessVariable.json("dueLater", new TypeReference<>() {});

    static final ProcessVariable<Boolean> APPEAL = ProcessVariable.flag("appeal");
    static final ProcessVariable<Boolean> APPEAL_HEARD = ProcessVariable.flag("appealHeard");
    static final ProcessVariable<Boolean> APPEAL_GRANTED = ProcessVariable.flag("appealGranted");

    /** What compliance says about one service. */
    record PlanRow(String scope, String clinicianId) {}

    /** {@link DueLater} as a form shows it. */
    record DueInWords(String requirement, String dueWords) {

        static DueInWords of(DueLater due) {
            return new DueInWords(
                    due.requirement(),
                    "within " + due.monthsAfterStart() + " months of the first day. " + due.howToMeet());
        }
    }

    private AppointmentProcess() {}
}
