package org.peerladder.career;

import java.util.List;

/** A roster with faults: each is named, nothing was stored. */
public class RosterRefusal extends RuntimeException {

    private final transient List<RosterFault> faults;

    RosterRefusal(List<RosterFault> faults) {
        super(message(faults));
        this.faults = List.copyOf(faults);
    }

    /** In the order of the files and their lines. */
    public List<RosterFault> faults() {
        return faults;
    }

    private static String message(List<RosterFault> faults) {
        var first = faults.get(0);
        return "The roster has %d %s, the first in %s, line %d: %s Nothing was stored."
                .formatted(
                        faults.size(),
                        faults.size() == 1 ? "fault" : "faults",
                        first.file(),
                        first.line(),
                        first.message());
    }
}
