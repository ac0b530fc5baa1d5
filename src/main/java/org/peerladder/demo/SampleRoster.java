package org.peerladder.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    /** Whose title payroll gets wrong, so that there is something to repair. */
    private static final String MISTAKEN = "iris";

    private final RosterImport rosterImport;
    private final Clock clock;

    SampleRoster(RosterImport rosterImport, Clock clock) {
        this.rosterImport = rosterImport;
        this.clock = clock;
    }

    /** Imports everyone; gives back the staff ids. */
    List<String> load() {
        var files = new EnumMap<RosterFile, InputStreamSource>(RosterFile.class);
        for (var file : RosterFile.values()) {
            files.put(file, csv(new SampleDates(LocalDate.now(clock)).fillIn(text(file))));
        }
        rosterImport.run(files, false);
        return text(RosterFile.STAFF)
                .lines()
                .skip(1)
                .map(row -> row.substring(0, row.indexOf(',')))
                .toList();
    }

    /** A roster as payroll sends it: one person has a title that the ladder does not know. */
    void takeInUnknownTitle(LocalDate today) {
        rosterImport.run(
                Map.of(RosterFile.STAFF, csv(mistakenRow(today).replace(",peer-1,", ",Peer Navigator,"))), false);
    }

    /** The roster that puts it right again. */
    String correction() {
        return mistakenRow(LocalDate.now(clock));
    }

    private static String mistakenRow(LocalDate today) {
        var staff = text(RosterFile.STAFF).lines().toList();
        var row = staff.stream()
                .filter(line -> line.startsWith(MISTAKEN + ","))
                .findFirst()
                .orElseThrow();
        return staff.get(0) + "\n" + new SampleDates(today).fillIn(row) + "\n";
    }

    private static ByteArrayResource csv(String text) {
        return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(RosterFile file) {
        try {
            return new ClassPathResource("demo/" + file.fileName()).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
