package org.peerladder.career;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.peerladder.Recall;
import org.peerladder.Refusal;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.StringUtils;

/** Reads the career record, and applies what a case decided to it. Lists of workers are in order of their names. */
@Repository
public class Career {

    static final String WORKERS =
            """
            select id, given_name, family_name, email, program, family, position, hourly_rate, weekly_hours, hired_on,
                   position_since, supervisor_id, active,
                   (select string_agg(g.group_id, ',' order by g.group_id)
                      from worker_group g where g.worker_id = worker.id) as group_ids
            from worker
            """;

    static final RowMapper<Worker> WORKER = (row, number) -> new Worker(
            row.getString("id"),
            row.getString("given_name"),
            row.getString("family_name"),
            row.getString("email"),
            row.getString("program"),
            row.getString("family"),
            row.getString("position"),
            row.getBigDecimal("hourly_rate"),
            row.getBigDecimal("weekly_hours"),
            row.getObject("hired_on", LocalDate.class),
            row.getObject("position_since", LocalDate.class),
            row.getString("supervisor_id"),
            StringUtils.commaDelimitedListToSet(row.getString("group_ids")),
            row.getBoolean("active"));

    private final JdbcClient jdbc;
    private final Recall recall;

    Career(JdbcClient jdbc, Recall recall) {
        this.jdbc = jdbc;
        this.recall = recall;
    }

    /** The worker with that id, also one who has left. */
    public Optional<Worker> worker(String id) {
        return select("where id = :id", "id", id).stream().findFirst();
    }

    /** @throws NoSuchElementException if nobody has that id */
    public CareerRecord record(String id) {
        var worker = worker(id).orElseThrow(() -> new NoSuchElementException("There is no worker " + id + "."));
        return recordsOf(List.of(worker)).get(0);
    }

    /** The records of these workers, also of those who have left; unknown ids are left out. */
    public List<CareerRecord> records(Collection<String> ids) {
        return ids.isEmpty() ? List.of() : recordsOf(workers(ids));
    }

