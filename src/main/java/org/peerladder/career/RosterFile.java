package org.peerladder.career;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The files of a roster, in the order they are read, with the columns each must have (in any order). */
public enum RosterFile {
    STAFF(
            "staff_id",
            "given_name",
            "family_name",
            "email",
            "program",
            "worker_family",
            "position",
            "hourly_rate",
            "weekly_hours",
            "hired_on",
            "position_since",
            "supervisor_id",
            "groups",
            "active"),
    CREDENTIALS("staff_id", "credential", "state", "number", "level", "status", "issued_on", "expires_on"),
    RECORDS("staff_id", "kind", "quantity", "from_date", "to_date", "reference"),
    CONFLICTS("staff_id", "other_id", "kind");

    private final List<String> columns;

    RosterFile(String... columns) {
        this.columns = List.of(columns);
    }

    /** Name of the part of a request. */
    public String part() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Name of the file, as messages call it. */
    public String fileName() {
        return part() + ".csv";
    }

    public List<String> columns() {
        return columns;
    }

    public static Optional<RosterFile> find(String part) {
        return Arrays.stream(values()).filter(file -> file.part().equals(part)).findFirst();
    }
}
