package org.peerladder.access;

import java.util.Set;

/** Nobody looks inside these but the people who hold a task there: neither at running cases nor at finished ones. */
public final class PrivateProcesses {

    /** Keys of the processes. */
    public static final Set<String> KEYS = Set.of("panel-review", "fair-chance-check");

    private PrivateProcesses() {}
}
