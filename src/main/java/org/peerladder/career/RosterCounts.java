package org.peerladder.career;

/** How many rows of each file were taken, changed or not; in a dry run, would have been. */
public record RosterCounts(int workers, int credentials, int records, int conflicts, boolean dryRun) {}
