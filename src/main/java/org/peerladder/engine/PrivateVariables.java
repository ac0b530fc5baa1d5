package org.peerladder.engine;

import java.util.Set;

/**
 * Variables that hold somebody's private view: never in the history, and out of every route but the form they are
 * written in.
 */
public final class PrivateVariables {

    private static final Set<String> NAMES = Set.of(
            "ballot",
            "competencyRatings",
            "strengths",
            "growth",
            "reviewNotes",
            "conflicts",
            "notWith",
            "hoursMet",
            "onTrack",
            "wantChange",
            "notFor",
            "notAssigned",
            "goingWell",
            "enoughSupport",
            "returnToFormerPost",
            "firstCallNote",
            "secondReaderId",
            "consent",
            "checkOutcome",
            "response",
            "disputesReport",
            "disputeResolved",
            "factorFindings",
            "findings",
            "checkResult",
            "secondView",
            "alternative");

    private PrivateVariables() {}

    public static boolean contains(String name) {
        return NAMES.contains(name);
    }
}
