package org.peerladder.cases;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.peerladder.Refusal;

/**
 * Which cases a manager asks for; null means any.
 *
 * @param process key of a process, e.g. {@code promotion}
 * @param stage as the diagrams name it; only an open case is at one
 * @param program of the worker whom the case is about
 * @param late whether somebody else than the worker has not answered in time
 * @param open true for the open ones, false for the finished ones
 */
record CaseFilter(String process, String stage, String program, Boolean late, Boolean open) {

    private static final int LONGEST = 255;

    /**
     * @param processes which there are; asked only where a process is given, and so are the stages
     * @throws Refusal naming a parameter that is not understood, and what it may be
     */
    static CaseFilter of(
            String process,
            String stage,
            String program,
            String late,
            String state,
            Supplier<Collection<String>> processes,
            Supplier<Collection<String>> stages) {
        if (program != null && (program.length() > LONGEST || program.indexOf('\0') >= 0)) {
            throw new Refusal("program", "Give the name of a programme as it stands in the roster.");
        }
        var open = oneOf("state", state, () -> List.of("open", "finished"));
        var isLate = oneOf("late", late, () -> List.of("true", "false"));
        return new CaseFilter(
                oneOf("process", process, processes),
                oneOf("stage", stage, stages),
                blankToNull(program),
                isLate == null ? null : isLate.equals("true"),
                open == null ? null : open.equals("open"));
    }

    private static String oneOf(String field, String value, Supplier<Collection<String>> allowed) {
        var given = blankToNull(value);
        if (given == null || allowed.get().contains(given)) {
            return given;
        }
        throw new Refusal(field, "Give one of: " + String.join(", ", new TreeSet<>(allowed.get())) + ".");
    }

    private static String blankToNull(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
