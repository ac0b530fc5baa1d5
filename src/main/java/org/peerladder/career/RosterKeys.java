package org.peerladder.career;

import java.util.HashMap;
import java.util.Map;

/** The keys of one file: each may stand there once. */
final class RosterKeys {

    private final String columns;
    private final Map<Object, Long> lines = new HashMap<>();

    /** @param columns names of the columns of the key, as a message says them */
    RosterKeys(String columns) {
        this.columns = columns;
    }

    void once(RosterRow row, Object key) {
        var first = lines.putIfAbsent(key, row.line());
        if (first != null) {
            row.fault(
                    "staff_id", "the same " + columns + " stands on line " + first + " already; leave one of the two.");
        }
    }
}
