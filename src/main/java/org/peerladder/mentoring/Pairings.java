package org.peerladder.mentoring;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerladder.Recall;
import org.peerladder.Refusal;
import org.peerladder.career.Career;
import org.peerladder.career.CareerEntry;
import org.peerladder.career.Credit;
import org.peerladder.career.EntryKind;
import org.peerladder.career.Worker;
import org.peerladder.mentoring.Round.Answer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who mentors whom, what both say privately, and which hours count. A case has at most one open pairing; a mentor never has
 * more than their places, however many ask at once. Everything is written in the caller's transaction.
 */
@Repository
class Pairings {

    private static final String COLUMNS =
            "select id, case_number, mentee_id, mentor_id, kind, credited_as, opened_on, every_days, ends_on, closed_on,"
                    + " closed_because from mentoring_pairing ";

    private static final BigDecimal MOST_HOURS = new BigDecimal("9999.99");

    private final JdbcClient jdbc;
    private final Career career;
    private final Recall recall;

    Pairings(JdbcClient jdbc, Career career, Recall recall) {
        this.jdbc = jdbc;
        this.career = career;
        this.recall = recall;
    }

    /**
     * Takes one of the mentor's places. Nothing happens if the case has this pairing already.
     *
     * @param terms as of the day of the request
     * @param capacity the mentor's as of now, of {@link Mentors#capacity}
     * @throws Refusal on {@code mentorId} if no place is left, or the case has another mentor
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void open(String caseNumber, String menteeId, String mentorId, Terms terms, Capacity capacity, LocalDate openedOn) {
        var open = ofCase(caseNumber);
        if (open.isPresent()) {
            if (open.get().mentorId().equals(mentorId)) {
                return;
            }
            throw hasMentor();
        }
        if (!takesPlace(mentorId, terms, capacity)) {
            throw Mentors.noPlaceLeft(career.worker(mentorId).map(Worker::name).orElse(mentorId));
        }
        try {
            insert(caseNumber, menteeId, mentorId, terms, openedOn);
            recall.forget();
        } catch (DuplicateKeyException somebodyElseWasFaster) {
            throw hasMentor();
        }
    }

    private static Refusal hasMentor() {
        return new Refusal("mentorId", "This request has a mentor already.", Refusal.CONCURRENT);
    }

    private void insert(String caseNumber, String menteeId, String mentorId, Terms terms, LocalDate openedOn) {
        jdbc.sql(
                        """
                        insert into mentoring_pairing
                            (case_number, mentee_id, mentor_id, kind, credited_as, opened_on, open_case)
                        values (:case, :mentee, :mentor, :kind, :creditedAs, :openedOn, :case)
                        """)
                .param("case", caseNumber)
                .param("mentee", menteeId)
                .param("mentor", mentorId)
                .param("kind", terms.kind())
                .param("creditedAs", terms.creditedAs())
                .param("openedOn", openedOn)
                .update();
    }

    private boolean takesPlace(String mentorId, Terms terms, Capacity capacity) {
        return jdbc.sql(
                                """
                                update mentor_profile set taken = taken + 1, precepting = precepting + :newHire
                                 where mentor_id = :mentor and taken < :places
                                   and (:newHire = 0 or precepting < :newHires)
                                """)
                        .param("mentor", mentorId)
                        .param("places", capacity.places())
                        .param("newHires", capacity.newHires())
                        .param("newHire", terms.preceptorship() ? 1 : 0)
                        .update()
                == 1;
    }

    /** What both agreed; again if they agree on something else. {@link MentoringPolicy#checkAgreement} says what is possible. */
    @Transactional(propagation = Propagation.MANDATORY)
    void agree(String caseNumber, int everyDays, LocalDate endsOn) {
        var rows = jdbc.sql(
                        "update mentoring_pairing set every_days = :days, ends_on = :endsOn where open_case = :case")
                .param("days", everyDays)
                .param("endsOn", endsOn)
                .param("case", caseNumber)
                .update();
        if (rows == 0) {
            throw nobodyIsPaired(caseNumber);
        }
    }

    /** The open pairing of a case. */
    Optional<Pairing> ofCase(String caseNumber) {
        return select("where open_case = :value", caseNumber).stream().findFirst();
    }

    /** All pairings of a case, the latest last. */
    List<Pairing> allOfCase(String caseNumber) {
        return select("where case_number = :value order by id", caseNumber);
    }

    /** Those that a mentor has now, the oldest first. */
    List<Pairing> openOf(String mentorId) {
        return select("where mentor_id = :value and open_case is not null order by id", mentorId);
    }

    /** All that are open, the oldest first. */
    List<Pairing> open() {
        return jdbc.sql(COLUMNS + "where open_case is not null order by id")
                .query(Pairing.class)
                .list();
    }

