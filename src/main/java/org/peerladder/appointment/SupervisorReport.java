package org.peerladder.appointment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.peerladder.access.Role;
import org.peerladder.career.Career;
import org.peerladder.career.CareerRecord;
import org.peerladder.policy.CareerLadder;
import org.peerladder.policy.Position;
import org.springframework.stereotype.Component;

/**
 * How many supervisors have worked in a peer title, by programme (CORE, Southern Oregon: 57 % of peer supervisors identify
 * as peers, not all worked as one). Counted is the job history, never what somebody says about themselves. Where fewer are
 * counted than may be shown, nothing is; nor can it be worked out from the rest.
 */
@Component
class SupervisorReport {

    /**
     * One programme, or all together.
     *
     * @param supervisors null where hidden, like the others
     * @param peers of them, how many have worked in a peer title
     * @param share percent, whole
     */
    record Row(String program, Integer supervisors, Integer peers, Integer share) {

        static Row hidden(String program) {
            return new Row(program, null, null, null);
        }

        static Row of(String program, List<Boolean> all) {
            var peers = (int) all.stream().filter(Boolean::booleanValue).count();
            return new Row(program, all.size(), peers, Math.round(100f * peers / all.size()));
        }
    }

    record Report(Row all, List<Row> programs, int smallestGroupShown) {}

    private static final String NO_PROGRAM = "(no programme)";

    private final Career career;
    private final CareerLadder ladder;
    private final AppointmentPolicy policy;

    SupervisorReport(Career career, CareerLadder ladder, AppointmentPolicy policy) {
        this.career = career;
        this.ladder = ladder.forMany();
        this.policy = policy;
    }

    Report read() {
        var peerTitles = peerTitles();
        var byProgram = new TreeMap<String, List<Boolean>>();
        var supervisors = career.members(Role.SUPERVISORS.id()).stream()
                .map(each -> each.id())
                .toList();
        for (var record : career.records(supervisors)) {
            byProgram
                    .computeIfAbsent(
                            Objects.requireNonNullElse(record.worker().program(), NO_PROGRAM), key -> new ArrayList<>())
                    .add(hasHeld(record, peerTitles));
        }
        var smallest = policy.terms(appointed()).smallestGroupShown();
        var hidden = hidden(byProgram, smallest);
        var all = byProgram.values().stream().flatMap(List::stream).toList();
        return new Report(
                all.size() < smallest ? Row.hidden("all") : Row.of("all", all),
                byProgram.entrySet().stream()
                        .map(each -> hidden.contains(each.getKey())
                                ? Row.hidden(each.getKey())
                                : Row.of(each.getKey(), each.getValue()))
                        .toList(),
                smallest);
    }

    /** Too small; and where that is one alone, the next smallest too, so that it is not the total less the others. */
    private static Set<String> hidden(TreeMap<String, List<Boolean>> byProgram, int smallest) {
        var hidden = byProgram.entrySet().stream()
                .filter(each -> each.getValue().size() < smallest)
                .map(each -> each.getKey())
                .collect(Collectors.toSet());
        var together =
                hidden.stream().mapToInt(each -> byProgram.get(each).size()).sum();
        if (!hidden.isEmpty() && together < smallest) {
            byProgram.entrySet().stream()
                    .filter(each -> !hidden.contains(each.getKey()))
                    .min(Comparator.comparingInt(each -> each.getValue().size()))
                    .ifPresent(each -> hidden.add(each.getKey()));
        }
        return hidden;
    }

    /** The titles in which one works with people or trains, not those in which one leads. */
    private Set<String> peerTitles() {
        return ladder.codes().stream()
                .filter(code -> ladder.find(code)
                        .filter(position -> !position.track().equals("administration"))
                        .isPresent())
                .collect(Collectors.toSet());
    }

    private String appointed() {
        return ladder.codes().stream()
                .filter(code -> ladder.find(code)
                        .map(Position::through)
                        .filter(AppointmentProcess.KEY::equals)
                        .isPresent())
                .findFirst()
                .orElse("");
    }

    private static boolean hasHeld(CareerRecord record, Set<String> peerTitles) {
        return record.positions().stream().anyMatch(held -> peerTitles.contains(held.position()));
    }
}
