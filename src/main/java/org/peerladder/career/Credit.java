package org.peerladder.career;

/**
 * What a case of ours gives to a worker's career record.
 *
 * @param part which part of the case, so that each part gives it once; up to 64 characters
 */
public record Credit(String caseNumber, String part, String workerId, CareerEntry entry) {}
