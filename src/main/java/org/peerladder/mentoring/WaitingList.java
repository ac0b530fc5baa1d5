package org.peerladder.mentoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who waits for a mentor: first come, first served. Only a lower rank of table {@code mentoring-terms}, as it was when
 * somebody joined, goes before; those who are overtaken are told why.
 */
@Repository
class WaitingList {

    /** @param reason why they go before others; null where they do not */
    record Waiting(
            String caseNumber, String menteeId, List<String> focusAreas, Instant since, int rank, String reason) {

        private boolean isAfter(Waiting other) {
            return since.isAfter(other.since);
        }

        /** Whether the same mentor could be what both want. */
        private boolean competesFor(String focusArea) {
            return focusAreas.isEmpty() || focusAreas.contains(focusArea);
        }
    }

    private final JdbcClient jdbc;

    WaitingList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Waits. Who waits already keeps the place.
     *
     * @param since when they asked for a mentor first
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void join(String caseNumber, String menteeId, Terms terms, List<String> focusAreas, Instant since) {
        jdbc.sql(
                        """
                        insert into mentoring_queue
                            (case_number, mentee_id, focus_areas, waits_since, queue_rank, queue_reason)
                        select :case, id, :areas, :since, :rank, :reason from worker
                         where id = :mentee and not exists (select 1 from mentoring_queue where case_number = :case)
                        """)
                .param("case", caseNumber)
                .param("mentee", menteeId)
                .param("areas", MentorProfiles.codes(focusAreas))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("rank", terms.queueRank())
                .param("reason", terms.queueReason())
                .update();
    }

    /** Waits no longer; nothing if they did not. */
    @Transactional(propagation = Propagation.MANDATORY)
    void leave(String caseNumber) {
        jdbc.sql("delete from mentoring_queue where case_number = :case")
                .param("case", caseNumber)
                .update();
    }

    /**
     * 1 for who is served next. Only those before count who want the same focus area; of several areas the best place.
     *
     * @return 0 for who does not wait
     */
    int place(String caseNumber) {
        var all = all();
        return index(all, caseNumber).map(index -> 1 + before(all, index)).orElse(0);
    }

    /** {@link #place} of everyone who waits, in the order in which they are served. */
    Map<String, Integer> places() {
        var all = all();
        var places = new LinkedHashMap<String, Integer>();
        IntStream.range(0, all.size()).forEach(i -> places.put(all.get(i).caseNumber(), 1 + before(all, i)));
        return places;
    }

    /** Why somebody who came later is served before, in words. */
    Optional<String> overtakenBecause(String caseNumber) {
        var all = all();
        return index(all, caseNumber).flatMap(index -> all.subList(0, index).stream()
                .filter(other -> other.isAfter(all.get(index)))
                .map(Waiting::reason)
                .findFirst());
    }

    /** Case numbers, in the order in which they are served. */
    List<String> inOrder() {
        return all().stream().map(Waiting::caseNumber).toList();
    }

    /** Everyone who waits, in the order in which they are served. */
    List<Waiting> all() {
        return jdbc.sql("select case_number, mentee_id, focus_areas, waits_since, queue_rank, queue_reason"
                        + " from mentoring_queue order by queue_rank, waits_since, id")
                .query(WaitingList::read)
                .list();
    }

    private static Optional<Integer> index(List<Waiting> all, String caseNumber) {
        return IntStream.range(0, all.size())
                .boxed()
                .filter(i -> all.get(i).caseNumber().equals(caseNumber))
                .findFirst();
    }

    private static int before(List<Waiting> all, int index) {
        var others = all.subList(0, index);
        return all.get(index).focusAreas().stream()
                .mapToInt(area -> (int)
                        others.stream().filter(other -> other.competesFor(area)).count())
                .min()
                .orElse(index);
    }

    private static Waiting read(ResultSet row, int number) throws SQLException {
        return new Waiting(
                row.getString("case_number"),
                row.getString("mentee_id"),
                MentorProfiles.codes(row.getString("focus_areas")),
                row.getObject("waits_since", OffsetDateTime.class).toInstant(),
                row.getInt("queue_rank"),
                row.getString("queue_reason"));
    }
}
