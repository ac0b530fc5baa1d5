package org.peerladder.fairchance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.peerladder.Refusal;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * One file per check, in a table of our own. What a report says has no place in it. Everything is written in the caller's
 * transaction; the sweep removes what has been kept long enough.
 */
@Repository
class FairChanceFiles {

    /**
     * One check.
     *
     * @param offeredOn day of the conditional offer
     * @param secondReaderId who was named because there were not two officers; null if there were
     * @param outcome {@code clear} or {@code hear-first}; null before
     * @param findings Json: factor to finding
     * @param result {@code go-on} or {@code no}; null before
     * @param secondView {@code agree} or {@code disagree}; null before
     */
    record FairChanceFile(
            String instanceId,
            String caseNumber,
            String candidateId,
            String cite,
            String state,
            LocalDate openedOn,
            LocalDate offeredOn,
            String secondReaderId,
            Boolean consent,
            String outcome,
            String recordedBy,
            String response,
            boolean disputed,
            boolean corrected,
            String findings,
            String result,
            String assessedBy,
            String secondView,
            String secondBy,
            String alternative,
            LocalDate closedOn) {

        /** A "no" needs two. */
        boolean goesOn() {
            return Boolean.TRUE.equals(consent)
                    && outcome != null
                    && (outcome.equals("clear") || "go-on".equals(result) || "disagree".equals(secondView));
        }
    }

    private static final String SELECT =
            """
            select instance_id, case_number, candidate_id, cite, state, opened_on, offered_on, second_reader_id, consent, outcome,
                   recorded_by, response, disputed, corrected, findings, result, assessed_by, second_view, second_by,
                   alternative, closed_on
              from fair_chance_check
            """;

    private static final RowMapper<FairChanceFile> ROW = (row, number) -> new FairChanceFile(
            row.getString("instance_id"),
            row.getString("case_number"),
            row.getString("candidate_id"),
            row.getString("cite"),
            row.getString("state"),
            row.getObject("opened_on", LocalDate.class),
            row.getObject("offered_on", LocalDate.class),
            row.getString("second_reader_id"),
            row.getObject("consent", Boolean.class),
            row.getString("outcome"),
            row.getString("recorded_by"),
            row.getString("response"),
            row.getBoolean("disputed"),
            row.getBoolean("corrected"),
            row.getString("findings"),
            row.getString("result"),
            row.getString("assessed_by"),
            row.getString("second_view"),
            row.getString("second_by"),
            row.getString("alternative"),
            row.getObject("closed_on", LocalDate.class));

    private final JdbcClient jdbc;

    FairChanceFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Refusal if there is no conditional offer: before it nothing is asked and nothing recorded */
    @Transactional(propagation = Propagation.MANDATORY)
    void open(
            String instanceId,
            String caseNumber,
            String candidateId,
            String cite,
            String state,
            Optional<LocalDate> offeredOn,
            LocalDate today) {
        var offered = offeredOn.orElseThrow(() -> new Refusal(
                "conditionalOfferOn", "There is no conditional offer yet, so nothing may be checked. Make it first."));
        jdbc.sql("insert into fair_chance_check (instance_id, case_number, candidate_id, cite, state, opened_on,"
                        + " offered_on) values (?, ?, ?, ?, ?, ?, ?)")
                .params(instanceId, caseNumber, candidateId, cite, state, today, offered)
                .update();
    }

    FairChanceFile get(String instanceId) {
        return jdbc.sql(SELECT + "where instance_id = ?")
                .param(instanceId)
                .query(ROW)
                .optional()
                .orElseThrow(() -> new Refusal(
                        "checkOutcome", "There is no conditional offer for this person, so nothing may be recorded."));
    }

    /** The checks of a case, the newest first. */
    List<FairChanceFile> of(String caseNumber) {
        return jdbc.sql(SELECT + "where case_number = ? order by opened_on desc, instance_id")
                .param(caseNumber)
                .query(ROW)
                .list();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void secondReader(String instanceId, String readerId) {
        set(instanceId, "second_reader_id = ?", readerId);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void consent(String instanceId, boolean consent) {
        set(instanceId, "consent = ?", consent);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void outcome(String instanceId, String outcome, String by) {
        set(instanceId, "outcome = ?, recorded_by = ?, disputed = false, corrected = false", outcome, by);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void response(String instanceId, String response, boolean disputed) {
        set(instanceId, "response = ?, disputed = ?", response, disputed);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void dispute(String instanceId, boolean corrected) {
        set(instanceId, "corrected = ?", corrected);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void assess(String instanceId, String findings, String result, String by) {
        set(instanceId, "findings = ?, result = ?, assessed_by = ?", findings, result, by);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void secondView(String instanceId, String view, String by) {
        set(instanceId, "second_view = ?, second_by = ?", view, by);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void alternative(String instanceId, String alternative) {
        set(instanceId, "alternative = ?", alternative);
    }

    /** @param keepUntil the last day it is kept */
    @Transactional(propagation = Propagation.MANDATORY)
    void close(String instanceId, LocalDate today, LocalDate keepUntil) {
        set(instanceId, "closed_on = ?, keep_until = ?", today, keepUntil);
    }

    /** Checks that ended without an end of their own, because the candidate stepped aside or the vacancy stopped. */
    @Transactional
    void closeForgotten(LocalDate today, LocalDate keepUntil) {
        jdbc.sql("update fair_chance_check set closed_on = ?, keep_until = ? where closed_on is null and not exists"
                        + " (select 1 from ACT_RU_EXECUTION e where e.ID_ = fair_chance_check.instance_id)")
                .params(today, keepUntil)
                .update();
    }

    @Transactional
    int remove(LocalDate today) {
        return jdbc.sql("delete from fair_chance_check where keep_until < ?")
                .param(today)
                .update();
    }

    private void set(String instanceId, String what, Object... values) {
        var params = new ArrayList<>(Arrays.asList(values));
        params.add(instanceId);
        jdbc.sql("update fair_chance_check set " + what + " where instance_id = ?")
                .params(params)
                .update();
    }
}
