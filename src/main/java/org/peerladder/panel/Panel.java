package org.peerladder.panel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.peerladder.Refusal;
import org.peerladder.Refusal.Fault;
import org.peerladder.career.Worker;

/**
 * A panel still to be seated: who may review, how many are wanted, and who of them fills the seats kept for peers.
 *
 * @param seatsToFill seats without a private view so far
 * @param peerSeats how many of them only {@code peers} can fill
 * @param lawful everyone who may review this request
 * @param peers those of them who can fill a peer seat
 * @param note in words: why these can, where nobody at or above the target level is free; may be empty
 */
record Panel(int seatsToFill, int peerSeats, List<Worker> lawful, Set<String> peers, String note) {

    /** Levels of the ladder, for the rule of who fills a peer seat. */
    interface Levels {
        int of(Worker worker);
    }

    /**
     * A working peer at or above the target level; if none is free a guest peer; if none, any working peer not below the
     * worker's own level, and the worker is told why (charter of the panel).
     */
    static Panel toSeat(
            int seatsToFill, int peerSeats, List<Worker> lawful, int ownLevel, int targetLevel, Levels levels) {
        var atTarget = ids(lawful, w -> w.peer() && !w.guest() && levels.of(w) >= targetLevel);
        if (!atTarget.isEmpty() || peerSeats == 0) {
            return new Panel(seatsToFill, Math.min(peerSeats, atTarget.size()), lawful, atTarget, "");
        }
        var guests = ids(lawful, w -> w.peer() && w.guest());
        if (!guests.isEmpty()) {
            return new Panel(
                    seatsToFill,
                    Math.min(peerSeats, guests.size()),
                    lawful,
                    guests,
                    "No working peer at or above the new position is free, so a guest peer takes the peer seat.");
        }
        var atOwn = ids(lawful, w -> w.peer() && levels.of(w) >= ownLevel);
        return new Panel(
                seatsToFill,
                Math.min(peerSeats, atOwn.size()),
                lawful,
                atOwn,
                atOwn.isEmpty()
                        ? "No working peer is free for this panel."
                        : "No working peer at or above the new position and no guest peer is free, so a working peer"
                                + " at the present position or above takes the peer seat.");
    }

    /** Too few people may review: somebody has to be named first. */
    boolean cannotBeSeated() {
        return lawful.size() < seatsToFill;
    }

    /** @throws Refusal if this group cannot decide, with every reason */
    void check(Collection<String> panelists) {
        var faults = new ArrayList<String>();
        var seen = new HashSet<String>();
        var known = lawful.stream().map(Worker::id).collect(Collectors.toSet());
        for (var id : panelists) {
            if (!seen.add(id)) {
                faults.add(id + " is named twice.");
            } else if (!known.contains(id)) {
                faults.add(id + " may not review this request; choose from: " + names(lawful) + ".");
            }
        }
        if (seen.size() != seatsToFill) {
            faults.add("it needs " + seatsToFill + (seatsToFill == 1 ? " reviewer" : " reviewers") + ", not "
                    + seen.size() + ".");
        }
        if (seen.stream().filter(peers::contains).count() < peerSeats) {
            faults.add("it needs at least " + peerSeats + " of: "
                    + names(lawful.stream().filter(w -> peers.contains(w.id())).toList())
                    + ", so that working peers decide too.");
        }
        if (!faults.isEmpty()) {
            throw new Refusal(faults.stream()
                    .map(fault -> new Fault("panelists", "This group cannot decide yet, because " + fault))
                    .toList());
        }
    }

    private static Set<String> ids(List<Worker> workers, Predicate<Worker> which) {
        return workers.stream().filter(which).map(Worker::id).collect(Collectors.toSet());
    }

    private static String names(List<Worker> workers) {
        return workers.stream().map(w -> w.name() + " (" + w.id() + ")").collect(Collectors.joining(", "));
    }
}