    private List<CareerRecord> recordsOf(List<Worker> workers) {
        var ids = workers.stream().map(Worker::id).toList();
        var positions = byWorker(
                ids,
                "select worker_id, position, held_from, held_to, case_number from position_held"
                        + " where worker_id in (:ids) order by held_from, id",
                row -> new PositionHeld(
                        row.getString("position"),
                        row.getObject("held_from", LocalDate.class),
                        row.getObject("held_to", LocalDate.class),
                        row.getString("case_number")));
        var credentials = byWorker(
                ids,
                "select worker_id, credential, state, number, level, status, issued_on, expires_on from credential"
                        + " where worker_id in (:ids) order by issued_on, credential, state, number",
                row -> new Credential(
                        row.getString("credential"),
                        row.getString("state"),
                        row.getString("number"),
                        Credential.Level.valueOf(row.getString("level").toUpperCase(Locale.ROOT)),
                        Credential.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                        row.getObject("issued_on", LocalDate.class),
                        row.getObject("expires_on", LocalDate.class)));
        var entries = byWorker(
                ids,
                """
                select worker_id, kind, quantity, from_date, to_date, reference from career_entry
                 where worker_id in (:ids)
                union all
                select worker_id, kind, quantity, from_date, to_date, reference from career_credit
                 where worker_id in (:ids) and quantity > 0
                order by from_date, to_date, kind, reference
                """,
                row -> new CareerEntry(
                        row.getString("kind"),
                        row.getBigDecimal("quantity"),
                        row.getObject("from_date", LocalDate.class),
                        row.getObject("to_date", LocalDate.class),
                        row.getString("reference")));
        return workers.stream()
                .map(worker -> new CareerRecord(
                        worker,
                        positions.getOrDefault(worker.id(), List.of()),
                        credentials.getOrDefault(worker.id(), List.of()),
                        entries.getOrDefault(worker.id(), List.of())))
                .toList();
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> Map<String, List<T>> byWorker(Collection<String> ids, String sql, Row<T> row) {
        var found = new HashMap<String, List<T>>();
        jdbc.sql(sql).param("ids", ids).query(each -> {
            found.computeIfAbsent(each.getString("worker_id"), id -> new ArrayList<>())
                    .add(row.read(each));
        });
        return found;
    }

    /** The workers with these ids, also those who have left; unknown ids are left out. */
    public List<Worker> workers(Collection<String> ids) {
        return ids.isEmpty() ? List.of() : select("where id in (:ids)", "ids", ids);
    }

    /** The active members of a group. */
    public List<Worker> members(String group) {
        return select(
                "where active and id in (select worker_id from worker_group where group_id = :group)", "group", group);
    }

    /** The active workers whose supervisor of record this is. */
    public List<Worker> supervisees(String id) {
        return select("where active and supervisor_id = :id", "id", id);
    }

    /** Everyone who has a supervisor of record, with that supervisor's id; also those who have left. */
    public Map<String, String> supervisors() {
        return recall.answer(List.of("supervisors"), () -> {
            var found = new HashMap<String, String>();
            jdbc.sql("select id, supervisor_id from worker where supervisor_id is not null")
                    .query(row -> {
                        found.put(row.getString("id"), row.getString("supervisor_id"));
                    });
            return Collections.unmodifiableMap(found);
        });
    }

    /** Everyone who works here now, guests too, by name. */
    public List<Worker> active() {
        return select("where active = :active", "active", true);
    }

    /** Size of the agency: active workers who are not guests. */
    public int headcount() {
        return jdbc.sql("select count(*) from worker where active and hourly_rate is not null")
                .query(Integer.class)
                .single();
    }

    /** Hourly rates (US dollars) of the active workers in a position, lowest first. */
    public List<BigDecimal> ratesIn(String position) {
        return jdbc.sql("select hourly_rate from worker where active and position = :position"
                        + " and hourly_rate is not null order by hourly_rate")
                .param("position", position)
                .query((row, number) -> Worker.money(row.getBigDecimal("hourly_rate")))
                .list();
    }

    /** Ids of those the roster says to be in conflict with a worker, of any kind; nothing is computed. */
    public Set<String> conflictsOf(String workerId) {
        return recall.answer(
                Arrays.asList("conflicts", workerId),
                () -> Collections.unmodifiableSet(
                        new LinkedHashSet<>(jdbc.sql("select other_id from conflict where worker_id = :id"
                                        + " union select worker_id from conflict where other_id = :id order by 1")
                                .param("id", workerId)
                                .query(String.class)
                                .list())));
    }

    /**
     * Gives a worker the position and the pay that a case decided, both or neither, in the caller's transaction. A
     * second call for the same case changes nothing.
     *
     * @throws Refusal if pay would fall, if the worker has left or is a guest, or if the position held now began later
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void promote(PromotionEffect move) {
        var now = jdbc.sql("select active, hourly_rate, weekly_hours from worker where id = :id for update")
                .param("id", move.workerId())
                .query((row, number) -> new Pay(
                        row.getBoolean("active"), row.getBigDecimal("hourly_rate"), row.getBigDecimal("weekly_hours")))
                .optional()
                .orElseThrow(() -> new NoSuchElementException("There is no worker " + move.workerId() + "."));
        // Only behind the lock is it certain that nobody else is applying this case.
        if (applied(move)) {
            return;
        }
        now.check(move);
        var weeklyHours = move.weeklyHours() == null ? now.weeklyHours() : move.weeklyHours();
        var since = openSince("position_held", move.workerId());
        if (since.isPresent() && since.get().isAfter(move.effectiveOn())) {
            throw new Refusal(
                    "effectiveDate",
                    "%s is before %s, when the position held now began; give that day or a later one."
                            .formatted(move.effectiveOn(), since.get()));
        }
        close("position_held", move.workerId(), move.effectiveOn());
        jdbc.sql("insert into position_held (worker_id, position, held_from, case_number, open_worker_id)"
                        + " values (?, ?, ?, ?, ?)")
                .params(move.workerId(), move.position(), move.effectiveOn(), move.caseNumber(), move.workerId())
                .update();
        // The roster may have changed the pay between the effective date and this moment.
        var paidFrom = openSince("pay_held", move.workerId())
                .filter(from -> from.isAfter(move.effectiveOn()))
                .orElse(move.effectiveOn());
        close("pay_held", move.workerId(), paidFrom);
        jdbc.sql("insert into pay_held (worker_id, hourly_rate, weekly_hours, held_from, case_number, open_worker_id)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(move.workerId(), move.hourlyRate(), weeklyHours, paidFrom, move.caseNumber(), move.workerId())
                .update();
        jdbc.sql("update worker set position = ?, position_since = ?, hourly_rate = ?, weekly_hours = ? where id = ?")
                .params(move.position(), move.effectiveOn(), move.hourlyRate(), weeklyHours, move.workerId())
                .update();
        recall.forget();
    }

    /**
     * Gives a worker back the position and the pay they had before a case changed them, both, in the caller's transaction.
     * It is written as what it is: a new spell of the former position, never as if nothing had been. A second call for the
     * same case changes nothing.
     *
     * @throws Refusal if the case changed nothing, or something else has changed the position since
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void returnToFormerPost(String workerId, String caseNumber, LocalDate on) {
        jdbc.sql("select id from worker where id = ? for update")
                .param(workerId)
                .query(String.class)
                .single();
        var back = caseNumber + "/back";
        if (jdbc.sql("select count(*) from position_held where case_number = ?")
                        .param(back)
                        .query(Integer.class)
                        .single()
                > 0) {
            return;
        }
        var given = jdbc.sql("select id, held_from from position_held where open_worker_id = ? and case_number = ?")
                .params(workerId, caseNumber)
                .query((row, number) -> Map.entry(row.getLong("id"), row.getObject("held_from", LocalDate.class)))
                .optional()
                .orElseThrow(() -> new Refusal(
                        "workerId",
                        "The position of " + workerId + " is not the one that " + caseNumber
                                + " gave, so there is no way"
                                + " back from it. HR can correct the record through the roster."));
        var day = on.isBefore(given.getValue()) ? given.getValue() : on;
        var position = jdbc.sql("select position from position_held where worker_id = ? and id < ?"
                        + " order by id desc fetch first 1 row only")
                .params(workerId, given.getKey())
                .query(String.class)
                .single();
        var pay = jdbc.sql(
                        """
                        select hourly_rate, weekly_hours from pay_held where worker_id = :worker and id <
                            (select id from pay_held where case_number = :case)
                         order by id desc fetch first 1 row only
                        """)
                .param("worker", workerId)
                .param("case", caseNumber)
                .query((row, number) ->
                        new Pay(true, row.getBigDecimal("hourly_rate"), row.getBigDecimal("weekly_hours")))
                .single();
        close("position_held", workerId, day);
        jdbc.sql("insert into position_held (worker_id, position, held_from, case_number, open_worker_id)"
                        + " values (?, ?, ?, ?, ?)")
                .params(workerId, position, day, back, workerId)
                .update();
        var paidFrom = openSince("pay_held", workerId)
                .filter(from -> from.isAfter(day))
                .orElse(day);
        close("pay_held", workerId, paidFrom);
        jdbc.sql("insert into pay_held (worker_id, hourly_rate, weekly_hours, held_from, case_number, open_worker_id)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(workerId, pay.hourlyRate(), pay.weeklyHours(), paidFrom, back, workerId)
                .update();
        jdbc.sql("update worker set position = ?, position_since = ?, hourly_rate = ?, weekly_hours = ? where id = ?")
                .params(position, day, pay.hourlyRate(), pay.weeklyHours(), workerId)
                .update();
        recall.forget();
    }

    /** A worker's supervisor of record from now on; null for none. In the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changeSupervisor(String workerId, String supervisorId) {
        jdbc.sql("update worker set supervisor_id = ? where id = ?")
                .params(Arrays.asList(supervisorId, workerId))
                .update();
        recall.forget();
    }

    /** The groups of a worker as the roster has them; {@code member} says whether they are in this one from now on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changeGroup(String workerId, String group, boolean member) {
        jdbc.sql("delete from worker_group where worker_id = ? and group_id = ?")
                .params(workerId, group)
                .update();
        if (member) {
            jdbc.sql("insert into worker_group (worker_id, group_id) values (?, ?)")
                    .params(workerId, group)
                    .update();
        }
        recall.forget();
    }

    /**
     * Adds to a worker's record what a part of a case gives, in the caller's transaction, which holds a lock on that part.
     *
     * @return false if that part has given it already; then nothing was changed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean credit(Credit credit) {
        var entry = credit.entry();
        return jdbc.sql(
                                """
                                insert into career_credit
                                    (case_number, part, worker_id, kind, quantity, from_date, to_date, reference)
                                select :case, :part, id, :kind, :quantity, :from, :to, :reference from worker
                                 where id = :worker and not exists (
                                    select 1 from career_credit
                                     where case_number = :case and part = :part and worker_id = :worker)
                                """)
                        .param("case", credit.caseNumber())
                        .param("part", credit.part())
                        .param("worker", credit.workerId())
                        .param("kind", entry.kind())
                        .param("quantity", entry.quantity())
                        .param("from", entry.fromDate())
                        .param("to", entry.toDate())
                        .param("reference", entry.reference())
                        .update()
                == 1;
    }

    private record Pay(boolean active, BigDecimal hourlyRate, BigDecimal weeklyHours) {

        void check(PromotionEffect move) {
            if (!active) {
                throw new Refusal("workerId", move.workerId() + " has left; only somebody who works here can move up.");
            }
            if (hourlyRate == null) {
                throw new Refusal("workerId", move.workerId() + " is a guest, whom another agency pays and promotes.");
            }
            if (move.hourlyRate().compareTo(hourlyRate) < 0) {
                throw new Refusal(
                        "hourlyRate",
                        "%s is less than today's %s; pay never falls by a promotion. Give at least %s."
                                .formatted(
                                        move.hourlyRate().toPlainString(),
                                        Worker.money(hourlyRate),
                                        Worker.money(hourlyRate)));
            }
        }
    }

    private boolean applied(PromotionEffect move) {
        return jdbc.sql("select worker_id from position_held where case_number = :case")
                .param("case", move.caseNumber())
                .query(String.class)
                .optional()
                .map(worker -> {
                    if (!worker.equals(move.workerId())) {
                        throw new IllegalStateException(
                                "Case " + move.caseNumber() + " was applied to " + worker + " already.");
                    }
                    return true;
                })
                .orElse(false);
    }

    private Optional<LocalDate> openSince(String history, String workerId) {
        return jdbc.sql("select held_from from " + history + " where open_worker_id = :id")
                .param("id", workerId)
                .query(LocalDate.class)
                .optional();
    }

    private void close(String history, String workerId, LocalDate to) {
        jdbc.sql("update " + history + " set held_to = ?, open_worker_id = null where open_worker_id = ?")
                .params(to, workerId)
                .update();
    }

    private List<Worker> select(String where, String name, Object value) {
        return recall.answer(
                Arrays.asList("workers", where, value),
                () -> List.copyOf(jdbc.sql(WORKERS + where + " order by family_name, given_name, id")
                        .param(name, value)
                        .query(WORKER)
                        .list()));
    }
}
