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
import org.peerladder.mentoring.MentorProfile;
import org.peerladder.mentoring.MentorProfiles;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;

/** The people of the sample agency, taken in through the ordinary roster import, and what the mentors among them offer. */
@Component
@Profile("demo")
class SampleRoster {

    /** Whose title payroll gets wrong, so that there is something to repair. */
    private static final String MISTAKEN = "iris";

    private final RosterImport rosterImport;
    private final MentorProfiles mentors;
    private final Clock clock;

    SampleRoster(RosterImport rosterImport, MentorProfiles mentors, Clock clock) {
        this.rosterImport = rosterImport;
        this.mentors = mentors;
        this.clock = clock;
    }

    /** Imports everyone; gives back the staff ids. */
    List<String> load() {
        var files = new EnumMap<RosterFile, InputStreamSource>(RosterFile.class);
        for (var file : RosterFile.values()) {
            files.put(file, csv(new SampleDates(LocalDate.now(clock)).fillIn(text(file))));
        }
        rosterImport.run(files, false);
        text("mentors.csv").lines().skip(1).map(SampleRoster::offer).forEach(mentors::save);
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

    private static MentorProfile offer(String row) {
        var cells = row.split(",", -1);
        return new MentorProfile(
                cells[0],
                true,
                List.of(cells[1].split(";")),
                List.of(cells[2].split(";")),
                List.of(cells[3].split(";")),
                cells[4].isEmpty() ? null : Integer.valueOf(cells[4]));
    }

    private static ByteArrayResource csv(String text) {
        return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(RosterFile file) {
        return text(file.fileName());
    }

    private static String text(String name) {
        try {
            return new ClassPathResource("demo/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
