package org.peerladder.audit;

import java.security.Principal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.peerladder.Refusal;
import org.peerladder.access.People;
import org.peerladder.access.Role;
import org.peerladder.audit.AuditTrail.Search;
import org.peerladder.audit.AuditTrail.Stored;
import org.peerladder.career.Worker;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code GET /api/audit}: who did what, for administrators. */
@RestController
class AuditController {

    private static final int LARGEST_PAGE = 500;
    private static final Pattern PERSON = Pattern.compile(Worker.ID_PATTERN);
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** @param next give it as {@code before} to read on; null at the end */
    record Page(List<Stored> entries, Long next) {}

    private final AuditTrail trail;
    private final People people;
    private final Clock clock;

    AuditController(AuditTrail trail, People people, Clock clock) {
        this.trail = trail;
        this.people = people;
        this.clock = clock;
    }

    /** The newest first. {@code from} and {@code to} are days, both included. */
    @GetMapping("/api/audit")
    Page read(
            @RequestParam(required = false) String caseNumber,
            @RequestParam(required = false) String person,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(required = false) Long before,
            @RequestParam(defaultValue = "100") int size,
            Principal principal) {
        if (!people.inAnyGroup(principal.getName(), Role.ADMINISTRATORS.id())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Only administrators read this.");
        }
        if (size < 1 || size > LARGEST_PAGE) {
            throw new Refusal("size", "Give 1 to " + LARGEST_PAGE + ".");
        }
        var found = trail.find(new Search(
                matching("caseNumber", caseNumber, ApiRefusals.CASE_NUMBER, "PRM-2027-0042"),
                matching("person", person, PERSON, "lena"),
                startOf("from", from, 0),
                startOf("to", to, 1),
                before,
                size));
        var last = found.size() < size ? null : found.get(size - 1).id();
        return new Page(found, last);
    }

    private OffsetDateTime startOf(String name, String day, int daysLater) {
        try {
            return matching(name, day, DAY, "2027-01-31") == null
                    ? null
                    : LocalDate.parse(day)
                            .plusDays(daysLater)
                            .atStartOfDay(clock.getZone())
                            .toOffsetDateTime();
        } catch (DateTimeException e) {
            throw new Refusal(name, "There is no such day; give one such as 2027-01-31.");
        }
    }

    private static String matching(String name, String value, Pattern pattern, String example) {
        if (value != null && !pattern.matcher(value).matches()) {
            throw new Refusal(name, "Give one such as " + example + ".");
        }
        return value;
    }
}
