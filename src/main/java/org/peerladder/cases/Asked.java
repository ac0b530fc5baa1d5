package org.peerladder.cases;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.peerladder.access.PrivateProcesses;
import org.peerladder.access.Role;
import org.peerladder.cases.CaseRecords.Row;

/**
 * Who is asked, in words for everyone who may see the case. Named are the applicant, the supervisor of record, and whoever
 * took on a task of a group. Never who reviews, and never a list of people: it would show by its gaps who is in conflict.
 */
record Asked(Row row, Map<String, String> names) {

    private static final String SYSTEM = "Peer Ladder";
    private static final String SOMEBODY = "A colleague";

    private static final Map<String, String> TITLES =
            Arrays.stream(Role.values()).collect(Collectors.toMap(Role::id, Role::title));

    String inWords(Diagram diagram, Diagram.Step step, String assignee, Collection<String> candidates) {
        if (step.kind() == Diagram.Kind.WAIT) {
            return step.property("waitingFor").orElse(step.name());
        }
        if (step.kind() != Diagram.Kind.TASK) {
            return step.property("waitingFor")
                    .filter(words -> step.kind() == Diagram.Kind.CALL)
                    .orElse(SYSTEM);
        }
        if (PrivateProcesses.KEYS.contains(diagram.key())) {
            return step.groups().isEmpty() ? step.lane() : roles(step.groups());
        }
        if (row.applicantId().equals(assignee)) {
            return row.applicantName();
        }
        var groups = candidates.isEmpty() ? step.groups() : candidates;
        if (assignee == null) {
            return groups.isEmpty() ? step.lane() : roles(groups);
        }
        if (assignee.equals(row.supervisorId())) {
            return names.getOrDefault(assignee, assignee);
        }
        if (groups.contains(Role.PANEL.id())) {
            return roles(groups);
        }
        return groups.isEmpty() ? SOMEBODY : names.getOrDefault(assignee, assignee) + " (" + roles(groups) + ")";
    }

    private static String roles(Collection<String> groups) {
        return groups.stream().map(group -> TITLES.getOrDefault(group, group)).collect(Collectors.joining(" or "));
    }
}
