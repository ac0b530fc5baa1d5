package org.peerladder.promotion;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peerladder.Refusal;
import org.peerladder.career.Worker;
import org.peerladder.policy.Position;

/** A worker's request to move up one rung, and the rules about asking that are not policy. */
record Promotion(Worker worker, Position today, Position target) {

    /**
     * @param askedBy who asks: the worker, or the supervisor of record
     * @param today the worker's position, if the ladder has it
     * @param reachable the positions one can be promoted to from there
     * @throws Refusal if this worker cannot be promoted to this position, or not at the request of this person
     */
    static Promotion request(
            String askedBy,
            Worker worker,
            Optional<Position> today,
            List<Position> reachable,
            Optional<String> target) {
        if (!worker.active()) {
            throw new Refusal("workerId", worker.name() + " no longer works here, so nobody can ask for them.");
        }
        if (!worker.id().equals(askedBy) && !Objects.equals(worker.supervisorId(), askedBy)) {
            throw new Refusal(
                    "workerId",
                    "Only " + worker.name() + " or their supervisor of record can ask. Leave this empty to ask for"
                            + " yourself.");
        }
        var from = today.orElseThrow(() -> new Refusal(
                "targetPosition",
                "The present position of " + worker.name() + " is not on the career ladder. HR can correct the"
                        + " record through the roster."));
        var to = reachable.stream()
                .filter(position -> target.filter(position.code()::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        "targetPosition",
                        "From " + from.title() + " this position is not the next step. Possible now: "
                                + reachable.stream()
                                        .map(position -> position.title() + " (" + position.code() + ")")
                                        .collect(Collectors.joining(", "))
                                + "."));
        return new Promotion(worker, from, to);
    }

    /** "Not yet" goes to the panel with a comment; without one nobody could answer it. */
    static void checkEndorsement(String endorsement, Optional<String> comment) {
        if (PromotionProcess.NOT_YET.equals(endorsement)
                && comment.filter(c -> !c.isBlank()).isEmpty()) {
            throw new Refusal(
                    "comment",
                    "\"Not yet\" needs a comment: say what you have seen and what would help. The panel reads it.");
        }
    }
}
