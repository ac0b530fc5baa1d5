package org.peerladder.career;

import java.util.Arrays;
import java.util.Optional;

/** What a career entry may be about. A kind is a criterion of the policy tables under the same id. */
public enum EntryKind {
    SUPERVISED_HOURS("supervised-hours"),
    MENTORING_HOURS("mentoring-hours"),
    PRECEPTING_HOURS("precepting-hours"),
    CE_HOURS("ce-hours"),
    FACILITATION_HOURS("facilitation-hours"),
    LEAD_WEEKS("lead-weeks"),
    TRAINING("training");

    private final String id;

    EntryKind(String id) {
        this.id = id;
    }

    /** As it stands in {@code records.csv} and in the tables. */
    public String id() {
        return id;
    }

    public static Optional<EntryKind> find(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }
}
