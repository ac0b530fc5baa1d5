package org.peerladder.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The times of open tasks; table {@code task_deadline}. Each method joins the transaction of its caller. */
@Component
public class Deadlines {

    private static final int PAGE = 100;

    private static final String SELECT =
            "select task_id, case_number, next_at, remind_at, escalate_at, step, late_since from task_deadline ";

    /**
     * @param remindAt null when nobody is to be reminded, or has been
     * @param escalateAt null when nobody else is to be asked any more
     * @param step how many of the groups in {@code escalateTo} have had their turn
     * @param lateSince when the last of them had had its time; null before
     */
    record Deadline(
            String task,
            String caseNumber,
            OffsetDateTime nextAt,
            OffsetDateTime remindAt,
            OffsetDateTime escalateAt,
            int step,
            OffsetDateTime lateSince) {

        static Deadline opened(String task, String caseNumber, OffsetDateTime remindAt, OffsetDateTime escalateAt) {
            return new Deadline(task, caseNumber, null, remindAt, escalateAt, 0, null);
        }

        Deadline reminded() {
            return new Deadline(task, caseNumber, nextAt, null, escalateAt, step, lateSince);
        }

        /** The turn of others; from then on nobody is reminded separately. */
        Deadline escalated(int steps, OffsetDateTime nextTime) {
            return new Deadline(task, caseNumber, nextAt, null, nextTime, steps, lateSince);
        }

        Deadline late(OffsetDateTime since) {
            return new Deadline(task, caseNumber, nextAt, null, null, step, since);
        }

        private OffsetDateTime earliest() {
            return Stream.of(Optional.ofNullable(remindAt), Optional.ofNullable(escalateAt))
                    .flatMap(Optional::stream)
                    .min(OffsetDateTime::compareTo)
                    .orElse(null);
        }
    }

    private final JdbcClient jdbc;

    Deadlines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether an open step of this case has been with everybody who could be asked, and waits all the same. */
    public boolean isLate(String caseNumber) {
        return jdbc.sql("select count(*) from task_deadline where case_number = ? and late_since is not null")
                        .param(caseNumber)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** In one statement, however many. */
    void open(List<Deadline> opened) {
        if (opened.isEmpty()) {
            return;
        }
        var values = new ArrayList<Object>();
        for (var deadline : opened) {
            Collections.addAll(
                    values,
                    deadline.task(),
                    deadline.caseNumber(),
                    deadline.earliest(),
                    deadline.remindAt(),
                    deadline.escalateAt());
        }
        jdbc.sql("insert into task_deadline (task_id, case_number, next_at, remind_at, escalate_at, step) values "
                        + String.join(", ", Collections.nCopies(opened.size(), "(?, ?, ?, ?, ?, 0)")))
                .params(values)
                .update();
    }

    void close(Collection<String> tasks) {
        if (!tasks.isEmpty()) {
            jdbc.sql("delete from task_deadline where task_id in (:tasks)")
                    .param("tasks", tasks)
                    .update();
        }
    }

    /** A page of what is due, the longest due first, after this one of the page before; null for the first page. */
    List<Deadline> due(OffsetDateTime now, Deadline after) {
        var page = after == null
                ? jdbc.sql(SELECT + "where next_at <= ? order by next_at, task_id limit " + PAGE)
                        .params(now)
                : jdbc.sql(SELECT + "where next_at <= ? and (next_at > ? or next_at = ? and task_id > ?)"
                                + " order by next_at, task_id limit " + PAGE)
                        .params(now, after.nextAt(), after.nextAt(), after.task());
        return page.query(Deadlines::read).list();
    }

    /** @return false if the task has ended or another node has done what was due */
    boolean replace(Deadline due, Deadline done) {
        return jdbc.sql("update task_deadline set next_at = ?, remind_at = ?, escalate_at = ?, step = ?, late_since = ?"
                                + " where task_id = ? and next_at = ?")
                        .params(
                                done.earliest(),
                                done.remindAt(),
                                done.escalateAt(),
                                done.step(),
                                done.lateSince(),
                                due.task(),
                                due.nextAt())
                        .update()
                > 0;
    }

    /**
     * Look again then; what is due stays due.
     *
     * @return false if the task has ended or another node has done what was due
     */
    boolean postpone(Deadline due, OffsetDateTime until) {
        return jdbc.sql("update task_deadline set next_at = ? where task_id = ? and next_at = ?")
                        .params(until, due.task(), due.nextAt())
                        .update()
                > 0;
    }

    private static Deadline read(ResultSet row, int number) throws SQLException {
        return new Deadline(
                row.getString("task_id"),
                row.getString("case_number"),
                row.getObject("next_at", OffsetDateTime.class),
                row.getObject("remind_at", OffsetDateTime.class),
                row.getObject("escalate_at", OffsetDateTime.class),
                row.getInt("step"),
                row.getObject("late_since", OffsetDateTime.class));
    }
}
