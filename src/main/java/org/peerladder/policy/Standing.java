package org.peerladder.policy;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Assessed requirements taken together. Rows with the same group are alternatives and count as one, met if any of them
 * is; a row without a group stands alone.
 */
public record Standing(List<AssessedRequirement> requirements) {

    public Standing {
        requirements = List.copyOf(requirements);
    }

    /** How many there are, each group once. */
    public int all() {
        return groups().size();
    }

    /** How many are still to come. */
    public int missing() {
        return count(Standing::open);
    }

    /** How many are still to come that cannot be shown by competency, because none of the alternatives can. */
    public int missingNotWaivable() {
        return count(group -> open(group) && group.stream().noneMatch(AssessedRequirement::waivable));
    }

    public boolean complete() {
        return missing() == 0;
    }

    /** The rows of everything that is still to come, all alternatives of it. */
    public List<AssessedRequirement> stillToCome() {
        return groups().stream().filter(Standing::open).flatMap(List::stream).toList();
    }

    /** Where one requirement stands, in the words of the screens. */
    public String statusOf(AssessedRequirement requirement) {
        if (requirement.met()) {
            return "done";
        }
        if (groups().stream().anyMatch(group -> group.contains(requirement) && !open(group))) {
            return "not needed, another way is done";
        }
        return requirement.earliestDate() == null
                ? "still to come"
                : "still to come (likely by " + Requirement.inWords(requirement.earliestDate()) + ")";
    }

    private int count(Predicate<List<AssessedRequirement>> which) {
        return (int) groups().stream().filter(which).count();
    }

    private static boolean open(List<AssessedRequirement> group) {
        return group.stream().noneMatch(AssessedRequirement::met);
    }

    private Collection<List<AssessedRequirement>> groups() {
        return IntStream.range(0, requirements.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        this::groupKey, Collectors.mapping(requirements::get, Collectors.toList())))
                .values();
    }

    /** The group, or the place in the list for a row that stands alone. */
    private Object groupKey(int place) {
        var group = requirements.get(place).group();
        return group.isEmpty() ? place : group;
    }
}
