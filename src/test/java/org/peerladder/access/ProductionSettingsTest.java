package org.peerladder.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What differs between the demo and everywhere else, as the settings say it. */
class ProductionSettingsTest {

    @ParameterizedTest
    @CsvSource({"demo, false", "any, true"})
    void cookiesTravelByHttpsOutsideTheDemo(String profile, boolean https) {
        new ApplicationContextRunner()
                .withInitializer(context -> context.getEnvironment().setActiveProfiles(profile))
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .run(context -> {
                    var settings = context.getEnvironment();
                    for (var cookie : Stream.of("session-cookie", "csrf").toList()) {
                        assertThat(settings.getProperty(
                                        "camunda.bpm.webapp." + cookie + ".enable-secure-cookie", Boolean.class))
                                .isEqualTo(https);
                    }
                    assertThat(settings.getProperty("peerladder.https", Boolean.class))
                            .isEqualTo(https);
                });
    }

    @ParameterizedTest
    @CsvSource({"true, max-age=31536000", "false,"})
    void browsersAreToldOutsideTheDemo(boolean https, String expected) throws Exception {
        var response = new MockHttpServletResponse();
        FilterChain rest = (request, answer) -> {};

        new SecurityHeaders(https).doFilter(new MockHttpServletRequest("GET", "/"), response, rest);

        assertThat(response.getHeader("Strict-Transport-Security")).isEqualTo(expected);
    }

    /** A secret comes by the environment; the demo's password is public on purpose. */
    @Test
    void noSecretStandsInTheSettings() throws IOException {
        try (var lines = Files.lines(Path.of("src/main/resources/application.yaml"))) {
            assertThat(lines.filter(line -> line.matches("(?i).*(password|secret|token)\\S*:.*")))
                    .isNotEmpty()
                    .allMatch(line -> line.matches(".*: \\$\\{PEERLADDER_\\w+:}"));
        }
    }
}
