package org.peerladder.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Mails to be sent, and those that were; table {@code mail}. Each method joins the transaction of its caller. */
@Component
public class Outbox {

    static final int PAGE = 200;

    /** Roughly three days with {@link #delay}. */
    static final int MOST_ATTEMPTS = 20;

    /** Sent mails are kept for questions, not for ever. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final Duration LONGEST_DELAY = Duration.ofHours(6);

    private static final int LONGEST_FAILURE = 1000;

    private static final String COLUMNS =
            "kind, recipient_id, recipient_group, actor_id, case_number, about_id, holder_id, task_id, task_name, stage,"
                    + " due_at";

    /** A notice that is on its way. */
    record Mail(long id, Notice notice, int attempts) {}

    /** What an administrator sees of a mail. */
    record Listed(
            long id,
            String kind,
            String recipient,
            String group,
            String caseNumber,
            String state,
            int attempts,
            String failure,
            OffsetDateTime createdAt) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Outbox(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** In one statement, however many. */
    void write(List<Notice> notices) {
        if (notices.isEmpty()) {
            return;
        }
        var now = now();
        var values = new ArrayList<Object>();
        for (var notice : notices) {
            Collections.addAll(
                    values,
                    notice.kind(),
                    notice.recipient(),
                    notice.group(),
                    notice.actor(),
                    notice.caseNumber(),
                    notice.about(),
                    notice.holder(),
                    notice.task(),
                    notice.taskName(),
                    notice.stage(),
                    notice.dueAt(),
                    now,
                    now);
        }
        var row = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?)";
        jdbc.sql("insert into mail (" + COLUMNS + ", created_at, state, attempts, next_at) values "
                        + String.join(", ", Collections.nCopies(notices.size(), row)))
                .params(values)
                .update();
    }

    /**
     * The next one to be sent, for this transaction alone: other nodes take others. A time further off than any delay was
     * written before the clock was put back.
     */
    Optional<Mail> claim() {
        return jdbc.sql("select id, attempts, " + COLUMNS + " from mail where state = 'waiting'"
                        + " and (attempts = 0 or next_at <= ? or next_at > ?)"
                        + " order by next_at, id limit 1 for update skip locked")
                .params(now(), now().plus(LONGEST_DELAY))
                .query(Outbox::read)
                .optional();
    }

    /** A mail to a group becomes one to each of its members. */
    void replace(Mail mail, List<Notice> notices) {
        jdbc.sql("delete from mail where id = ?").param(mail.id()).update();
        write(notices);
    }

    void sent(Mail mail) {
        update(mail, "sent", now().plus(KEPT), null);
    }

    void failed(Mail mail, String failure) {
        var dead = mail.attempts() + 1 >= MOST_ATTEMPTS;
        update(mail, dead ? "dead" : "waiting", now().plus(delay(mail.attempts())), failure);
    }

    /** Another attempt would end the same way. */
    void dead(Mail mail, String failure) {
        update(mail, "dead", now(), failure);
    }

    private void update(Mail mail, String state, OffsetDateTime nextAt, String failure) {
        jdbc.sql("update mail set state = ?, attempts = attempts + 1, next_at = ?, failure = ? where id = ?")
                .params(
                        state,
                        nextAt,
                        failure == null ? null : failure.substring(0, Math.min(failure.length(), LONGEST_FAILURE)),
                        mail.id())
                .update();
    }

    /** One minute, two, four … up to six hours. */
    static Duration delay(int attempts) {
        return attempts > 8 ? LONGEST_DELAY : Duration.ofMinutes(1L << attempts);
    }

    /** Nobody is told of what sample cases did before there was anybody to tell. */
    public void removeUnsent() {
        jdbc.sql("delete from mail where state = 'waiting'").update();
    }

    void removeOld() {
        jdbc.sql("delete from mail where state = 'sent' and next_at <= ?")
                .param(now())
                .update();
    }

    /** The newest first. */
    List<Listed> list(String state) {
        return jdbc.sql(
                        "select id, kind, recipient_id, recipient_group, case_number, state, attempts, failure, created_at"
                                + " from mail where state = ? order by id desc limit " + PAGE)
                .param(state)
                .query((row, number) -> new Listed(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getInt(7),
                        row.getString(8),
                        row.getObject(9, OffsetDateTime.class)))
                .list();
    }

    /** Sends a dead mail again; false if there is none with this id. */
    boolean revive(long id) {
        return jdbc.sql("update mail set state = 'waiting', attempts = 0, next_at = ?, failure = null"
                                + " where id = ? and state = 'dead'")
                        .params(now(), id)
                        .update()
                > 0;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static Mail read(ResultSet row, int number) throws SQLException {
        return new Mail(
                row.getLong("id"),
                new Notice(
                        row.getString("kind"),
                        row.getString("recipient_id"),
                        row.getString("recipient_group"),
                        row.getString("actor_id"),
                        row.getString("case_number"),
                        row.getString("about_id"),
                        row.getString("holder_id"),
                        row.getString("task_id"),
                        row.getString("task_name"),
                        row.getString("stage"),
                        row.getObject("due_at", OffsetDateTime.class)),
                row.getInt("attempts"));
    }
}
