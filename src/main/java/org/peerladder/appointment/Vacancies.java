package org.peerladder.appointment;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peerladder.Refusal;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.StringUtils;

/**
 * Posts that are filled from within, who applies, and every selection that was made. Everything is written in the caller's
 * transaction; whoever must see the state of all candidates at once locks the vacancy first.
 */
@Repository
class Vacancies {

    /**
     * A post.
     *
     * @param closesOn the last day on which people inside can apply
     * @param offeredOn the day of the conditional offer; from then on the post waits for no appeal. Null before
     * @param selectedId null while nobody is selected
     * @param selectAgain an appeal was granted
     * @param firstDay of the new supervisor; null before
     */
    record Vacancy(
            String caseNumber,
            String instanceId,
            String program,
            String position,
            LocalDate closesOn,
            boolean callOpen,
            LocalDate offeredOn,
            String selectedId,
            boolean selectAgain,
            LocalDate firstDay,
            boolean closed) {}

    /**
     * One person's part in a vacancy.
     *
     * @param instanceId the process instance that runs, or ran last, for it
     * @param namedConflicts people who should not decide; private
     * @param recommended what the panel saw; null before
     * @param settled whether the latest selection leaves nothing open for this person
     * @param heard whether this person was told before that somebody else, or nobody, was selected
     * @param appeals whether an appeal of this person is being heard
     */
    record Candidacy(
            String caseNumber,
            String candidateId,
            String instanceId,
            String state,
            Set<String> namedConflicts,
            String careerGoal,
            Boolean recommended,
            boolean settled,
            boolean heard,
            boolean appeals) {

        boolean applied() {
            return state.equals(APPLIED);
        }

        boolean selectable() {
            return applied() && Boolean.TRUE.equals(recommended);
        }
    }

    static final String INVITED = "invited";
    static final String APPLIED = "applied";
    static final String NOT_INTERESTED = "not-interested";
    static final String CALL_CLOSED = "call-closed";
    static final String WITHDREW = "withdrew";
    static final String ENDED = "ended";
    private static final String CLOSED = "closed";

    private static final String VACANCY =
            """
            select case_number, instance_id, program, position, closes_on, call_open, offered_on, selected_id, select_again,
                   first_day, closed
              from vacancy
            """;

    private static final RowMapper<Vacancy> VACANCY_ROW = (row, number) -> new Vacancy(
            row.getString("case_number"),
            row.getString("instance_id"),
            row.getString("program"),
            row.getString("position"),
            row.getObject("closes_on", LocalDate.class),
            row.getBoolean("call_open"),
            row.getObject("offered_on", LocalDate.class),
            row.getString("selected_id"),
            row.getBoolean("select_again"),
            row.getObject("first_day", LocalDate.class),
            row.getBoolean("closed"));

    private static final String CANDIDACY =
            """
            select case_number, candidate_id, instance_id, state, named_conflicts, career_goal, recommended, settled, heard, appeals
              from candidacy
            """;

    private static final RowMapper<Candidacy> CANDIDACY_ROW = (row, number) -> new Candidacy(
            row.getString("case_number"),
            row.getString("candidate_id"),
            row.getString("instance_id"),
            row.getString("state"),
            new LinkedHashSet<>(StringUtils.commaDelimitedListToSet(row.getString("named_conflicts"))),
            row.getString("career_goal"),
            row.getObject("recommended", Boolean.class),
            row.getBoolean("settled"),
            row.getBoolean("heard"),
            row.getBoolean("appeals"));

    private final JdbcClient jdbc;

    Vacancies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void open(String caseNumber, String instanceId, String program, String position, LocalDate closesOn) {
        jdbc.sql("insert into vacancy (case_number, instance_id, program, position, closes_on, call_open)"
                        + " values (?, ?, ?, ?, ?, false)")
                .params(caseNumber, instanceId, program, position, closesOn)
                .update();
    }

    Vacancy get(String caseNumber) {
        return find(caseNumber).orElseThrow(() -> new IllegalStateException("There is no vacancy " + caseNumber + "."));
    }

    Optional<Vacancy> find(String caseNumber) {
        return jdbc.sql(VACANCY + "where case_number = ?")
                .param(caseNumber)
                .query(VACANCY_ROW)
                .optional();
    }

    /** Locked until the transaction ends: whoever else needs all candidates at once waits. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Vacancy> lock(String caseNumber) {
        return jdbc.sql(VACANCY + "where case_number = ? for update")
                .param(caseNumber)
                .query(VACANCY_ROW)
                .optional();
    }

    /** Posts for which people inside can apply now, the first to close first. */
    List<Vacancy> open() {
        return jdbc.sql(VACANCY + "where call_open and not closed order by closes_on, case_number")
                .query(VACANCY_ROW)
                .list();
    }

