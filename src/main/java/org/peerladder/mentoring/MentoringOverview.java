package org.peerladder.mentoring;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What coordinators see: who meets whom, who waits, who has places. Never what somebody answered, nor whom they do not want. */
@Component
class MentoringOverview {

    /** @param total of all pages */
    record Page<T>(List<T> rows, int page, int size, int total) {

        static <T> Page<T> of(List<T> all, int page, int size) {
            var rows = all.stream().skip((long) page * size).limit(size).toList();
            return new Page<>(rows, page, size, all.size());
        }
    }

    /**
     * @param everyDays null until both have agreed
     * @param nextCheckInOn null until both have agreed
     * @param lastCheckInOn when both had answered last; null if they have not yet
     * @param silent whether that is longer ago than table {@code mentoring-terms} allows
     */
    record Pair(
            String caseNumber,
            String menteeName,
            String mentorName,
            String program,
            String kind,
            LocalDate since,
            Integer everyDays,
            LocalDate nextCheckInOn,
            LocalDate lastCheckInOn,
            boolean silent) {}

    record Waiting(String caseNumber, String menteeName, int place, Instant since, String reason) {}

    /** @param program the mentors'; may be null */
    record Places(String program, int mentors, int places, int taken, int left) {

        private Places plus(Places other) {
            return new Places(
                    program, mentors + other.mentors, places + other.places, taken + other.taken, left + other.left);
        }
    }

    /** @param silent how many pairs are silent, on all pages */
    record Overview(Page<Pair> pairs, long silent, Page<Waiting> queue, List<Places> capacity) {}

    private record Row(
            String caseNumber,
            String menteeId,
            String mentorId,
            String kind,
            LocalDate openedOn,
            Integer everyDays,
            String nextCheckIn,
            LocalDate lastCheckIn) {}

    private static final String PAIRS =
            """
            select p.case_number, p.mentee_id, p.mentor_id, p.kind, p.opened_on, p.every_days,
                   (select max(v.TEXT_) from ACT_RU_EXECUTION e
                      join ACT_RU_VARIABLE v on v.EXECUTION_ID_ = e.ID_ and v.NAME_ = 'nextCheckInOn'
                     where e.BUSINESS_KEY_ = p.case_number and e.PARENT_ID_ is null) as next_check_in,
                   (select max(r.answered_on) from mentoring_check_in r
                     where r.pairing_id = p.id and 2 = (
                        select count(*) from mentoring_check_in b
                         where b.pairing_id = r.pairing_id and b.round = r.round)) as last_check_in
              from mentoring_pairing p
             where p.open_case is not null
             order by p.id
            """;

    private final JdbcClient jdbc;
    private final WaitingList waiting;
    private final Mentors mentors;
    private final MentoringPolicy policy;
    private final Career career;
    private final Clock clock;

    MentoringOverview(
            JdbcClient jdbc, WaitingList waiting, Mentors mentors, MentoringPolicy policy, Career career, Clock clock) {
        this.jdbc = jdbc;
        this.waiting = waiting;
        this.mentors = mentors;
        this.policy = policy;
        this.career = career;
        this.clock = clock;
    }

    /** @param onlySilent leaves out the pairs that are not */
    @Transactional(readOnly = true)
    Overview read(boolean onlySilent, int pairsPage, int queuePage, int size) {
        var rows = jdbc.sql(PAIRS).query(Row.class).list();
        var queue = waiting.all();
        var people = career
                .workers(Stream.concat(
                                rows.stream().flatMap(row -> Stream.of(row.menteeId(), row.mentorId())),
                                queue.stream().map(WaitingList.Waiting::menteeId))
                        .distinct()
                        .sorted()
                        .toList())
                .stream()
                .collect(toMap(Worker::id, Function.identity()));
        var limits = new HashMap<String, Integer>();
        var pairs = rows.stream().map(row -> pair(row, people, limits)).toList();
        var places = waiting.places();
        return new Overview(
                Page.of(
                        pairs.stream()
                                .filter(pair -> !onlySilent || pair.silent())
                                .toList(),
                        pairsPage,
                        size),
                pairs.stream().filter(Pair::silent).count(),
                Page.of(
                        queue.stream()
                                .map(each -> new Waiting(
                                        each.caseNumber(),
                                        people.get(each.menteeId()).name(),
                                        places.getOrDefault(each.caseNumber(), 0),
                                        each.since(),
                                        each.reason()))
                                .toList(),
                        queuePage,
                        size),
                capacity());
    }

    private Pair pair(Row row, Map<String, Worker> people, Map<String, Integer> limits) {
        var mentee = people.get(row.menteeId());
        return new Pair(
                row.caseNumber(),
                mentee.name(),
                people.get(row.mentorId()).name(),
                mentee.program(),
                row.kind(),
                row.openedOn(),
                row.everyDays(),
                row.nextCheckIn() == null || row.everyDays() == null ? null : LocalDate.parse(row.nextCheckIn()),
                row.lastCheckIn(),
                silent(row, mentee, limits));
    }

    /** @param limits after how many rounds, by kind; a kind is a row of the table and is asked for once */
    private boolean silent(Row row, Worker mentee, Map<String, Integer> limits) {
        if (row.everyDays() == null) {
            return false;
        }
        var heard = Objects.requireNonNullElse(row.lastCheckIn(), row.openedOn());
        var rounds = limits.computeIfAbsent(
                row.kind(), kind -> policy.terms(mentee, row.openedOn()).silentAfterRounds());
        return heard.plusDays((long) rounds * row.everyDays()).isBefore(LocalDate.now(clock));
    }

    private List<Places> capacity() {
        var byProgram = new TreeMap<String, Places>();
        mentors.pool(LocalDate.now(clock)).all().forEach(mentor -> {
            var program = mentor.worker().program();
            byProgram.merge(
                    Objects.requireNonNullElse(program, ""),
                    new Places(
                            program,
                            1,
                            mentor.capacity().places(),
                            mentor.taken().places(),
                            mentor.left().places()),
                    Places::plus);
        });
        return List.copyOf(byProgram.values());
    }
}
