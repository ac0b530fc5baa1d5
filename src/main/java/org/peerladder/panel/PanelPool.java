package org.peerladder.panel;

import static org.peerladder.panel.PanelProcess.*;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.peerladder.access.Supervision;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.peerladder.cases.CaseVariables;
import org.peerladder.engine.UsedByDiagrams;
import org.peerladder.policy.CareerLadder;
import org.peerladder.policy.Position;
import org.springframework.stereotype.Component;

/** Who may review a request. Read from the record each time it is asked, so that a new reviewer counts at once. */
@Component("panelPool")
@UsedByDiagrams
public class PanelPool {

    private final Career career;
    private final CareerLadder ladder;
    private final Supervision supervision;
    private final BallotBox ballotBox;

    PanelPool(Career career, CareerLadder ladder, Supervision supervision, BallotBox ballotBox) {
        this.career = career;
        this.ladder = ladder;
        this.supervision = supervision;
        this.ballotBox = ballotBox;
    }

    /** Everyone the worker may name as a person who should not decide; shown on their form. */
    public Object membersFor(String applicantId) {
        return CANDIDATES.stored(options(career.members(PANEL).stream()
                .filter(member -> !member.id().equals(applicantId))
                .toList()));
    }

    /** The people HR may choose from for the seats still open. */
    public Object candidatesFor(DelegateExecution execution) {
        return CANDIDATES.stored(options(toSeat(execution, SEATS_TO_FILL.get(execution), PEER_SEATS.get(execution))
                .lawful()));
    }

    /** The panel as it must be seated now, from the record as it is now. */
    Panel toSeat(DelegateExecution review, int seatsToFill, int peerSeats) {
        var applicants = APPLICANTS.find(review).orElseGet(() -> List.of(CaseVariables.APPLICANT.get(review))).stream()
                .map(id -> career.worker(id).orElseThrow())
                .toList();
        var excluded = new HashSet<String>();
        // The worker named them; we do not ask why.
        excluded.addAll(CONFLICTS.find(review).orElse(List.of()));
        // Who sat on the first panel does not hear the appeal.
        excluded.addAll(EARLIER_PANELISTS.find(review).orElse(List.of()));
        // Who endorsed does not review; the supervisor of record never does, nor does a rival.
        ENDORSED_BY.find(review).ifPresent(excluded::add);
        applicants.forEach(applicant -> {
            excluded.add(applicant.supervisorId());
            excluded.addAll(supervision.inConflict(applicant.id()));
        });
        // Who has cast a view, or stepped aside, keeps that place.
        ballotBox.of(review.getProcessInstanceId()).forEach(ballot -> excluded.add(ballot.panelistId()));
        var lawful = career.members(PANEL).stream()
                .filter(member -> !excluded.contains(member.id()))
                .toList();
        return Panel.toSeat(
                seatsToFill,
                peerSeats,
                lawful,
                applicants.stream().mapToInt(this::level).min().orElse(0),
                ladder.position(CaseVariables.TARGET_POSITION.get(review)).level(),
                this::level);
    }

    private int level(Worker worker) {
        return ladder.find(worker.position()).map(Position::level).orElse(0);
    }

    private List<Map<String, String>> options(List<Worker> workers) {
        return workers.stream()
                .map(worker -> Map.of("value", worker.id(), "label", label(worker)))
                .toList();
    }

    /** Name, title and program, as far as they are known: guests may have neither of the last two. */
    private String label(Worker worker) {
        var title = ladder.find(worker.position()).map(Position::title).orElse(worker.position());
        return Stream.of(worker.name(), title, worker.program())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(", "));
    }
}
