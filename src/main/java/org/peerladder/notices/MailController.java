package org.peerladder.notices;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peerladder.Refusal;
import org.peerladder.access.People;
import org.peerladder.access.Role;
import org.peerladder.notices.Outbox.Listed;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code /api/mails}: mails that could not be delivered and why, for administrators. */
@RestController
@RequestMapping("/api/mails")
class MailController {

    private static final Set<String> STATES = Set.of("waiting", "sent", "dead");

    private final Outbox outbox;
    private final People people;

    MailController(Outbox outbox, People people) {
        this.outbox = outbox;
        this.people = people;
    }

    /** The newest {@value Outbox#PAGE} in one state. */
    @GetMapping
    Map<String, List<Listed>> list(@RequestParam(defaultValue = "dead") String state, Principal principal) {
        onlyAdministrators(principal);
        if (!STATES.contains(state)) {
            throw new Refusal("state", "Give waiting, sent or dead.");
        }
        return Map.of("mails", outbox.list(state));
    }

    /** Sends a dead mail again, once what stopped it is put right. */
    @PostMapping("/{id}/resend")
    Map<String, Object> resend(@PathVariable String id, Principal principal) {
        onlyAdministrators(principal);
        if (!id.matches("\\d{1,18}") || !outbox.revive(Long.parseLong(id))) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "There is no dead mail " + id + ". Nothing was changed.");
        }
        return Map.of("id", Long.parseLong(id), "state", "waiting");
    }

    private void onlyAdministrators(Principal principal) {
        if (!people.inAnyGroup(principal.getName(), Role.ADMINISTRATORS.id())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Only administrators read and resend mails.");
        }
    }
}
