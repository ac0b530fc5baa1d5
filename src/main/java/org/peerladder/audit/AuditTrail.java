package org.peerladder.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.peerladder.career.RosterImported;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The table of who did what, append-only. What the application does by itself, at its start or in a job, is not in it:
 * behind every entry there is a person.
 */
@Component
public class AuditTrail {

    /**
     * @param action in the engine's or the route's own words, e.g. {@code submit-task-form}
     * @param caseNumber null where it is about no single case, or none was found
     * @param subject which thing: a task's id in its diagram, a deployment, a colleague; may be null
     * @param holder in whose hands the task was; somebody else than {@code person} if they acted on behalf
     * @param refused why nothing was done; null if it was done
     */
    public record Entry(
            String person, String action, String caseNumber, String subject, String holder, String refused) {}

    /** An entry as stored. */
    record Stored(long id, OffsetDateTime at, @JsonUnwrapped Entry entry) {}

    /** What to look for; null means any. {@code to} is excluded, {@code before} is the id of an entry. */
    record Search(String caseNumber, String person, OffsetDateTime from, OffsetDateTime to, Long before, int size) {}

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final int LONGEST_SUBJECT = 255;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate ownTransaction;
    private final ObjectProvider<IdentityService> identity;

    AuditTrail(
            JdbcClient jdbc,
            Clock clock,
            PlatformTransactionManager transactions,
            ObjectProvider<IdentityService> identity) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.identity = identity;
    }

    /** Notes what the person who acts now did, in the transaction that does it. */
    public void done(String action, String caseNumber, String subject) {
        var person = identity.getObject().getCurrentAuthentication();
        if (person != null) {
            insert(new Entry(person.getUserId(), action, caseNumber, subject, null, null));
        }
    }

    @EventListener
    void imported(RosterImported event) {
        var counts = event.counts();
        done(
                "import-roster",
                null,
                "workers %d, credentials %d, records %d, conflicts %d"
                        .formatted(counts.workers(), counts.credentials(), counts.records(), counts.conflicts()));
    }

    void insert(Entry entry) {
        jdbc.sql(
                        """
                        insert into audit_entry (happened_at, person_id, action, case_number, subject, holder_id, refused)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        OffsetDateTime.now(clock),
                        entry.person(),
                        entry.action(),
                        entry.caseNumber(),
                        cut(entry.subject()),
                        entry.holder(),
                        entry.refused())
                .update();
    }

    /** Notes an attempt whose own transaction is rolled back. The refusal stands even if this fails. */
    void refused(Entry entry) {
        try {
            ownTransaction.executeWithoutResult(transaction -> insert(entry));
        } catch (DataAccessException e) {
            LOG.error("A refused attempt could not be noted in the audit trail", e);
        }
    }

    /** The steps of a case that this person completed, also in place of somebody else; ids of the diagrams. */
    public Set<String> stepsDoneBy(String person, String caseNumber) {
        return Set.copyOf(jdbc.sql("select distinct subject from audit_entry where case_number = ? and person_id = ?"
                        + " and action in ('submit-task-form', 'complete-task') and refused is null"
                        + " and subject is not null")
                .params(caseNumber, person)
                .query(String.class)
                .list());
    }

    /** The newest first. */
    List<Stored> find(Search search) {
        var conditions = new ArrayList<String>(List.of("1 = 1"));
        var params = new ArrayList<Object>();
        add("case_number = ?", search.caseNumber(), conditions, params);
        add("person_id = ?", search.person(), conditions, params);
        add("happened_at >= ?", search.from(), conditions, params);
        add("happened_at < ?", search.to(), conditions, params);
        add("id < ?", search.before(), conditions, params);
        params.add(search.size());
        return jdbc.sql("select * from audit_entry where " + String.join(" and ", conditions)
                        + " order by id desc fetch first ? rows only")
                .params(params)
                .query(AuditTrail::read)
                .list();
    }

    private static void add(String condition, Object value, List<String> conditions, List<Object> params) {
        if (value != null) {
            conditions.add(condition);
            params.add(value);
        }
    }

    private static Stored read(ResultSet row, int number) throws SQLException {
        return new Stored(
                row.getLong("id"),
                row.getObject("happened_at", OffsetDateTime.class),
                new Entry(
                        row.getString("person_id"),
                        row.getString("action"),
                        row.getString("case_number"),
                        row.getString("subject"),
                        row.getString("holder_id"),
                        row.getString("refused")));
    }

    private static String cut(String subject) {
        return subject == null || subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT);
    }
}
