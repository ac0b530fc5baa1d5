package org.peerladder.panel;

import static org.peerladder.panel.PanelProcess.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.Variables;
import org.peerladder.career.Career;
import org.peerladder.cases.CaseVariables;
import org.peerladder.panel.BallotBox.Ballot;
import org.peerladder.policy.CareerLadder;
import org.peerladder.policy.DecisionTables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code panel-review.bpmn} asks of us, one bean per step. */
@Configuration(proxyBeanMethods = false)
class PanelSteps {

    /** {@code panel-rule}: how many seats, how many for working peers, how many are still open. */
    @Bean
    JavaDelegate determinePanelRule(
            DecisionTables tables, Career career, CareerLadder ladder, PanelPool pool, BallotBox ballotBox) {
        return review -> {
            var target = ladder.position(CaseVariables.TARGET_POSITION.get(review));
            var rule =
                    tables.row("panel-rule", Map.of("agencySize", career.headcount(), "targetLevel", target.level()));
            // A tie is not a "no": one more reviewer is seated than before.
            int seats = OUTCOME.find(review).filter(SEAT_ONE_MORE::equals).isPresent()
                    ? SEATS.get(review) + 1
                    : SEATS.find(review).orElse(((Number) rule.get("seats")).intValue());
            int peerSeats = ((Number) rule.get("peerSeats")).intValue();
            var ballots = ballotBox.of(review.getProcessInstanceId());
            int cast = (int) ballots.stream().filter(Ballot::counts).count();
            int peersCast = peersCast(review, ballots);
            var panel = pool.toSeat(review, seats - cast, Math.max(0, peerSeats - peersCast));
            SEATS.set(review, seats);
            SEATS_TO_FILL.set(review, panel.seatsToFill());
            PEER_SEATS.set(review, peersCast + panel.peerSeats());
            NOTE.set(review, words((String) rule.get("note"), panel));
        };
    }

    /** HR seats the panel; a group that cannot decide is refused with every reason. */
    @Bean
    TaskListener seatPanel(PanelPool pool, BallotBox ballotBox) {
        return task -> {
            var review = task.getExecution();
            var panelists = PANELISTS.find(task).orElse(List.of());
            var peersCast = peersCast(review, ballotBox.of(review.getProcessInstanceId()));
            var panel = pool.toSeat(review, SEATS_TO_FILL.get(task), PEER_SEATS.get(task) - peersCast);
            panel.check(panelists);
            PEER_REVIEWERS.set(
                    task,
                    Stream.concat(
                                    PEER_REVIEWERS.find(task).orElse(List.of()).stream(),
                                    panelists.stream().filter(panel.peers()::contains))
                            .toList());
            // Read by the multi-instance task in this same transaction; the engine need not keep it.
            task.setVariable("reviewers", Variables.untypedValue(new ArrayList<>(panelists), true));
        };
    }

    /** The panel was seated before, once for several people; each of them is reviewed by it. */
    @Bean
    ExecutionListener takeGivenPanel() {
        return review ->
                review.setVariable("reviewers", Variables.untypedValue(new ArrayList<>(PANELISTS.get(review)), true));
    }

    /** A private view leaves the engine before anybody could read it there. */
    @Bean
    TaskListener castBallot(BallotBox ballotBox) {
        return task -> {
            ballotBox.cast(
                    task.getExecution().getProcessBusinessKey(),
                    task.getProcessInstanceId(),
                    CaseVariables.APPLICANT.get(task),
                    new Ballot(
                            task.getAssignee(),
                            BALLOT.get(task),
                            RATINGS.find(task).orElse(null),
                            STRENGTHS.find(task).orElse(null),
                            GROWTH.find(task).orElse(null)));
            forget(task);
        };
    }

    private static void forget(DelegateTask task) {
        for (var variable : List.of(BALLOT, RATINGS, STRENGTHS, GROWTH)) {
            task.setVariable(variable.name(), null);
        }
    }

    /** {@code panel-outcome}: quorum, majority, peer seat. */
    @Bean
    JavaDelegate determinePanelOutcome(DecisionTables tables, BallotBox ballotBox) {
        return review -> {
            var ballots = ballotBox.of(review.getProcessInstanceId());
            var outcome = tables.row(
                    "panel-outcome",
                    Map.of(
                            "seats", SEATS.get(review),
                            "promoteVotes", count(ballots, Ballot.PROMOTE),
                            "developVotes", count(ballots, Ballot.DEVELOP),
                            "peerSeatsMissing", Math.max(0, PEER_SEATS.get(review) - peersCast(review, ballots))));
            OUTCOME.set(review, (String) outcome.get("panelOutcome"));
            REASON.set(review, (String) outcome.get("reason"));
            PANELISTS.set(review, ballots.stream().map(Ballot::panelistId).toList());
        };
    }

    /** Working peers whose private view is in. */
    private static int peersCast(VariableScope review, List<Ballot> ballots) {
        var peers = PEER_REVIEWERS.find(review).orElse(List.of());
        return (int) ballots.stream()
                .filter(ballot -> ballot.counts() && peers.contains(ballot.panelistId()))
                .count();
    }

    private static int count(List<Ballot> ballots, String which) {
        return (int) ballots.stream().filter(b -> b.ballot().equals(which)).count();
    }

    private static String words(String rule, Panel panel) {
        return Stream.of(
                        rule,
                        panel.note(),
                        panel.cannotBeSeated()
                                ? "Only " + panel.lawful().size() + " people may review this request and "
                                        + panel.seatsToFill()
                                        + " are needed: please add a colleague or a guest to the group \"panel\" through the"
                                        + " roster first."
                                : "")
                .filter(text -> text != null && !text.isBlank())
                .collect(Collectors.joining(" "));
    }
}
