package org.peerladder.cases;

import java.util.Collection;
import java.util.stream.Collectors;
import org.peerladder.Sheet;

/** Cases as a sheet for a spreadsheet program, with a header. */
final class CaseSheet {

    static final String HEADER = Sheet.row(
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
            "Ended");

    private CaseSheet() {}

    static String rows(Collection<CaseLine> cases) {
        return cases.stream()
                .map(each -> Sheet.row(
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
                        each.endedOn()))
                .collect(Collectors.joining());
    }
}