    /** Case numbers of vacancies that go on. There are few at a time. */
    List<String> notClosed() {
        return jdbc.sql("select case_number from vacancy where not closed order by case_number")
                .query(String.class)
                .list();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void openCall(String caseNumber, LocalDate closesOn) {
        jdbc.sql("update vacancy set call_open = true, closes_on = ? where case_number = ?")
                .params(closesOn, caseNumber)
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void closeCall(String caseNumber) {
        jdbc.sql("update vacancy set call_open = false where case_number = ?")
                .param(caseNumber)
                .update();
    }

    /** The candidacies of a vacancy in the order in which they came. */
    List<Candidacy> candidacies(String caseNumber) {
        return jdbc.sql(CANDIDACY + "where case_number = ? order by id")
                .param(caseNumber)
                .query(CANDIDACY_ROW)
                .list();
    }

    Optional<Candidacy> candidacy(String caseNumber, String candidateId) {
        return jdbc.sql(CANDIDACY + "where case_number = ? and candidate_id = ?")
                .params(caseNumber, candidateId)
                .query(CANDIDACY_ROW)
                .optional();
    }

    /** Every candidacy of somebody. */
    List<Candidacy> of(String candidateId) {
        return jdbc.sql(CANDIDACY + "where candidate_id = ? order by id")
                .param(candidateId)
                .query(CANDIDACY_ROW)
                .list();
    }

    /** Candidacies of somebody that have not ended. */
    List<Candidacy> liveOf(String candidateId) {
        return jdbc.sql(CANDIDACY + "where candidate_id = ? and state in ('invited', 'applied') order by id")
                .param(candidateId)
                .query(CANDIDACY_ROW)
                .list();
    }

    /**
     * A candidacy begins, for the first time or anew.
     *
     * @throws Refusal if this person has one in this vacancy that has not ended
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void begin(String caseNumber, String candidateId, String instanceId) {
        lock(caseNumber);
        var before = candidacy(caseNumber, candidateId);
        if (before.isEmpty()) {
            jdbc.sql(
                            "insert into candidacy (case_number, candidate_id, instance_id, state) values (?, ?, ?, 'invited')")
                    .params(caseNumber, candidateId, instanceId)
                    .update();
        } else if (Set.of(INVITED, APPLIED).contains(before.get().state())) {
            throw new Refusal(
                    "candidateId",
                    "This person has a part in this vacancy already; it is in their task list or among their requests.",
                    Refusal.CONCURRENT);
        } else {
            jdbc.sql("update candidacy set instance_id = ?, state = 'invited', recommended = null, settled = true,"
                            + " heard = false, appeals = false where case_number = ? and candidate_id = ?")
                    .params(instanceId, caseNumber, candidateId)
                    .update();
        }
    }

    /**
     * @throws Refusal if the call is closed by now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void apply(String caseNumber, String candidateId, Collection<String> namedConflicts, String careerGoal) {
        if (!lock(caseNumber).map(Vacancy::callOpen).orElse(false)) {
            throw new Refusal(
                    "interest",
                    "The call for this post is closed, so nobody can apply in it any more. Nothing is held against you; when"
                            + " a post is open again, you are told.");
        }
        jdbc.sql("update candidacy set state = 'applied', named_conflicts = ?, career_goal = ?"
                        + " where case_number = ? and candidate_id = ?")
                .params(String.join(",", namedConflicts), careerGoal, caseNumber, candidateId)
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void end(String caseNumber, String candidateId, String state) {
        jdbc.sql("update candidacy set state = ?, settled = true, appeals = false, named_conflicts = ''"
                        + " where case_number = ? and candidate_id = ?")
                .params(state, caseNumber, candidateId)
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void recommend(String caseNumber, String candidateId, boolean recommended) {
        jdbc.sql("update candidacy set recommended = ? where case_number = ? and candidate_id = ?")
                .params(recommended, caseNumber, candidateId)
                .update();
    }

    /**
     * A selection is made, or made anew.
     *
     * @throws Refusal if somebody else has made it at the same moment
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void select(String caseNumber, String selectedId, String selectedBy, String reason) {
        lock(caseNumber);
        jdbc.sql(
                        "insert into vacancy_selection (case_number, round, selected_id, selected_by, reason)"
                                + " select ?, coalesce(max(round), 0) + 1, ?, ?, ? from vacancy_selection where case_number = ?")
                .params(caseNumber, selectedId, selectedBy, reason, caseNumber)
                .update();
        jdbc.sql("update vacancy set selected_id = ?, select_again = false where case_number = ?")
                .params(selectedId, caseNumber)
                .update();
    }

    /** Who has selected in this vacancy so far. */
    List<String> selectors(String caseNumber) {
        return jdbc.sql("select distinct selected_by from vacancy_selection where case_number = ?"
                        + " and selected_by is not null")
                .param(caseNumber)
                .query(String.class)
                .list();
    }

    /** Why the latest selection was made, in the words that everybody may read; empty before. */
    Optional<String> selectionReason(String caseNumber) {
        return jdbc.sql(
                        "select reason from vacancy_selection where case_number = ? order by round desc fetch first 1 row"
                                + " only")
                .param(caseNumber)
                .query(String.class)
                .optional();
    }

    /** Everybody but the selected one is to be heard. */
    @Transactional(propagation = Propagation.MANDATORY)
    void hear(String caseNumber, String candidateId) {
        jdbc.sql("update candidacy set settled = false, heard = true where case_number = ? and candidate_id = ?")
                .params(caseNumber, candidateId)
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void appeals(String caseNumber, String candidateId) {
        jdbc.sql("update candidacy set appeals = true where case_number = ? and candidate_id = ?")
                .params(caseNumber, candidateId)
                .update();
    }

    /** The selection is made anew, with whoever appealed among those to choose from. */
    @Transactional(propagation = Propagation.MANDATORY)
    void selectAgain(String caseNumber, String candidateId) {
        recommend(caseNumber, candidateId, true);
        jdbc.sql("update vacancy set select_again = true where case_number = ?")
                .param(caseNumber)
                .update();
    }

    /**
     * This candidate has been heard.
     *
     * @return whether that leaves nobody to be heard
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean settle(String caseNumber, String candidateId) {
        lock(caseNumber);
        jdbc.sql("update candidacy set settled = true, appeals = false where case_number = ? and candidate_id = ?")
                .params(caseNumber, candidateId)
                .update();
        return allSettled(caseNumber);
    }

    boolean allSettled(String caseNumber) {
        return candidacies(caseNumber).stream().noneMatch(each -> each.applied() && !each.settled());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void offer(String caseNumber, LocalDate day) {
        jdbc.sql("update vacancy set offered_on = ? where case_number = ?")
                .params(day, caseNumber)
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void begins(String caseNumber, LocalDate firstDay) {
        jdbc.sql("update vacancy set first_day = ? where case_number = ?")
                .params(firstDay, caseNumber)
                .update();
    }

    /** The selected person is gone before the offer. */
    @Transactional(propagation = Propagation.MANDATORY)
    void unselect(String caseNumber, String selectedId) {
        jdbc.sql(
                        "update vacancy set selected_id = null where case_number = ? and selected_id = ? and offered_on is null")
                .params(caseNumber, selectedId)
                .update();
    }

    /** The post is open for the others again. */
    @Transactional(propagation = Propagation.MANDATORY)
    void release(String caseNumber) {
        jdbc.sql("update vacancy set selected_id = null, offered_on = null where case_number = ?")
                .param(caseNumber)
                .update();
        jdbc.sql("delete from supervision_plan where case_number = ?")
                .param(caseNumber)
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void close(String caseNumber) {
        jdbc.sql("update vacancy set closed = true, call_open = false where case_number = ?")
                .param(caseNumber)
                .update();
        jdbc.sql("update candidacy set state = '" + CLOSED + "', named_conflicts = '' where case_number = ?"
                        + " and state in ('invited', 'applied')")
                .param(caseNumber)
                .update();
    }

    /** Who may supervise what, as it was decided. */
    @Transactional(propagation = Propagation.MANDATORY)
    void plan(String caseNumber, Scope scope, String clinicianId) {
        jdbc.sql("delete from supervision_plan where case_number = ? and service = ?")
                .params(caseNumber, scope.service())
                .update();
        jdbc.sql("insert into supervision_plan (case_number, service, payers, scope, reason, source, clinician_id)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        caseNumber,
                        scope.service(),
                        scope.payers(),
                        scope.scope(),
                        scope.reason(),
                        scope.source(),
                        clinicianId)
                .update();
    }

    /** One row per person and question; a second answer takes the place of the first. */
    @Transactional(propagation = Propagation.MANDATORY)
    void answer(String caseNumber, int checkDay, String personId, int goingWell, boolean enoughSupport) {
        jdbc.sql("delete from first_days_answer where case_number = ? and check_day = ? and person_id = ?")
                .params(caseNumber, checkDay, personId)
                .update();
        jdbc.sql("insert into first_days_answer (case_number, check_day, person_id, going_well, enough_support)"
                        + " values (?, ?, ?, ?, ?)")
                .params(caseNumber, checkDay, personId, goingWell, enoughSupport)
                .update();
    }

    /**
     * Answers to one question, added up.
     *
     * @param goingWell from 1 (hardly) to 4 (very well), the mean
     */
    record Sum(int checkDay, int answers, double goingWell, int enoughSupport) {}

    /** Only where at least so many have answered. */
    List<Sum> sums(String caseNumber, int atLeast) {
        return jdbc.sql(
                        """
                        select check_day, count(*), avg(cast(going_well as numeric(4, 2))),
                               sum(case when enough_support then 1 else 0 end)
                          from first_days_answer
                         where case_number = ?
                         group by check_day having count(*) >= ? order by check_day
                        """)
                .params(caseNumber, atLeast)
                .query((row, number) ->
                        new Sum(row.getInt(1), row.getInt(2), Math.round(row.getDouble(3) * 10) / 10.0, row.getInt(4)))
                .list();
    }

    /** Vacancies whose case is no longer in the history go with it. */
    @Transactional
    void removeForgotten() {
        jdbc.sql("delete from vacancy where closed and not exists"
                        + " (select 1 from ACT_HI_PROCINST p where p.ID_ = vacancy.instance_id)")
                .update();
    }

    static Set<String> ids(Stream<Candidacy> candidacies) {
        return candidacies.map(Candidacy::candidateId).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
