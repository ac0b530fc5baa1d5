package org.peerladder.career;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The career tables seen from tests: only people whose id begins with {@code t.} are touched. */
record CareerTables(JdbcClient jdbc) {

    static final String STAFF_HEADER = String.join(",", RosterFile.STAFF.columns()) + "\n";
    static final String CREDENTIALS_HEADER = String.join(",", RosterFile.CREDENTIALS.columns()) + "\n";
    static final String RECORDS_HEADER = String.join(",", RosterFile.RECORDS.columns()) + "\n";
    static final String CONFLICTS_HEADER = String.join(",", RosterFile.CONFLICTS.columns()) + "\n";

    void clear() {
        for (var table :
                List.of("conflict", "career_entry", "credential", "pay_held", "position_held", "worker_group")) {
            jdbc.sql("delete from " + table + " where worker_id like 't.%'").update();
        }
        jdbc.sql("update worker set supervisor_id = null where id like 't.%'").update();
        jdbc.sql("delete from worker where id like 't.%'").update();
    }

    /** Position spells of a worker as {@code position from to case}, oldest row first. */
    List<String> positions(String id) {
        return jdbc.sql("select position || ' ' || held_from || ' ' || coalesce(cast(held_to as varchar), '-') || ' '"
                        + " || coalesce(case_number, '-') from position_held where worker_id = ? order by id")
                .param(id)
                .query(String.class)
                .list();
    }

    /** Pay spells of a worker as {@code rate hours from to case}, oldest row first. */
    List<String> pays(String id) {
        return jdbc.sql("select hourly_rate || ' ' || weekly_hours || ' ' || held_from || ' '"
                        + " || coalesce(cast(held_to as varchar), '-') || ' ' || coalesce(case_number, '-')"
                        + " from pay_held where worker_id = ? order by id")
                .param(id)
                .query(String.class)
                .list();
    }

    /** Everything that is stored about these people, to compare before and after. */
    List<List<Map<String, Object>>> everything() {
        return List.of(
                rows("worker where id like 't.%' order by id"),
                rows("worker_group where worker_id like 't.%' order by worker_id, group_id"),
                rows("position_held where worker_id like 't.%' order by id"),
                rows("pay_held where worker_id like 't.%' order by id"),
                rows("credential where worker_id like 't.%' order by worker_id, credential, state, number"),
                rows("career_entry where worker_id like 't.%' order by worker_id, kind, from_date, to_date, reference"),
                rows("conflict where worker_id like 't.%' order by worker_id, other_id, kind"));
    }

    private List<Map<String, Object>> rows(String from) {
        return jdbc.sql("select * from " + from).query().listOfRows();
    }
}
