package org.peerladder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineClockTest {

    private final java.time.Clock clock = new EngineClock().clock();

    @AfterEach
    void today() {
        ClockUtil.reset();
    }

    @Test
    void followsTheEngine() {
        var day = Instant.parse("2030-02-03T10:15:30Z");
        ClockUtil.setCurrentTime(Date.from(day));

        assertThat(clock.instant()).isEqualTo(day);
        assertThat(clock.withZone(ZoneId.of("UTC")).instant()).isEqualTo(day);
        assertThat(clock.getZone()).isEqualTo(ZoneId.systemDefault());
    }
}
