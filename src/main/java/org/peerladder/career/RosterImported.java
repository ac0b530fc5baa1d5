package org.peerladder.career;

/** A roster was taken over. Published synchronously inside its transaction; not for a dry run. */
public record RosterImported(RosterCounts counts) {}
