package org.peerladder.cases;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cases as a sheet for a spreadsheet program: RFC 4180, with a header. */
final class CaseSheet {

    /** What a spreadsheet program would take for the beginning of a formula, also behind a blank. */
    private static final String BEGINS_A_FORMULA =
            "^[\\s\\p{Cntrl}]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20].*|^[\\t\\r\\n].*";

    static final String HEADER = row(Stream.of(
            "Request",
            "Process",
            "Staff id",
            "Name",
            "Programme",
            "Stage",
            "Step",
            "Waiting for",
            "Waiting since",
            "Due",
            "Late",
            "Next step",
            "Outcome",
            "Started",
            "Ended"));

    private CaseSheet() {}

    static String rows(Collection<CaseLine> cases) {
        return cases.stream()
                .map(each -> row(Stream.of(
                        each.caseNumber(),
                        each.process(),
                        each.applicantId(),
                        each.applicantName(),
                        each.program(),
                        each.stage(),
                        each.step(),
                        each.waitingFor(),
                        each.waitingSince(),
                        each.due(),
                        each.late() ? "late" : "",
                        each.nextStep(),
                        each.outcome(),
                        each.startedOn(),
                        each.endedOn())))
                .collect(Collectors.joining());
    }

    private static String row(Stream<?> cells) {
        return cells.map(cell -> cell(Objects.toString(cell, ""))).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** Whoever opens the sheet must not run what somebody has chosen as their name. */
    private static String cell(String text) {
        var harmless = text.matches("(?s)" + BEGINS_A_FORMULA) ? "'" + text : text;
        return List.of(",", "\"", "\r", "\n").stream().anyMatch(harmless::contains)
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }
}
