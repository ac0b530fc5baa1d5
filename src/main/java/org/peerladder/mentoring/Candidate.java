package org.peerladder.mentoring;

import java.util.List;

/**
 * Somebody who could suit.
 *
 * @param title of the position; may be null
 * @param program may be null
 * @param score the sum of the points of the reasons
 * @param placesLeft for this mentee, at least 1
 */
record Candidate(
        String mentorId, String name, String title, String program, int score, List<Reason> reasons, int placesLeft) {}
