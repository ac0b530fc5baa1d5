package org.peerladder.mentoring;

import java.math.BigDecimal;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.peerladder.Refusal;
import org.peerladder.access.People;
import org.peerladder.access.Role;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code /api/mentoring/profile}: what I offer as a mentor. Everyone sees and changes their own only. */
@RestController
@RequestMapping("/api/mentoring/profile")
class MentorProfileController {

    /** As people send it; a list that is left out is empty. */
    record Offer(
            Boolean optedIn,
            List<String> focusAreas,
            List<String> languages,
            List<String> meetings,
            BigDecimal places) {}

    /**
     * As people see it.
     *
     * @param mayMentor whether they may mentor today, or may if they offer to
     * @param reason why, or why not
     * @param mostPlaces what table {@code mentor-capacity} gives
     * @param taken how many they mentor now
     * @param coordinates whether they may see the pairs and match those who wait
     */
    record Own(
            boolean optedIn,
            List<String> focusAreas,
            List<String> languages,
            List<String> meetings,
            Integer places,
            boolean mayMentor,
            String reason,
            int mostPlaces,
            int taken,
            boolean coordinates,
            Choices choices) {}

    /** The codes that one may choose from. */
    record Choices(List<String> focusAreas, List<String> languages, List<String> meetings) {}

    private final MentorProfiles profiles;
    private final Pairings pairings;
    private final MentoringPolicy policy;
    private final Career career;
    private final People people;
    private final Clock clock;

    MentorProfileController(
            MentorProfiles profiles,
            Pairings pairings,
            MentoringPolicy policy,
            Career career,
            People people,
            Clock clock) {
        this.profiles = profiles;
        this.pairings = pairings;
        this.policy = policy;
        this.career = career;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping
    Own mine(Principal principal) {
        var worker = worker(principal);
        var profile = profiles.of(worker.id())
                .orElseGet(() -> new MentorProfile(worker.id(), false, List.of(), List.of(), List.of(), null));
        var may = policy.eligibility(career.record(worker.id()), true, LocalDate.now(clock));
        return new Own(
                profile.optedIn(),
                profile.focusAreas(),
                profile.languages(),
                profile.meetings(),
                profile.places(),
                may.eligible(),
                may.reason(),
                policy.capacity(worker).places(),
                pairings.placesTaken(worker.id()),
                people.inAnyGroup(worker.id(), Role.COORDINATORS.id()),
                new Choices(policy.focusAreas(), policy.languages(), policy.meetings()));
    }

    @PutMapping
    Own offer(@RequestBody Offer offer, Principal principal) {
        var worker = worker(principal);
        if (offer.optedIn() == null) {
            throw new Refusal("optedIn", "Say true if you offer to mentor, false if you do not.");
        }
        profiles.save(new MentorProfile(
                worker.id(),
                offer.optedIn(),
                codes("focusAreas", offer.focusAreas()),
                codes("languages", offer.languages()),
                codes("meetings", offer.meetings()),
                wholeNumber("places", offer.places())));
        return mine(principal);
    }

    private Worker worker(Principal principal) {
        return career.worker(principal.getName())
                .filter(Worker::active)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "Only people of the roster offer to mentor. Nothing was stored."));
    }

    private static Integer wholeNumber(String field, BigDecimal given) {
        try {
            return given == null ? null : given.intValueExact();
        } catch (ArithmeticException e) {
            throw new Refusal(field, "Give a whole number, or nothing.");
        }
    }

    private static List<String> codes(String field, List<String> given) {
        if (given == null) {
            return List.of();
        }
        if (given.contains(null)) {
            throw new Refusal(field, "Give a list of codes, without an empty one.");
        }
        return given;
    }
}
