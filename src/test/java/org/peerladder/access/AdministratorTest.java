package org.peerladder.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.peerladder.Application;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The application refuses to start, before it touches a database or opens a port. */
@ExtendWith(OutputCaptureExtension.class)
class AdministratorTest {

    @Test
    void noStartWithoutAPassword(CapturedOutput output) {
        assertThatThrownBy(() -> start("--peerladder.admin.password="));

        assertThat(output)
                .contains("Set PEERLADDER_ADMIN_PASSWORD: outside profile \"demo\" Peer Ladder does not start")
                .doesNotContain("\tat ", "HikariPool");
    }

    @Test
    void noStartWithAWeakPassword(CapturedOutput output) {
        assertThatThrownBy(() -> start("--peerladder.admin.password=secret"));

        assertThat(output)
                .contains("PEERLADDER_ADMIN_PASSWORD is too weak: give at least 10 characters")
                .doesNotContain("\tat ", "HikariPool", "secret");
    }

    @Test
    void noStartWithTheUserIdInThePassword(CapturedOutput output) {
        assertThatThrownBy(() -> start("--peerladder.admin.user=ruth", "--peerladder.admin.password=Ladder-4-ruth"));

        assertThat(output).contains("without the user id \"ruth\"").doesNotContain("\tat ");
    }

    @Test
    void noStartWithAUserIdThatCannotBeOne(CapturedOutput output) {
        assertThatThrownBy(() -> start("--peerladder.admin.user=a b", "--peerladder.admin.password=Ladder-4-Tests!"));

        assertThat(output)
                .contains("PEERLADDER_ADMIN_USER cannot be a user id: give letters")
                .doesNotContain("\tat ");
    }

    private static void start(String... arguments) {
        new SpringApplication(Application.class).run(arguments);
    }
}