    int placesTaken(String mentorId) {
        return jdbc.sql("select taken from mentor_profile where mentor_id = :id")
                .param("id", mentorId)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /**
     * Ends the open pairing of a case and gives the mentor's place back; nothing if none is open.
     *
     * @param because {@code completed}, {@code rematched}, {@code ended}, {@code withdrawn} or {@code mentor-left}
     * @return the mentor who has a place more now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<String> close(String caseNumber, String because, LocalDate closedOn) {
        var open = select("where open_case = :value for update", caseNumber).stream()
                .findFirst();
        open.ifPresent(pairing -> {
            jdbc.sql("update mentoring_pairing set open_case = null, closed_on = :on, closed_because = :because"
                            + " where id = :id")
                    .param("on", closedOn)
                    .param("because", because)
                    .param("id", pairing.id())
                    .update();
            jdbc.sql("update mentor_profile set taken = taken - 1, precepting = precepting - :newHire"
                            + " where mentor_id = :mentor")
                    .param("newHire", pairing.preceptorship() ? 1 : 0)
                    .param("mentor", pairing.mentorId())
                    .update();
            recall.forget();
        });
        return open.map(Pairing::mentorId);
    }

    /**
     * Keeps what one of the two says privately about a round of the case's latest pairing.
     *
     * @param round 1 for the first of the pairing, or any other number that tells its rounds apart
     * @throws Refusal if that person has answered for this round already, or the hours are no hours
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void checkedIn(
            String caseNumber,
            int round,
            String personId,
            BigDecimal hoursMet,
            boolean onTrack,
            boolean wantChange,
            LocalDate on) {
        if (hoursMet.signum() < 0
                || hoursMet.compareTo(MOST_HOURS) > 0
                || hoursMet.stripTrailingZeros().scale() > 2) {
            throw new Refusal("hoursMet", "Give the hours as a number, 0 or more, with at most two decimals.");
        }
        var pairing = lockedLatest(caseNumber);
        if (!pairing.involves(personId)) {
            throw new IllegalStateException(personId + " is neither mentor nor mentee in " + caseNumber + ".");
        }
        if (answers(pairing, round).containsKey(personId)) {
            throw new Refusal("hoursMet", "Your check-in of this round is in already; it counts as you first gave it.");
        }
        jdbc.sql(
                        """
                        insert into mentoring_check_in
                            (pairing_id, round, person_id, hours_met, on_track, want_change, answered_on)
                        values (:pairing, :round, :person, :hours, :onTrack, :wantChange, :on)
                        """)
                .param("pairing", pairing.id())
                .param("round", round)
                .param("person", personId)
                .param("hours", hoursMet)
                .param("onTrack", onTrack)
                .param("wantChange", wantChange)
                .param("on", on)
                .update();
    }

    /** What both have said about a round of the case's latest pairing. For counting only: neither sees the other's answer. */
    Round round(String caseNumber, int round) {
        return latest(caseNumber).map(pairing -> roundOf(pairing, round)).orElseGet(() -> new Round(null, null));
    }

    /**
     * Adds the hours that both confirm to both career records: given by the mentor, received by the mentee.
     *
     * @param from first day of the round
     * @param to last day of it
     * @return false if one has not answered yet, or the round was credited before; then nothing was changed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean credit(String caseNumber, int round, LocalDate from, LocalDate to) {
        // Only behind the lock is it certain that nobody else is crediting this round.
        var pairing = lockedLatest(caseNumber);
        return roundOf(pairing, round)
                .confirmedHours()
                .map(hours -> {
                    var given = new CareerEntry(pairing.creditedAs(), hours, from, to, "mentor");
                    var received = new CareerEntry(EntryKind.MENTORING_HOURS.id(), hours, from, to, "mentee");
                    var part = pairing.id() + "-" + round;
                    return career.credit(new Credit(caseNumber, part, pairing.mentorId(), given))
                            && career.credit(new Credit(caseNumber, part, pairing.menteeId(), received));
                })
                .orElse(false);
    }

    /** Pairings and what was said in them stay as long as the history of their case; the career record stays. */
    @Scheduled(cron = "${peerladder.mentoring.sweep}")
    @Transactional
    void sweep() {
        var gone =
                " not exists (select 1 from ACT_HI_PROCINST p where p.BUSINESS_KEY_ = mentoring_pairing.case_number)";
        jdbc.sql(COLUMNS + "where open_case is not null and" + gone)
                .query(Pairing.class)
                .list()
                .forEach(left -> close(left.caseNumber(), "ended", left.openedOn()));
        jdbc.sql("delete from mentoring_pairing where" + gone).update();
    }

    private Round roundOf(Pairing pairing, int round) {
        var answers = answers(pairing, round);
        return new Round(answers.get(pairing.mentorId()), answers.get(pairing.menteeId()));
    }

    private Map<String, Answer> answers(Pairing pairing, int round) {
        var found = new HashMap<String, Answer>();
        jdbc.sql("select person_id, hours_met, on_track, want_change, answered_on from mentoring_check_in"
                        + " where pairing_id = :pairing and round = :round")
                .param("pairing", pairing.id())
                .param("round", round)
                .query(row -> {
                    found.put(
                            row.getString("person_id"),
                            new Answer(
                                    row.getBigDecimal("hours_met"),
                                    row.getBoolean("on_track"),
                                    row.getBoolean("want_change"),
                                    row.getObject("answered_on", LocalDate.class)));
                });
        return found;
    }

    private Optional<Pairing> latest(String caseNumber) {
        return select("where id = (select max(id) from mentoring_pairing where case_number = :value)", caseNumber)
                .stream()
                .findFirst();
    }

    /** All that happens to a pairing happens one after the other. */
    private Pairing lockedLatest(String caseNumber) {
        return select(
                        "where id = (select max(id) from mentoring_pairing where case_number = :value) for update",
                        caseNumber)
                .stream()
                .findFirst()
                .orElseThrow(() -> nobodyIsPaired(caseNumber));
    }

    private List<Pairing> select(String where, String value) {
        return jdbc.sql(COLUMNS + where)
                .param("value", value)
                .query(Pairing.class)
                .list();
    }

    private static IllegalStateException nobodyIsPaired(String caseNumber) {
        return new IllegalStateException("Nobody is paired in " + caseNumber + ".");
    }
}
