package org.peerladder.career;

/** A worker who was active is no longer. Published in the import's transaction, after {@link StaffImported}. */
public record WorkerLeft(String workerId) {}
