package org.peerladder.cases;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.peerladder.access.People;
import org.peerladder.access.Role;
import org.peerladder.cases.CasePage.Wanted;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What people may see of cases, and do with a case by its number. */
@RestController
@RequestMapping("/api/cases")
class CaseController {

    private static final String SHEET = "text/csv";
    private static final String FIRST_PAGE = "0";
    private static final String PAGE_SIZE = "20";

    private final Cases cases;
    private final CaseOverview overview;
    private final People people;
    private final Clock clock;

    CaseController(Cases cases, CaseOverview overview, People people, Clock clock) {
        this.cases = cases;
        this.overview = overview;
        this.people = people;
        this.clock = clock;
    }

    /** One's own requests, open and finished, the newest first. */
    @GetMapping("/mine")
    CasePage mine(
            @RequestParam(defaultValue = FIRST_PAGE) int page,
            @RequestParam(defaultValue = PAGE_SIZE) int size,
            Principal principal) {
        return overview.mine(principal.getName(), new Wanted(page, size));
    }

    /**
     * One request with its timeline, for the applicant, for whoever holds or held a task of it, and for managers. 404 for
     * everyone else, as for a number that does not exist: which requests there are is nobody else's business.
     */
    @GetMapping("/{caseNumber}")
    CaseStory one(@PathVariable String caseNumber, Principal principal) {
        return overview.one(caseNumber, principal.getName())
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no request with this number that you take part in."));
    }

    /** All requests, for managers. Parameters left out mean any; {@code state} is {@code open} or {@code finished}. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    CasePage all(
            @RequestParam(required = false) String process,
            @RequestParam(required = false) String stage,
            @RequestParam(required = false) String program,
            @RequestParam(required = false) String late,
            @RequestParam(required = false) String state,
            @RequestParam(defaultValue = FIRST_PAGE) int page,
            @RequestParam(defaultValue = PAGE_SIZE) int size,
            Principal principal) {
        var wanted = new Wanted(page, size);
        return overview.all(filter(process, stage, program, late, state, principal), principal.getName(), wanted);
    }

    /** The same as a sheet: all that match, not only a page of them. */
    @GetMapping(produces = SHEET)
    ResponseEntity<String> sheet(
            @RequestParam(required = false) String process,
            @RequestParam(required = false) String stage,
            @RequestParam(required = false) String program,
            @RequestParam(required = false) String late,
            @RequestParam(required = false) String state,
            Principal principal) {
        var filter = filter(process, stage, program, late, state, principal);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("requests-" + LocalDate.now(clock) + ".csv")
                                .build()
                                .toString())
                .body(overview.sheet(filter, principal.getName()));
    }

    /**
     * The applicant stops their request; in a case of several people each of them their own part. 404 if there is no such open request of theirs: its existence is nobody
     * else's business.
     */
    @PostMapping("/{caseNumber}/withdraw")
    Map<String, String> withdraw(@PathVariable String caseNumber, Principal principal) {
        if (!cases.mayStop(caseNumber, principal.getName())) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "You have no open request with this number. Nothing was changed.");
        }
        cases.stop(caseNumber, principal.getName());
        return Map.of("caseNumber", caseNumber, "outcome", "withdrawn");
    }

    private CaseFilter filter(
            String process, String stage, String program, String late, String state, Principal principal) {
        if (!people.inAnyGroup(principal.getName(), Role.MANAGERS.id(), Role.ADMINISTRATORS.id())) {
            throw new ResponseStatusException(
                    HttpStatus.FORBIDDEN,
                    "All requests are listed for managers only. Your own are at /api/cases/mine.");
        }
        return CaseFilter.of(process, stage, program, late, state, overview::processes, overview::stages);
    }
}
