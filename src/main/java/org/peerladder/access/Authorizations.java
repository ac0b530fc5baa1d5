package org.peerladder.access;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.peerladder.access.AccessTable.Row;
import org.springframework.stereotype.Component;

/** Brings the engine's authorizations in step with the access table. */
@Component
class Authorizations {

    private record Thing(int resourceType, String which) {

        Thing(Row row) {
            this(row.resource().resourceType(), row.which());
        }

        Thing(Authorization authorization) {
            this(authorization.getResourceType(), authorization.getResourceId());
        }
    }

    private final AuthorizationService authorizationService;

    Authorizations(AuthorizationService authorizationService) {
        this.authorizationService = authorizationService;
    }

    /**
     * Creates what is missing, changes what differs and takes away what a role no longer has. Rows of kinds that a role
     * has no row for in the table are left alone: the engine itself grants tasks to candidate groups.
     */
    void apply(List<Row> table) {
        table.stream().collect(groupingBy(Row::role)).forEach(this::apply);
    }

    private void apply(Role role, List<Row> rows) {
        Map<Thing, Authorization> granted =
                authorizationService.createAuthorizationQuery().groupIdIn(role.id()).list().stream()
                        .filter(each -> each.getAuthorizationType() == AUTH_TYPE_GRANT)
                        .collect(toMap(Thing::new, each -> each));
        rows.stream()
                .collect(toMap(Thing::new, row -> row, Row::and))
                .forEach((thing, row) -> grant(row, granted.remove(thing)));

        Set<Integer> kinds =
                rows.stream().map(row -> row.resource().resourceType()).collect(Collectors.toSet());
        granted.values().stream()
                .filter(each -> kinds.contains(each.getResourceType()))
                .forEach(each -> authorizationService.deleteAuthorization(each.getId()));
    }

    private void grant(Row row, Authorization granted) {
        var wanted = authorizationService.createNewAuthorization(AUTH_TYPE_GRANT);
        wanted.setGroupId(row.role().id());
        wanted.setResource(row.resource());
        wanted.setResourceId(row.which());
        wanted.setPermissions(verbs(row));
        if (granted == null) {
            authorizationService.saveAuthorization(wanted);
        } else if (bits(granted) != bits(wanted)) {
            granted.setPermissions(verbs(row));
            authorizationService.saveAuthorization(granted);
        }
    }

    private static Permission[] verbs(Row row) {
        return row.verbs().toArray(Permission[]::new);
    }

    private static int bits(Authorization authorization) {
        return ((AuthorizationEntity) authorization).getPermissions();
    }
}
