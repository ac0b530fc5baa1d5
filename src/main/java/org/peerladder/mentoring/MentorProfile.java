package org.peerladder.mentoring;

import java.util.List;

/**
 * What a mentor offers.
 *
 * @param focusAreas codes of {@link MentoringPolicy#focusAreas}
 * @param languages codes of {@link MentoringPolicy#languages}
 * @param meetings codes of {@link MentoringPolicy#meetings}
 * @param places how many mentees at the same time; null for as many as table {@code mentor-capacity} gives, never more
 */
public record MentorProfile(
        String mentorId,
        boolean optedIn,
        List<String> focusAreas,
        List<String> languages,
        List<String> meetings,
        Integer places) {

    public MentorProfile {
        focusAreas = List.copyOf(focusAreas);
        languages = List.copyOf(languages);
        meetings = List.copyOf(meetings);
    }
}
