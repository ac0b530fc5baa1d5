package org.peerladder.fairchance;

import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import org.peerladder.access.Conflicts;
import org.peerladder.access.People;
import org.peerladder.access.Role;
import org.peerladder.fairchance.FairChanceFiles.FairChanceFile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The file of a check, for the fair-chance officers and the person it is about; for everybody else there is none. */
@RestController
@RequestMapping("/api/fair-chance")
class FairChanceController {

    /** Who did what is not the person's business, and not told. */
    record Shown(
            String caseNumber,
            String candidateId,
            String cite,
            LocalDate offeredOn,
            LocalDate openedOn,
            Boolean consent,
            String outcome,
            String response,
            boolean disputed,
            String findings,
            String result,
            String secondView,
            String alternative,
            LocalDate closedOn) {

        static Shown of(FairChanceFile file) {
            return new Shown(
                    file.caseNumber(),
                    file.candidateId(),
                    file.cite(),
                    file.offeredOn(),
                    file.openedOn(),
                    file.consent(),
                    file.outcome(),
                    file.response(),
                    file.disputed(),
                    file.findings(),
                    file.result(),
                    file.secondView(),
                    file.alternative(),
                    file.closedOn());
        }
    }

    private final FairChanceFiles files;
    private final People people;
    private final Conflicts conflicts;

    FairChanceController(FairChanceFiles files, People people, Conflicts conflicts) {
        this.files = files;
        this.people = people;
        this.conflicts = conflicts;
    }

    /** 404 where there is none for whoever asks: that there is one is nobody else's business. */
    @GetMapping("/{caseNumber}")
    List<Shown> files(@PathVariable String caseNumber, Principal principal) {
        var person = principal.getName();
        var shown = files.of(caseNumber).stream()
                .filter(file -> mayRead(file, person))
                .map(Shown::of)
                .toList();
        if (shown.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is nothing here for you.");
        }
        return shown;
    }

    private boolean mayRead(FairChanceFile file, String person) {
        return person.equals(file.candidateId())
                || person.equals(file.secondReaderId())
                || people.inAnyGroup(person, Role.FAIR_CHANCE.id())
                        && !conflicts.of(file.candidateId()).contains(person);
    }
}
