package org.peerladder;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Peer Ladder: career processes for agencies that employ peer support workers. */
@SpringBootApplication
public class Application {

    public static void main(String[] args) {
        String zone = System.getenv("PEERLADDER_ZONE");
        if (zone != null && !zone.isBlank()) {
            // Due dates, timers and "today" must mean the agency's day, in the engine as in our own code.
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
        }
        SpringApplication.run(Application.class, args);
    }
}
