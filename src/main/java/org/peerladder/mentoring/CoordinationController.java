package org.peerladder.mentoring;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.peerladder.Refusal;
import org.peerladder.access.People;
import org.peerladder.access.Role;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What mentoring coordinators see and do; nobody else. */
@RestController
@RequestMapping("/api/mentoring")
class CoordinationController {

    private static final int LARGEST_PAGE = 100;

    private final MentoringOverview overview;
    private final CohortRun cohort;
    private final People people;

    CoordinationController(MentoringOverview overview, CohortRun cohort, People people) {
        this.overview = overview;
        this.cohort = cohort;
        this.people = people;
    }

    /** Pairs, the queue, and places by programme. Pages count from 0; {@code silent} leaves out pairs that are not. */
    @GetMapping("/overview")
    MentoringOverview.Overview overview(
            @RequestParam(defaultValue = "false") boolean silent,
            @RequestParam(defaultValue = "0") int pairsPage,
            @RequestParam(defaultValue = "0") int queuePage,
            @RequestParam(defaultValue = "20") int size,
            Principal principal) {
        allow(principal);
        checkPage("pairsPage", pairsPage);
        checkPage("queuePage", queuePage);
        if (size < 1 || size > LARGEST_PAGE) {
            throw new Refusal("size", "Give 1 to " + LARGEST_PAGE + ".");
        }
        return overview.read(silent, pairsPage, queuePage, size);
    }

    /** Proposes mentors for all who wait; changes nothing. */
    @PostMapping("/cohort")
    CohortRun.Proposal propose(Principal principal) {
        allow(principal);
        return cohort.propose(principal.getName());
    }

    /** Asks the mentors of a list, all or none. */
    @PostMapping("/cohort/accept")
    Map<String, Integer> accept(@RequestBody List<CohortRun.Choice> choices, Principal principal) {
        allow(principal);
        cohort.accept(choices, principal.getName());
        return Map.of("asked", choices.size());
    }

    private void allow(Principal principal) {
        if (!people.inAnyGroup(principal.getName(), Role.COORDINATORS.id())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "This is for mentoring coordinators.");
        }
    }

    private static void checkPage(String name, int page) {
        if (page < 0 || page > 1_000_000) {
            throw new Refusal(name, "Give 0 for the first page, 1 for the next.");
        }
    }
}
