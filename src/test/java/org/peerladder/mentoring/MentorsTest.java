package org.peerladder.mentoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.career.RosterFile;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is offered as a mentor, in which order, and why. */
@ProcessTest
class MentorsTest {

    @Autowired
    TestAgency agency;

    @Autowired
    Mentors mentors;

    @Autowired
    MentorProfiles profiles;

    @Autowired
    Clock clock;

    private LocalDate today;

    @BeforeEach
    void open() {
        agency.open();
        agency.roster(
                RosterFile.RECORDS,
                """
                dee,training,1,-300d,-299d,mentor-training
                jon,training,1,-300d,-299d,mentor-training
                """);
        today = LocalDate.now(clock);
        profiles.save(new Profile("dee", true, List.of("housing"), List.of("en", "es"), List.of("video"), null));
        profiles.save(new Profile("jon", true, List.of("housing"), List.of("en"), List.of("phone"), null));
    }

    @Test
    void theScoreIsTheSumOfItsReasons() {
        var candidates = mentors.candidates(
                new Wish("ana", List.of("housing"), "video", List.of("es"), Set.of()), Set.of(), today);

        assertThat(candidates).extracting(Candidate::mentorId).containsExactly("dee", "jon");
        assertThat(candidates).allSatisfy(candidate -> assertThat(candidate.score())
                .isEqualTo(candidate.reasons().stream().mapToInt(Reason::points).sum()));
    }
}
