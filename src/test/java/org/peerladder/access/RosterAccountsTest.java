package org.peerladder.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.peerladder.Refusal;
import org.peerladder.WithApplication;
import org.peerladder.career.RosterFile;
import org.peerladder.career.RosterImport;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.transaction.annotation.Transactional;

@Tag("both-databases")
@WithApplication
@Transactional
class RosterAccountsTest {

    private static final String HEADER = String.join(",", RosterFile.STAFF.columns());
    private static final String PASSWORD = "Chosen-4-Her!";

    @Autowired
    RosterImport roster;

    @Autowired
    IdentityService identityService;

    @Autowired
    Accounts accounts;

    @Autowired
    People people;

    @AfterEach
    void nobodySignedIn() {
        identityService.clearAuthentication();
    }

    @Test
    void aNewPersonHasAnAccountButNoPasswordThatWorks() {
        staff(row("vera", "Vera", "peers;panel", true));

        var vera = user("vera");
        assertThat(vera.getFirstName()).isEqualTo("Vera");
        assertThat(vera.getLastName()).isEqualTo("Lind");
        assertThat(vera.getEmail()).isEqualTo("vera@example.org");
        assertThat(groupsOf("vera")).containsExactlyInAnyOrder("peers", "panel");
        assertThat(identityService.checkPassword("vera", "")).isFalse();
        assertThat(identityService.checkPassword("vera", "vera")).isFalse();
    }

    @Test
    void laterImportsFollowTheRosterAndLeaveThePasswordAlone() {
        staff(row("vera", "Vera", "peers;panel", true));
        accounts.setPassword("vera", PASSWORD);

        staff(row("vera", "Veronica", "panel;supervisors", true));

        assertThat(user("vera").getFirstName()).isEqualTo("Veronica");
        assertThat(groupsOf("vera")).containsExactlyInAnyOrder("panel", "supervisors");
        assertThat(identityService.checkPassword("vera", PASSWORD)).isTrue();
    }

    @Test
    void whoLeavesIsOut() {
        staff(row("vera", "Vera", "peers", true));
        accounts.setPassword("vera", PASSWORD);

        staff(row("vera", "Vera", "peers", false));

        assertThat(identityService.checkPassword("vera", PASSWORD)).isFalse();
        assertThat(user("vera")).isNull();
        assertThat(people.inAnyGroup("vera", "peers")).isFalse();
    }

    @Test
    void whoComesBackNeedsANewPassword() {
        staff(row("vera", "Vera", "peers", true));
        accounts.setPassword("vera", PASSWORD);
        staff(row("vera", "Vera", "peers", false));

        staff(row("vera", "Vera", "peers", true));

        assertThat(people.inAnyGroup("vera", "peers")).isTrue();
        assertThat(identityService.checkPassword("vera", PASSWORD)).isFalse();
    }

    @Test
    void whoNeverStartedAndLeftHasNoAccount() {
        staff(row("vera", "Vera", "peers", false));

        assertThat(user("vera")).isNull();
    }

    @Test
    void theRosterWorksWithItsOwnRights() {
        identityService.setAuthentication("lena", List.of("hr"));

        staff(row("vera", "Vera", "peers", true));

        assertThat(identityService.getCurrentAuthentication().getUserId()).isEqualTo("lena");
        assertThat(people.inAnyGroup("vera", "hr", "peers")).isTrue();
        assertThat(people.inAnyGroup("vera", "hr")).isFalse();
    }

    @Test
    void onlyAdministratorsNameAdministrators() {
        identityService.setAuthentication("lena", List.of("hr"));
        assertThatThrownBy(() -> staff(row("lena", "Lena", "hr;camunda-admin", true)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("lena would become an administrator");
    }

    @Test
    void anAdministratorMayNameAnother() {
        identityService.setAuthentication("admin", List.of("camunda-admin"));
        staff(row("lena", "Lena", "hr;camunda-admin", true));

        identityService.setAuthentication("kit", List.of("hr"));
        staff(row("lena", "Lena", "hr", true));

        identityService.clearAuthentication();
        assertThat(groupsOf("lena")).containsExactlyInAnyOrder("hr", "camunda-admin");
    }

    @Test
    void theAdministratorOfTheApplicationCannotLeaveByTheRoster() {
        assertThatThrownBy(() -> staff(row("admin", "Adam", "hr", false)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("give the worker another staff id");
    }

    private void staff(String... rows) {
        var file = HEADER + "\n" + String.join("\n", rows) + "\n";
        roster.run(Map.of(RosterFile.STAFF, new ByteArrayResource(file.getBytes(StandardCharsets.UTF_8))), false);
    }

    private static String row(String id, String givenName, String groups, boolean active) {
        return String.join(
                ",",
                id,
                givenName,
                "Lind",
                id + "@example.org",
                "north",
                "adult",
                "peer-1",
                "22.50",
                "40",
                "2024-01-08",
                "2024-01-08",
                "",
                groups,
                String.valueOf(active));
    }

    private User user(String id) {
        return identityService.createUserQuery().userId(id).singleResult();
    }

    private List<String> groupsOf(String id) {
        return identityService.createGroupQuery().groupMember(id).list().stream()
                .map(Group::getId)
                .toList();
    }
}
