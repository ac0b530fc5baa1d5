package org.peerladder.appointment;

import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.peerladder.access.People;
import org.peerladder.access.Role;
import org.peerladder.appointment.Vacancies.Candidacy;
import org.peerladder.appointment.Vacancies.Sum;
import org.peerladder.policy.CareerLadder;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Posts that are filled from within, for everybody who works here. */
@RestController
@RequestMapping("/api/vacancies")
class VacancyController {

    /**
     * A post for which people inside can apply now.
     *
     * @param closesOn the last day
     * @param mine {@code invited} or {@code applied} where whoever asks has a part in it, and how it ended where they had one;
     *     null else
     */
    record Open(
            String caseNumber,
            String position,
            String title,
            String program,
            String payRange,
            LocalDate closesOn,
            String mine) {}

    private final Vacancies vacancies;
    private final Candidacies candidacies;
    private final AppointmentFacts facts;
    private final AppointmentPolicy policy;
    private final CareerLadder ladder;
    private final People people;

    VacancyController(
            Vacancies vacancies,
            Candidacies candidacies,
            AppointmentFacts facts,
            AppointmentPolicy policy,
            CareerLadder ladder,
            People people) {
        this.vacancies = vacancies;
        this.candidacies = candidacies;
        this.facts = facts;
        this.policy = policy;
        this.ladder = ladder;
        this.people = people;
    }

    /** The first to close first. There are few at a time. */
    @GetMapping
    List<Open> open(Principal principal) {
        var mine = vacancies.of(principal.getName()).stream()
                .collect(Collectors.toMap(Candidacy::caseNumber, Candidacy::state));
        return vacancies.open().stream()
                .map(post -> new Open(
                        post.caseNumber(),
                        post.position(),
                        ladder.position(post.position()).title(),
                        post.program(),
                        facts.payRange(post.position()),
                        post.closesOn(),
                        mine.get(post.caseNumber())))
                .toList();
    }

    /** A task to apply, or to see what is still to come, waits for whoever asks. */
    @PostMapping("/{caseNumber}/candidacies")
    Map<String, String> come(@PathVariable String caseNumber, Principal principal) {
        candidacies.come(caseNumber, principal.getName());
        return Map.of("caseNumber", caseNumber, "state", Vacancies.INVITED);
    }

    /** What supervisor and supervisees said in the first days, for directors, in sum and where enough have answered. */
    @GetMapping("/{caseNumber}/first-days")
    List<Sum> firstDays(@PathVariable String caseNumber, Principal principal) {
        if (!people.inAnyGroup(principal.getName(), Role.DIRECTORS.id())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "This is for directors.");
        }
        var post = vacancies
                .find(caseNumber)
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no vacancy with this number."));
        return vacancies.sums(caseNumber, policy.terms(post.position()).smallestGroupShown());
    }
}
