package org.peerladder.access;

import java.security.Principal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.peerladder.Refusal;
import org.peerladder.access.Substitutes.Substitute;
import org.peerladder.career.Worker;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/substitutes}: who does my tasks while I am away. Everyone sees and names their own only. */
@RestController
@RequestMapping("/api/substitutes")
class SubstituteController {

    /** As people send and see it; the days are {@code yyyy-MM-dd}, both included. */
    record Named(String substitute, String from, String to) {}

    record Colleague(String id, String name) {}

    private final Substitutes substitutes;
    private final HandOver handOver;

    SubstituteController(Substitutes substitutes, HandOver handOver) {
        this.substitutes = substitutes;
        this.handOver = handOver;
    }

    @GetMapping
    List<Named> mine(Principal principal) {
        return substitutes.namedBy(principal.getName()).stream()
                .map(each -> new Named(
                        each.substituteId(), each.from().toString(), each.to().toString()))
                .toList();
    }

    /** Whom one may name; nobody for people who hold no tasks but their own. */
    @GetMapping("/colleagues")
    List<Colleague> colleagues(Principal principal) {
        return substitutes.colleagues(principal.getName()).stream()
                .map(each -> new Colleague(each.id(), each.name()))
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Named name(@RequestBody Named named, Principal principal) {
        if (named.substitute() == null || !named.substitute().matches(Worker.ID_PATTERN)) {
            throw new Refusal("substitute", "Give the staff id of a colleague, such as \"lena\".");
        }
        handOver.name(new Substitute(
                principal.getName(), named.substitute(), day("from", named.from()), day("to", named.to())));
        return named;
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Principal principal) {
        handOver.remove(principal.getName());
    }

    private static LocalDate day(String field, String text) {
        try {
            if (text != null && text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            // such as the 31st of February: refused like any other text
        }
        throw new Refusal(field, "Give a day such as 2027-01-31.");
    }
}
