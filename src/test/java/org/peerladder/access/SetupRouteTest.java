package org.peerladder.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.camunda.bpm.admin.impl.web.SetupResource;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.rest.dto.identity.UserDto;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.WithApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** CVE-2026-77226: without any administrator, Admin makes one of whoever asks, without a password. */
@WithApplication
class SetupRouteTest {

    private static final String INTRUDER =
            """
            {"profile": {"id": "intruder", "firstName": "Xaver", "lastName": "Yorke"},
             "credentials": {"password": "Nine-4-Birds!"}}""";

    @LocalServerPort
    int port;

    @Autowired
    IdentityService identityService;

    private List<String> administrators;

    @BeforeEach
    void noAdministrator() {
        var group = Role.ADMINISTRATORS.id();
        administrators = identityService.createUserQuery().memberOfGroup(group).list().stream()
                .map(user -> user.getId())
                .toList();
        administrators.forEach(user -> identityService.deleteMembership(user, group));
    }

    @AfterEach
    void administratorsAgain() {
        identityService.deleteUser("intruder");
        administrators.forEach(user -> identityService.createMembership(user, Role.ADMINISTRATORS.id()));
    }

    @Test
    void theRouteItselfMakesAnAdministratorOfAnyone() throws Exception {
        new SetupResource() {
            @Override
            protected ObjectMapper getObjectMapper() {
                return new ObjectMapper();
            }
        }.createInitialUser("default", new ObjectMapper().readValue(INTRUDER, UserDto.class));

        assertThat(intruders()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin//setup/default/user/create",
                "/camunda/api/admin/./setup/default/user/create",
                "/camunda/api/admin/x/../setup/default/user/create",
                "/camunda/api/admin/setup;x=1/default/user/create",
                "/camunda/api/admin/%73etup/default/user/create",
                "/camunda/api//admin/setup/default/user/create",
                "/camunda/api/admin/setup/default/user/create/"
            })
    void weNeverServeIt(String path) {
        var browser = Visitor.nobody(port);
        browser.open("/camunda/app/admin/default/setup/");

        var answer = browser.post(path, INTRUDER);

        assertThat(answer.statusCode()).isBetween(400, 404);
        assertThat(intruders()).isZero();
    }

    @Test
    void itSaysWhereTheAdministratorComesFrom() {
        var answer = Visitor.nobody(port).post("/camunda/api/admin/setup/default/user/create", INTRUDER);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("PEERLADDER_ADMIN_USER");
    }

    private long intruders() {
        return identityService
                .createUserQuery()
                .userId("intruder")
                .memberOfGroup(Role.ADMINISTRATORS.id())
                .count();
    }
}
