package org.peerladder.panel;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.peerladder.Refusal;
import org.peerladder.cases.CaseVariables;
import org.peerladder.engine.ProcessVariable;
import org.peerladder.engine.UsedByDiagrams;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The private views of reviewers, in a table of ours. Nothing here is readable before the round is in, and afterwards
 * only the words, without names.
 */
@Component("ballotBox")
@UsedByDiagrams
public class BallotBox {

    /** One private view. {@code ratings} is Json: competency to 1–4. */
    record Ballot(String panelistId, String ballot, String ratings, String strengths, String growth) {

        static final String PROMOTE = "promote";
        static final String DEVELOP = "develop";
        static final String RECUSE = "recuse";

        boolean counts() {
            return !ballot.equals(RECUSE);
        }
    }

    /** The words of one private view. */
    private record Note(String strengths, String growth) {}

    private static final ProcessVariable<List<Note>> NOTES =
            ProcessVariable.json("reviewNotes", new TypeReference<>() {});

    private static final String COUNTED_IN_LATEST_REVIEW =
            """
            where case_number = :caseNumber and ballot <> 'recuse' and review_id =
                (select review_id from panel_ballot where id =
                    (select max(id) from panel_ballot where case_number = :caseNumber
                        and coalesce(applicant_id, :applicant) = :applicant))
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    BallotBox(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws Refusal if this reviewer's view of this review is in already, for instance from another window */
    void cast(String caseNumber, String reviewId, String applicantId, Ballot ballot) {
        try {
            insert(caseNumber, reviewId, applicantId, ballot);
        } catch (DuplicateKeyException alreadyCast) {
            throw new Refusal(
                    "ballot", "Your private view of this request is in already; it counts as you first gave it.");
        }
    }

    private void insert(String caseNumber, String reviewId, String applicantId, Ballot ballot) {
        jdbc.sql(
                        """
                        insert into panel_ballot
                            (case_number, review_id, applicant_id, panelist_id, ballot, competency_ratings, strengths, growth, cast_at)
                        values (:caseNumber, :reviewId, :applicant, :panelist, :ballot, :ratings, :strengths, :growth, :now)
                        """)
                .param("caseNumber", caseNumber)
                .param("reviewId", reviewId)
                .param("applicant", applicantId)
                .param("panelist", ballot.panelistId())
                .param("ballot", ballot.ballot())
                .param("ratings", ballot.ratings())
                .param("strengths", ballot.strengths())
                .param("growth", ballot.growth())
                .param("now", LocalDateTime.now(clock))
                .update();
    }

    /** Every private view of one review so far, recusals included. For counting only. */
    List<Ballot> of(String reviewId) {
        return jdbc.sql(
                        """
                        select panelist_id, ballot, competency_ratings, strengths, growth
                        from panel_ballot where review_id = :reviewId order by panelist_id
                        """)
                .param("reviewId", reviewId)
                .query((row, n) -> new Ballot(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .list();
    }

    /** Whose private views counted in the latest review of this applicant in a case. */
    public List<String> reviewersOf(String caseNumber, String applicantId) {
        return jdbc.sql("select panelist_id from panel_ballot " + COUNTED_IN_LATEST_REVIEW)
                .param("caseNumber", caseNumber)
                .param("applicant", applicantId)
                .query(String.class)
                .list();
    }

    /** What the latest review of an applicant saw, as Json, without names and in no order that could tell them. Used by {@code promotion.bpmn}. */
    public Object notes(DelegateExecution execution) {
        return NOTES.stored(jdbc.sql("select strengths, growth from panel_ballot " + COUNTED_IN_LATEST_REVIEW
                        + " order by strengths")
                .param("caseNumber", execution.getProcessBusinessKey())
                .param("applicant", CaseVariables.APPLICANT.get(execution))
                .query((row, n) -> new Note(row.getString(1), row.getString(2)))
                .list());
    }
}
