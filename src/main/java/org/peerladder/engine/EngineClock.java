package org.peerladder.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The one clock of the application. It follows the engine's clock, so that tests and the demo can travel in time and a
 * timer, a due date and a "today" always mean the same moment.
 */
@Configuration(proxyBeanMethods = false)
class EngineClock {

    /** The engine's time in the zone of this JVM ({@code PEERLADDER_ZONE}). */
    @Bean
    Clock clock() {
        return new FollowingClock(ZoneId.systemDefault());
    }

    private static final class FollowingClock extends Clock {

        private final ZoneId zone;

        FollowingClock(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new FollowingClock(other);
        }

        @Override
        public Instant instant() {
            return ClockUtil.getCurrentTime().toInstant();
        }
    }
}
