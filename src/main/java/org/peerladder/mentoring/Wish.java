package org.peerladder.mentoring;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What somebody wishes of a mentor.
 *
 * @param askedOn day of the request; who was new then is new to the end
 * @param focusAreas codes of {@link MentoringPolicy#focusAreas}
 * @param preferredMeeting code of {@link MentoringPolicy#meetings}, or {@link #ANY}
 * @param languages codes of {@link MentoringPolicy#languages}
 * @param notWith staff ids; shown to nobody
 */
record Wish(
        String menteeId,
        LocalDate askedOn,
        List<String> focusAreas,
        String preferredMeeting,
        List<String> languages,
        Set<String> notWith) {

    static final String ANY = "any";

    Wish {
        focusAreas = List.copyOf(focusAreas);
        languages = List.copyOf(languages);
        notWith = Set.copyOf(notWith);
    }
}
