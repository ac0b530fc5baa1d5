package org.peerladder.mentoring;

import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigDecimal;
import java.util.List;
import org.peerladder.engine.ProcessVariable;

/** The names that {@code mentoring-assignment.bpmn}, its forms and our code share. */
public final class MentoringProcess {

    public static final String KEY = "mentoring-assignment";

    /** Case numbers of mentoring assignments: {@code MEN-2026-0042}. */
    static final String CASE_NUMBER_PREFIX = "MEN";

    /** Sent where a mentor would help a worker; carries {@code applicantId}, and what is known of the wish. */
    public static final String MENTORING_RECOMMENDED = "mentoringRecommended";

    /** A place is free for the case that has waited longest. */
    static final String MENTOR_AVAILABLE = "mentorAvailable";

    /** The mentor of a pairing, or whoever was asked to be one, has left. */
    static final String MENTOR_LEFT = "mentorLeft";

    /** For whom a supervisor asks; empty when a worker asks for themselves. */
    static final ProcessVariable<String> WORKER = ProcessVariable.text("workerId");

    static final ProcessVariable<Boolean> ASKED_BY_WORKER = ProcessVariable.flag("askedByWorker");

    public static final ProcessVariable<String> GOAL = ProcessVariable.text("mentoringGoal");
    static final ProcessVariable<List<String>> FOCUS_AREAS = ProcessVariable.texts("focusAreas");

    /** {@code in-person}, {@code video}, {@code phone} or {@code any}. */
    static final ProcessVariable<String> PREFERRED_MEETING = ProcessVariable.text("preferredMeeting");

    static final ProcessVariable<List<String>> LANGUAGES = ProcessVariable.texts("languages");

    /** Private: shown to nobody and in no history. */
    static final ProcessVariable<List<String>> NOT_WITH = ProcessVariable.texts("notWith");

    static final ProcessVariable<List<Candidate>> CANDIDATES =
            ProcessVariable.json("candidates", new TypeReference<>() {});
    static final ProcessVariable<Boolean> MENTOR_FREE = ProcessVariable.flag("mentorFree");
    static final ProcessVariable<String> MATCH_SUMMARY = ProcessVariable.text("matchSummary");

    static final ProcessVariable<Boolean> LET_COORDINATOR_CHOOSE = ProcessVariable.flag("letCoordinatorChoose");
    static final ProcessVariable<String> MENTOR = ProcessVariable.text("mentorId");
    static final ProcessVariable<String> MENTOR_NAME = ProcessVariable.text("mentorName");
    static final ProcessVariable<Boolean> ACCEPTED = ProcessVariable.flag("accepted");

    /** Mentors who said no, or were the mentor before; they are not asked again. */
    static final ProcessVariable<List<String>> ASKED_BEFORE = ProcessVariable.texts("askedBefore");

    static final ProcessVariable<String> GOALS = ProcessVariable.text("goals");
    static final ProcessVariable<Integer> MEETING_EVERY_DAYS = ProcessVariable.count("meetingEveryDays");

    /** {@code yyyy-MM-dd} */
    static final ProcessVariable<String> ENDS_ON = ProcessVariable.text("endsOn");

    /** What the one who answered before has written down. */
    static final ProcessVariable<String> TERMS = ProcessVariable.text("terms");

    static final ProcessVariable<Boolean> AGREED = ProcessVariable.flag("agreed");

    /** {@code yyyy-MM-dd} */
    static final ProcessVariable<String> REQUESTED_ON = ProcessVariable.text("requestedOn");

    /** The moment, in UTC: the order in which people wait. */
    static final ProcessVariable<String> REQUESTED_AT = ProcessVariable.text("requestedAt");

    /** {@code yyyy-MM-dd}; begins at midnight in the agency's zone. */
    static final ProcessVariable<String> NEXT_CHECK_IN_ON = ProcessVariable.text("nextCheckInOn");

    /** {@code yyyy-MM-dd}: when the round began that is asked about next. */
    static final ProcessVariable<String> ROUND_BEGAN_ON = ProcessVariable.text("roundBeganOn");

    static final ProcessVariable<Integer> ROUND = ProcessVariable.count("round");

    /** Private: what one of the two says in a check-in. */
    static final ProcessVariable<BigDecimal> HOURS_MET = ProcessVariable.number("hoursMet");

    static final ProcessVariable<Boolean> ON_TRACK = ProcessVariable.flag("onTrack");
    static final ProcessVariable<Boolean> WANT_CHANGE = ProcessVariable.flag("wantChange");

    /** Said in the next check-in when the two figures differed: the lower one counts until they agree. */
    static final ProcessVariable<String> HOURS_NOTE = ProcessVariable.text("hoursNote");

    /** {@code go-on}, {@code change} or {@code over}. */
    static final ProcessVariable<String> NEXT_STEP = ProcessVariable.text("nextStep");

    private MentoringProcess() {}
}
