package org.peerladder.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;
import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.READ;
import static org.camunda.bpm.engine.authorization.Permissions.READ_HISTORY;
import static org.camunda.bpm.engine.authorization.Permissions.READ_INSTANCE;
import static org.camunda.bpm.engine.authorization.Permissions.READ_TASK;
import static org.camunda.bpm.engine.authorization.Resources.APPLICATION;
import static org.camunda.bpm.engine.authorization.Resources.DECISION_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.DEPLOYMENT;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_INSTANCE;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peerladder.WithApplication;
import org.peerladder.access.AccessTable.Row;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("both-databases")
@WithApplication
class AccessTableTest {

    @Autowired
    AuthorizationService authorizationService;

    @Autowired
    IdentityService identityService;

    @Autowired
    FilterService filterService;

    @Autowired
    Authorizations authorizations;

    @Autowired
    AccessSetup setup;

    @AfterEach
    void restoreTheTable() {
        authorizations.apply(AccessTable.ROWS);
    }

    @ParameterizedTest
    @EnumSource
    void everyRoleIsAGroupOfTheEngine(Role role) {
        assertThat(identityService.createGroupQuery().groupId(role.id()).count())
                .isEqualTo(1);
    }

    @Test
    void theEngineGrantsWhatTheTableSays() {
        for (var row : AccessTable.ROWS) {
            for (var verb : row.verbs()) {
                assertThat(may(row.role(), verb, row.resource(), row.which()))
                        .as("%s on %s", verb, row)
                        .isTrue();
            }
        }
    }

    @Test
    void noRightIsWrittenTwice() {
        assertThat(AccessTable.ROWS.stream().flatMap(row -> row.verbs().stream()
                        .map(verb -> List.of(row.role(), row.resource(), row.which(), verb))))
                .doesNotHaveDuplicates();
    }

    @Test
    void nobodyButTheAdministratorLooksIntoPrivateProcesses() {
        for (var role : Role.staff()) {
            for (var process : PrivateProcesses.KEYS) {
                for (var verb : List.of(READ_INSTANCE, READ_TASK, READ_HISTORY)) {
                    assertThat(may(role, verb, PROCESS_DEFINITION, process))
                            .as("%s %s %s", role, verb, process)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void onlyManagersAndTheAdministratorReadOtherPeoplesCases() {
        for (var role : Role.staff()) {
            assertThat(may(role, READ_HISTORY, PROCESS_DEFINITION, "promotion")).isEqualTo(role == Role.MANAGERS);
            assertThat(may(role, READ_INSTANCE, PROCESS_DEFINITION, "promotion"))
                    .isEqualTo(role == Role.MANAGERS);
            assertThat(may(role, READ, PROCESS_INSTANCE, "*")).isFalse();
        }
    }

    @Test
    void onlyProcessOwnersAndTheAdministratorDeploy() {
        for (var role : Role.staff()) {
            assertThat(may(role, Permissions.CREATE, DEPLOYMENT, "*")).isEqualTo(role == Role.PROCESS_OWNERS);
        }
    }

    @Test
    void nothingIsEverRevoked() {
        assertThat(authorizationService
                        .createAuthorizationQuery()
                        .authorizationType(Authorization.AUTH_TYPE_REVOKE)
                        .count())
                .isZero();
    }

    @Test
    void nobodyRevokesARight() {
        var revoked = authorizationService.createNewAuthorization(Authorization.AUTH_TYPE_REVOKE);
        revoked.setGroupId("hr");
        revoked.setResource(PROCESS_DEFINITION);
        revoked.setResourceId("promotion");
        assertThatThrownBy(() -> authorizationService.saveAuthorization(revoked))
                .hasMessageContaining("give fewer instead");
    }

    @Test
    void startingAgainChangesNothing() {
        var authorizationsBefore = ids();
        var filtersBefore = filterService.createFilterQuery().count();

        setup.afterSingletonsInstantiated();

        assertThat(ids()).isEqualTo(authorizationsBefore);
        assertThat(filterService.createFilterQuery().count()).isEqualTo(filtersBefore);
    }

    @Test
    void aChangedTableChangesTheEngine() {
        authorizations.apply(List.of(
                new Row(Role.FINANCE, DECISION_DEFINITION, "*", Set.of(READ)),
                new Row(Role.FINANCE, APPLICATION, "tasklist", Set.of(ACCESS))));
        assertThat(may(Role.FINANCE, READ, DECISION_DEFINITION, "pay-grade")).isTrue();

        authorizations.apply(List.of(
                new Row(Role.FINANCE, DECISION_DEFINITION, "pay-grade", Set.of(Permissions.CREATE_INSTANCE)),
                new Row(Role.FINANCE, APPLICATION, "tasklist", Set.of(ACCESS))));
        assertThat(may(Role.FINANCE, READ, DECISION_DEFINITION, "pay-grade")).isFalse();
        assertThat(may(Role.FINANCE, Permissions.CREATE_INSTANCE, DECISION_DEFINITION, "pay-grade"))
                .isTrue();

        authorizationService
                .createAuthorizationQuery()
                .groupIdIn(Role.FINANCE.id())
                .resourceType(DECISION_DEFINITION)
                .list()
                .forEach(each -> authorizationService.deleteAuthorization(each.getId()));
    }

    private boolean may(Role role, Permission verb, Resource resource, String which) {
        return authorizationService.isUserAuthorized("somebody", List.of(role.id()), verb, resource, which);
    }

    private List<String> ids() {
        return Stream.of(Role.values())
                .flatMap(role -> authorizationService.createAuthorizationQuery().groupIdIn(role.id()).list().stream())
                .filter(each -> each.getAuthorizationType() == AUTH_TYPE_GRANT)
                .map(Authorization::getId)
                .sorted()
                .toList();
    }
}
