package org.peerladder.access;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.ALL;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE_INSTANCE;
import static org.camunda.bpm.engine.authorization.Permissions.READ;
import static org.camunda.bpm.engine.authorization.Permissions.READ_HISTORY;
import static org.camunda.bpm.engine.authorization.Permissions.READ_INSTANCE;
import static org.camunda.bpm.engine.authorization.Permissions.READ_TASK;
import static org.camunda.bpm.engine.authorization.Resources.APPLICATION;
import static org.camunda.bpm.engine.authorization.Resources.DECISION_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.DECISION_REQUIREMENTS_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.DEPLOYMENT;
import static org.camunda.bpm.engine.authorization.Resources.FILTER;
import static org.camunda.bpm.engine.authorization.Resources.HISTORIC_PROCESS_INSTANCE;
import static org.camunda.bpm.engine.authorization.Resources.HISTORIC_TASK;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_INSTANCE;
import static org.peerladder.access.Role.ADMINISTRATORS;
import static org.peerladder.access.Role.DIRECTORS;
import static org.peerladder.access.Role.HR;
import static org.peerladder.access.Role.MANAGERS;
import static org.peerladder.access.Role.PEERS;
import static org.peerladder.access.Role.PROCESS_OWNERS;
import static org.peerladder.access.Role.SUPERVISORS;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Resource;

/**
 * Every right there is, beside the one that comes with a task: whoever holds a task, or is asked to, may read it and work
 * on it. A process is named by its key; what has no row is closed. There are only grants, never a revocation: those make
 * every query of the engine slow.
 */
final class AccessTable {

    /** What one role may do with one kind of thing; {@code which} is its id or key, or {@code *}. */
    record Row(Role role, Resource resource, String which, Set<Permission> verbs) {

        /** Both rows in one, where they are about the same role and thing. */
        Row and(Row other) {
            return new Row(
                    role,
                    resource,
                    which,
                    Stream.concat(verbs.stream(), other.verbs().stream()).collect(Collectors.toSet()));
        }
    }

    static final List<Row> ROWS = Stream.of(
                    // Everyone has a task list. The definition of a process says how it runs, nothing about a person.
                    row(Role.staff(), APPLICATION, "tasklist", ACCESS),
                    row(Role.staff(), FILTER, ANY, READ),
                    row(Role.staff(), PROCESS_DEFINITION, ANY, READ),

                    // Who may ask for what
                    row(Role.staff(), PROCESS_INSTANCE, ANY, CREATE),
                    row(EnumSet.of(PEERS, SUPERVISORS), PROCESS_DEFINITION, "promotion", CREATE_INSTANCE),
                    row(Role.staff(), PROCESS_DEFINITION, "tuition-reimbursement", CREATE_INSTANCE),
                    row(EnumSet.of(PEERS, SUPERVISORS), PROCESS_DEFINITION, "mentoring-assignment", CREATE_INSTANCE),
                    row(EnumSet.of(DIRECTORS, HR), PROCESS_DEFINITION, "peer-supervisor-appointment", CREATE_INSTANCE),

                    // Managers track cases and repair nothing; the private processes have no row
                    row(MANAGERS, APPLICATION, "cockpit", ACCESS),
                    row(MANAGERS, PROCESS_DEFINITION, "promotion", READ_INSTANCE, READ_TASK, READ_HISTORY),
                    row(MANAGERS, PROCESS_DEFINITION, "offer", READ_INSTANCE, READ_TASK, READ_HISTORY),
                    row(MANAGERS, PROCESS_DEFINITION, "tuition-reimbursement", READ_INSTANCE, READ_TASK, READ_HISTORY),
                    row(MANAGERS, PROCESS_DEFINITION, "mentoring-assignment", READ_INSTANCE, READ_TASK, READ_HISTORY),
                    row(
                            MANAGERS,
                            PROCESS_DEFINITION,
                            "peer-supervisor-appointment",
                            READ_INSTANCE,
                            READ_TASK,
                            READ_HISTORY),
                    row(MANAGERS, PROCESS_DEFINITION, "candidacy", READ_INSTANCE, READ_TASK, READ_HISTORY),
                    row(MANAGERS, DEPLOYMENT, ANY, READ),
                    row(MANAGERS, DECISION_DEFINITION, ANY, READ),
                    row(MANAGERS, DECISION_REQUIREMENTS_DEFINITION, ANY, READ),

                    // Process owners deploy models and see what is deployed; they see no case
                    row(PROCESS_OWNERS, APPLICATION, "cockpit", ACCESS),
                    row(PROCESS_OWNERS, DEPLOYMENT, ANY, READ, CREATE),
                    row(PROCESS_OWNERS, DECISION_DEFINITION, ANY, READ),
                    row(PROCESS_OWNERS, DECISION_REQUIREMENTS_DEFINITION, ANY, READ),

                    // Administrators repair. Rights per finished case or task are switched off in this engine.
                    EnumSet.complementOf(EnumSet.of(HISTORIC_PROCESS_INSTANCE, HISTORIC_TASK)).stream()
                            .map(each -> new Row(ADMINISTRATORS, each, ANY, Set.of(ALL))))
            .flatMap(rows -> rows)
            .toList();

    private AccessTable() {}

    private static Stream<Row> row(Role role, Resource resource, String which, Permission... verbs) {
        return row(EnumSet.of(role), resource, which, verbs);
    }

    private static Stream<Row> row(Set<Role> roles, Resource resource, String which, Permission... verbs) {
        return roles.stream().map(role -> new Row(role, resource, which, Set.of(verbs)));
    }
}
