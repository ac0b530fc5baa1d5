package org.peerladder.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import org.peerladder.career.RosterFile;
import org.peerladder.career.RosterImport;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;

/** The people of the sample agency, taken in through the ordinary roster import. */
@Component
@Profile("demo")
class SampleRoster {

    private final RosterImport rosterImport;
    private final Clock clock;

    SampleRoster(RosterImport rosterImport, Clock clock) {
        this.rosterImport = rosterImport;
        this.clock = clock;
    }

    /** Imports everyone; gives back the staff ids. */
    List<String> load() {
        var dates = new SampleDates(LocalDate.now(clock));
        var files = new EnumMap<RosterFile, InputStreamSource>(RosterFile.class);
        for (var file : RosterFile.values()) {
            files.put(file, new ByteArrayResource(dates.fillIn(text(file)).getBytes(StandardCharsets.UTF_8)));
        }
        rosterImport.run(files, false);
        return text(RosterFile.STAFF)
                .lines()
                .skip(1)
                .map(row -> row.substring(0, row.indexOf(',')))
                .toList();
    }

    private static String text(RosterFile file) {
        try {
            return new ClassPathResource("demo/" + file.fileName()).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
