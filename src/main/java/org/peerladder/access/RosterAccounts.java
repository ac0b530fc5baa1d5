package org.peerladder.access;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.peerladder.Refusal;
import org.peerladder.career.StaffImported;
import org.peerladder.career.Worker;
import org.peerladder.career.WorkerLeft;
import org.peerladder.engine.ApplicationRights;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps accounts and memberships in step with the roster, in its transaction. Passwords are none of its business: a new
 * person has none that works until an administrator sets one, and later imports leave it alone. Who leaves has no account
 * any more: no sign-in, no open session, no group; what the person did stays on record under the staff id.
 */
@Component
class RosterAccounts {

    private static final String ADMINISTRATORS = Role.ADMINISTRATORS.id();

    private final IdentityService identityService;
    private final Accounts accounts;
    private final Administrator administrator;
    private final ApplicationRights applicationRights;

    RosterAccounts(
            IdentityService identityService,
            Accounts accounts,
            Administrator administrator,
            ApplicationRights applicationRights) {
        this.identityService = identityService;
        this.accounts = accounts;
        this.administrator = administrator;
        this.applicationRights = applicationRights;
    }

    @EventListener
    void imported(StaffImported event) {
        var mayNameAdministrators = signedInAsAdministrator();
        applicationRights.run(() -> {
            // A few queries for everybody instead of a few for each: a roster may have thousands of rows.
            Map<String, User> users =
                    identityService.createUserQuery().list().stream().collect(toMap(User::getId, each -> each));
            Map<String, Set<String>> groups = groupsByUser();
            for (var worker : event.staff()) {
                if (worker.active()) {
                    save(worker, users.get(worker.id()));
                    join(worker, groups.getOrDefault(worker.id(), Set.of()), mayNameAdministrators);
                } else {
                    close(worker.id());
                }
            }
        });
    }

    @EventListener
    void left(WorkerLeft event) {
        applicationRights.run(() -> close(event.workerId()));
    }

    private void save(Worker worker, User stored) {
        var user = stored == null ? accounts.withoutUsablePassword(worker.id()) : stored;
        var same = Objects.equals(user.getFirstName(), worker.givenName())
                && Objects.equals(user.getLastName(), worker.familyName())
                && Objects.equals(user.getEmail(), worker.email());
        if (stored == null || !same) {
            user.setFirstName(worker.givenName());
            user.setLastName(worker.familyName());
            user.setEmail(worker.email());
            accounts.save(user);
        }
    }

    private void join(Worker worker, Set<String> today, boolean mayNameAdministrators) {
        for (var group : minus(worker.groups(), today)) {
            if (group.equals(ADMINISTRATORS) && !mayNameAdministrators) {
                throw new Refusal(
                        "groups",
                        worker.id() + " would become an administrator; leave " + ADMINISTRATORS
                                + " out, or have an administrator import this file.");
            }
            identityService.createMembership(worker.id(), group);
        }
        for (var group : minus(today, worker.groups())) {
            // Whom an administrator made one, the roster does not unmake.
            if (!group.equals(ADMINISTRATORS)) {
                identityService.deleteMembership(worker.id(), group);
            }
        }
    }

    private void close(String userId) {
        if (userId.equals(administrator.id())) {
            throw new Refusal(
                    "active",
                    userId + " is the account of this application's administrator, who cannot leave by the roster; give"
                            + " the worker another staff id.");
        }
        identityService.deleteUser(userId);
    }

    private boolean signedInAsAdministrator() {
        var person = identityService.getCurrentAuthentication();
        return person == null
                || person.getGroupIds() != null && person.getGroupIds().contains(ADMINISTRATORS);
    }

    private Map<String, Set<String>> groupsByUser() {
        var groups = new HashMap<String, Set<String>>();
        for (var group : identityService.createGroupQuery().list()) {
            members(group.getId()).forEach(user -> groups.computeIfAbsent(user.getId(), id -> new TreeSet<>())
                    .add(group.getId()));
        }
        return groups;
    }

    private List<User> members(String group) {
        return identityService.createUserQuery().memberOfGroup(group).list();
    }

    private static Set<String> minus(Collection<String> some, Collection<String> others) {
        var rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }
}
