package org.peerladder.appointment;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.stream.Stream;
import org.peerladder.Sheet;
import org.peerladder.access.People;
import org.peerladder.access.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The share of supervisors who have worked in a peer title, for managers, directors and HR; a sheet by {@code Accept}. */
@RestController
@RequestMapping("/api/reports/supervisors")
class SupervisorReportController {

    private final SupervisorReport report;
    private final People people;

    SupervisorReportController(SupervisorReport report, People people) {
        this.report = report;
        this.people = people;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    SupervisorReport.Report read(Principal principal) {
        allow(principal);
        return report.read();
    }

    /** Hidden numbers are empty cells. */
    @GetMapping(produces = "text/csv")
    ResponseEntity<String> sheet(Principal principal) {
        allow(principal);
        var read = report.read();
        var sheet = new StringBuilder(Sheet.row("program", "supervisors", "worked_in_peer_title", "share_percent"));
        Stream.concat(read.programs().stream(), Stream.of(read.all()))
                .forEach(row -> sheet.append(Sheet.row(row.program(), row.supervisors(), row.peers(), row.share())));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .body(sheet.toString());
    }

    private void allow(Principal principal) {
        if (!people.inAnyGroup(principal.getName(), Role.MANAGERS.id(), Role.DIRECTORS.id(), Role.HR.id())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "This is for managers, directors and HR.");
        }
    }
}
