package org.peerladder.career;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The statements of the roster import, in batches. All of them run in its transaction. */
@Repository
class RosterStore {

    /** A value of one worker, on its way to the database. */
    record Of<T>(String workerId, T value) {}

    private final JdbcTemplate jdbc;

    RosterStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Set<String> workerIds() {
        return new HashSet<>(jdbc.queryForList("select id from worker", String.class));
    }

    /** All workers by id, locked: a case that promotes one of them waits for the import, and the import for it. */
    Map<String, Worker> lockedWorkers() {
        jdbc.queryForList("select id from worker order by id for update", String.class);
        var workers = new HashMap<String, Worker>();
        jdbc.query(Career.WORKERS, Career.WORKER).forEach(worker -> workers.put(worker.id(), worker));
        return workers;
    }

    Map<String, History<String>> positions() {
        return histories(
                "select worker_id, held_from, held_to, case_number, position from position_held order by id",
                row -> row.getString("position"));
    }

    Map<String, History<Pay>> pays() {
        return histories(
                "select worker_id, held_from, held_to, case_number, hourly_rate, weekly_hours from pay_held order by id",
                row -> new Pay(row.getBigDecimal("hourly_rate"), row.getBigDecimal("weekly_hours")));
    }

    private interface Value<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> Map<String, History<T>> histories(String sql, Value<T> value) {
        var histories = new HashMap<String, History<T>>();
        jdbc.query(sql, row -> {
            var held = new History.Held<>(
                    value.of(row), row.getObject("held_from", LocalDate.class), row.getString("case_number") != null);
            var id = row.getString("worker_id");
            var before = histories.getOrDefault(id, new History<>(null, new ArrayList<>()));
            if (row.getObject("held_to") == null) {
                histories.put(id, new History<>(held, before.closed()));
            } else {
                before.closed().add(held);
                histories.put(id, before);
            }
        });
        return histories;
    }

