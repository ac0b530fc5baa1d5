package org.peerladder.mentoring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerladder.Refusal;
import org.peerladder.career.CareerRecord;
import org.peerladder.career.EntryKind;
import org.peerladder.career.Worker;
import org.peerladder.policy.CareerLadder;
import org.peerladder.policy.DecisionTables;
import org.peerladder.policy.Position;
import org.springframework.stereotype.Component;

/** What the tables say about mentoring: who may mentor, how many, what speaks for somebody, and how it goes. */
@Component
class MentoringPolicy {

    /** @param reason why, or why not, in words */
    record Eligibility(boolean eligible, String reason) {}

    /**
     * How near the two are.
     *
     * @param language code of one that both speak, or {@link #NONE}
     * @param meeting code of a way to meet that suits both, or {@link #NONE}
     */
    record Fit(
            String kind,
            String language,
            String meeting,
            boolean sameProgram,
            boolean sameFamily,
            boolean heldNextPosition,
            int mentees) {

        static final String NONE = "none";
    }

    private static final String FOCUS = "mentoring-focus-areas";
    private static final String SCORE = "mentor-match-score";
    private static final String TRAINING = "mentor-training";

    private final DecisionTables tables;
    private final CareerLadder ladder;

    MentoringPolicy(DecisionTables tables, CareerLadder ladder) {
        this.tables = tables;
        this.ladder = ladder.forMany();
    }

    /** The codes of what mentoring can be about. */
    List<String> focusAreas() {
        return tables.allowedInputs(FOCUS, "focusArea");
    }

    List<String> languages() {
        return tables.allowedInputs(SCORE, "language");
    }

    /** The codes of the ways to meet, {@link Wish#ANY} not among them. */
    List<String> meetings() {
        return tables.allowedInputs(SCORE, "meeting");
    }

    Eligibility eligibility(CareerRecord record, boolean optedIn, LocalDate day) {
        var worker = record.worker();
        var hours = record.total(EntryKind.MENTORING_HOURS.id(), Set.of(), null);
        var row = one(
                "mentor-eligibility",
                Map.of(
                        "optedIn",
                        optedIn,
                        "peer",
                        worker.peer(),
                        "guest",
                        worker.guest(),
                        "positionLevel",
                        ladder.find(worker.position()).map(Position::level).orElse(0),
                        "mentorTraining",
                        record.trainings(TRAINING, day) > 0,
                        "trainingBooked",
                        record.trainingBooked(TRAINING, day),
                        "mentoringHours",
                        hours.setScale(0, RoundingMode.DOWN).intValueExact()));
        return new Eligibility((Boolean) row.get("eligible"), (String) row.get("reason"));
    }

    Capacity capacity(Worker mentor) {
        var row = one(
                "mentor-capacity",
                Map.of(
                        "guest",
                        mentor.guest(),
                        "position",
                        mentor.position() == null ? "" : mentor.position(),
                        "weeklyHours",
                        mentor.weeklyHours() == null
                                ? 0.0
                                : mentor.weeklyHours().doubleValue()));
        return new Capacity(
                number(row, "places").intValue(), number(row, "newHires").intValue());
    }

    /** What a shared focus area says for a mentor; nothing if the table does not have it any more. */
    List<Reason> focus(String focusArea) {
        return tables.remembered(FOCUS, Map.of("focusArea", focusArea)).stream()
                .map(row -> new Reason(
                        "Focus: " + row.get("words"), number(row, "points").intValue()))
                .toList();
    }

    /** What else speaks for a mentor. */
    List<Reason> reasons(Fit fit) {
        return tables
                .remembered(
                        SCORE,
                        Map.of(
                                "kind",
                                fit.kind(),
                                "language",
                                fit.language(),
                                "meeting",
                                fit.meeting(),
                                "sameProgram",
                                fit.sameProgram(),
                                "sameFamily",
                                fit.sameFamily(),
                                "heldNextPosition",
                                fit.heldNextPosition(),
                                "mentees",
                                fit.mentees()))
                .stream()
                .map(row -> new Reason(
                        (String) row.get("reason"), number(row, "points").intValue()))
                .toList();
    }

    /** The position with that code; empty for another title, and for null. */
    Optional<Position> position(String code) {
        return ladder.find(code);
    }

    /** Codes of the positions that somebody in this one may ask for. */
    Set<String> nextPositions(String code) {
        return ladder.reachableFrom(code).stream().map(Position::code).collect(Collectors.toUnmodifiableSet());
    }

    /** How the mentoring goes of somebody who asks on that day. */
    Terms terms(Worker mentee, LocalDate day) {
        var days = Math.max(0, ChronoUnit.DAYS.between(mentee.hiredOn(), day));
        var row = one("mentoring-terms", Map.of("daysSinceHire", (int) days));
        return new Terms(
                (String) row.get("kind"),
                number(row, "everyDays").intValue(),
                number(row, "mostEveryDays").intValue(),
                number(row, "lastsDays").intValue(),
                number(row, "mostLastsDays").intValue(),
                (String) row.get("creditedAs"),
                number(row, "hoursPerDay"),
                number(row, "silentAfterRounds").intValue(),
                number(row, "queueRank").intValue(),
                (String) row.get("queueReason"));
    }

    /** @throws Refusal if a rhythm or an end is not possible; says what is */
    void checkAgreement(Terms terms, LocalDate begin, int everyDays, LocalDate endsOn) {
        if (everyDays < 1 || everyDays > terms.mostEveryDays()) {
            throw new Refusal("meetingEveryDays", "Give 1 to %d days.".formatted(terms.mostEveryDays()));
        }
        var first = begin.plusDays(1);
        var last = begin.plusDays(terms.mostLastsDays());
        if (endsOn.isBefore(first) || endsOn.isAfter(last)) {
            throw new Refusal("endsOn", "Give a day from %s to %s.".formatted(first, last));
        }
    }

    /**
     * @param from first day of the round
     * @param to last day of it
     * @throws Refusal if these are more hours than those days can have
     */
    void checkHours(Terms terms, BigDecimal hours, LocalDate from, LocalDate to) {
        var days = Math.max(1, ChronoUnit.DAYS.between(from, to) + 1);
        var most = terms.hoursPerDay().multiply(BigDecimal.valueOf(days));
        if (hours.signum() < 0 || hours.compareTo(most) > 0) {
            throw new Refusal(
                    "hoursMet",
                    "From %s to %s there can be at most %s hours of mentoring; give 0 to %s."
                            .formatted(from, to, plain(most), plain(most)));
        }
    }

    private Map<String, Object> one(String table, Map<String, ?> inputs) {
        var rows = tables.remembered(table, inputs);
        return rows.size() == 1 ? rows.get(0) : tables.row(table, inputs);
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static BigDecimal number(Map<String, Object> row, String column) {
        return new BigDecimal(row.get(column).toString());
    }
}
