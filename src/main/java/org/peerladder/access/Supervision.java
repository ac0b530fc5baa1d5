package org.peerladder.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.peerladder.engine.UsedByDiagrams;
import org.peerladder.policy.DecisionTables;
import org.springframework.stereotype.Component;

/** Who acts as a worker's supervisor. A missing or conflicted supervisor is skipped at once. Used by the diagrams. */
@Component("supervision")
@UsedByDiagrams
public class Supervision {

    private static final String SUPERVISORS = "supervisors";

    private final Career career;
    private final Conflicts conflicts;
    private final DecisionTables tables;

    Supervision(Career career, Conflicts conflicts, DecisionTables tables) {
        this.career = career;
        this.conflicts = conflicts;
        this.tables = tables;
    }

    /** The supervisor of record, or null when there is none who may act. */
    public String supervisorOf(String workerId) {
        return career.worker(workerId)
                .map(Worker::supervisorId)
                .flatMap(career::worker)
                .filter(Worker::active)
                .map(Worker::id)
                .filter(id -> !conflicts.of(workerId).contains(id))
                .orElse(null);
    }

    /** The groups that act when {@link #supervisorOf} has nobody; table {@code stand-ins}. */
    public List<String> standInsFor(String workerId) {
        return supervisorOf(workerId) == null ? List.of(standInFor(SUPERVISORS)) : List.of();
    }

    /** The group that acts when nobody lawful is left in this one; table {@code stand-ins}. */
    public String standInFor(String group) {
        return (String) tables.row("stand-ins", Map.of("group", group)).get("standIn");
    }

    /** Everyone who may not decide about this worker, the worker included; never why. */
    public Set<String> inConflict(String workerId) {
        return conflicts.of(workerId);
    }

    /** Active members of a group who may decide about this worker. */
    public List<Worker> lawfulMembers(String group, String workerId) {
        var conflicted = conflicts.of(workerId);
        return career.members(group).stream()
                .filter(member -> !conflicted.contains(member.id()))
                .toList();
    }

    /** Who is asked when this group is: its {@link #lawfulMembers}; where there are none, those of its stand-in. */
    public List<Worker> whoActsFor(String group, String workerId) {
        if (workerId == null) {
            return career.members(group);
        }
        var members = lawfulMembers(group, workerId);
        return members.isEmpty() ? lawfulMembers(standInFor(group), workerId) : members;
    }
}