    void saveStaff(List<StaffChange> changes) {
        // A supervisor may stand below the people supervised: first everybody, then who reports to whom.
        batch(
                "insert into worker (given_name, family_name, email, program, family, position, hourly_rate,"
                        + " weekly_hours, hired_on, position_since, active, id)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                changes.stream().filter(change -> change.before() == null).map(RosterStore::columns));
        batch(
                "update worker set given_name = ?, family_name = ?, email = ?, program = ?, family = ?, position = ?,"
                        + " hourly_rate = ?, weekly_hours = ?, hired_on = ?, position_since = ?, active = ?"
                        + " where id = ?",
                changes.stream()
                        .filter(change ->
                                change.before() != null && !change.before().equals(change.after()))
                        .map(RosterStore::columns));
        batch(
                "update worker set supervisor_id = ? where id = ?",
                changes.stream()
                        .filter(change -> !Objects.equals(
                                change.supervisorBefore(), change.after().supervisorId()))
                        .map(change -> row(change.after().supervisorId(), change.id())));
        batch(
                "delete from worker_group where worker_id = ? and group_id = ?",
                changes.stream().flatMap(change -> change.groupsLeft().stream().map(group -> row(change.id(), group))));
        batch(
                "insert into worker_group (worker_id, group_id) values (?, ?)",
                changes.stream()
                        .flatMap(change -> change.groupsJoined().stream().map(group -> row(change.id(), group))));
        close("position_held", changes, StaffChange::position);
        close("pay_held", changes, StaffChange::pay);
        batch(
                "insert into position_held (worker_id, open_worker_id, held_from, position) values (?, ?, ?, ?)",
                opened(changes, StaffChange::position)
                        .map(open -> row(
                                open.id(),
                                open.id(),
                                open.step().from(),
                                open.step().value())));
        batch(
                "insert into pay_held (worker_id, open_worker_id, held_from, hourly_rate, weekly_hours)"
                        + " values (?, ?, ?, ?, ?)",
                opened(changes, StaffChange::pay)
                        .map(open -> row(
                                open.id(),
                                open.id(),
                                open.step().from(),
                                open.step().value().hourlyRate(),
                                open.step().value().weeklyHours())));
    }

    private static Object[] columns(StaffChange change) {
        var worker = change.after();
        return row(
                worker.givenName(),
                worker.familyName(),
                worker.email(),
                worker.program(),
                worker.family(),
                worker.position(),
                worker.hourlyRate(),
                worker.weeklyHours(),
                worker.hiredOn(),
                worker.positionSince(),
                worker.active(),
                worker.id());
    }

    private record Opened<T>(String id, History.Step<T> step) {}

    private static <T> Stream<Opened<T>> opened(
            List<StaffChange> changes, Function<StaffChange, Optional<History.Step<T>>> step) {
        return changes.stream()
                .flatMap(change -> step
                        .apply(change)
                        .filter(taken -> taken.value() != null)
                        .map(taken -> new Opened<>(change.id(), taken))
                        .stream());
    }

    private <T> void close(
            String history, List<StaffChange> changes, Function<StaffChange, Optional<History.Step<T>>> step) {
        batch(
                "update " + history + " set held_to = ?, open_worker_id = null where open_worker_id = ?",
                changes.stream()
                        .flatMap(change -> step
                                .apply(change)
                                .filter(taken -> taken.closeOn() != null)
                                .map(taken -> row(taken.closeOn(), change.id()))
                                .stream()));
    }

    // Both databases know the standard's MERGE. Its second arm runs only where something differs, so that importing the
    // same again writes nothing.

    void saveCredentials(List<Of<Credential>> credentials) {
        batch(
                """
                merge into credential c
                using (values (cast(? as varchar), cast(? as varchar), cast(? as varchar), cast(? as varchar),
                               cast(? as varchar), cast(? as varchar), cast(? as date), cast(? as date)))
                      as n (worker_id, credential, state, number, level, status, issued_on, expires_on)
                on c.worker_id = n.worker_id and c.credential = n.credential and c.state = n.state
                   and c.number = n.number
                when matched and (c.level <> n.level or c.status <> n.status
                                  or c.issued_on is distinct from n.issued_on
                                  or c.expires_on is distinct from n.expires_on)
                    then update set level = n.level, status = n.status, issued_on = n.issued_on,
                                    expires_on = n.expires_on
                when not matched
                    then insert (worker_id, credential, state, number, level, status, issued_on, expires_on)
                         values (n.worker_id, n.credential, n.state, n.number, n.level, n.status, n.issued_on,
                                 n.expires_on)
                """,
                credentials.stream()
                        .map(of -> row(
                                of.workerId(),
                                of.value().credential(),
                                of.value().state(),
                                of.value().number(),
                                of.value().level().name().toLowerCase(Locale.ROOT),
                                of.value().status().name().toLowerCase(Locale.ROOT),
                                of.value().issuedOn(),
                                of.value().expiresOn())));
    }

    void saveEntries(List<Of<CareerEntry>> entries) {
        batch(
                """
                merge into career_entry c
                using (values (cast(? as varchar), cast(? as varchar), cast(? as numeric(12, 4)), cast(? as date),
                               cast(? as date), cast(? as varchar)))
                      as n (worker_id, kind, quantity, from_date, to_date, reference)
                on c.worker_id = n.worker_id and c.kind = n.kind and c.from_date = n.from_date
                   and c.to_date = n.to_date and c.reference = n.reference
                when matched and c.quantity <> n.quantity then update set quantity = n.quantity
                when not matched
                    then insert (worker_id, kind, quantity, from_date, to_date, reference)
                         values (n.worker_id, n.kind, n.quantity, n.from_date, n.to_date, n.reference)
                """,
                entries.stream()
                        .map(of -> row(
                                of.workerId(),
                                of.value().kind(),
                                of.value().quantity(),
                                of.value().fromDate(),
                                of.value().toDate(),
                                of.value().reference())));
    }

    void saveConflicts(List<Conflict> conflicts) {
        batch(
                """
                merge into conflict c
                using (values (cast(? as varchar), cast(? as varchar), cast(? as varchar)))
                      as n (worker_id, other_id, kind)
                on c.worker_id = n.worker_id and c.other_id = n.other_id and c.kind = n.kind
                when not matched then insert (worker_id, other_id, kind) values (n.worker_id, n.other_id, n.kind)
                """,
                conflicts.stream().map(of -> row(of.workerId(), of.otherId(), of.kind())));
    }

    private static Object[] row(Object... values) {
        return values;
    }

    private void batch(String sql, Stream<Object[]> rows) {
        var batch = rows.toList();
        if (!batch.isEmpty()) {
            jdbc.batchUpdate(sql, batch);
        }
    }
}
