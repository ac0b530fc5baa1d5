package org.peerladder.policy;

/**
 * A requirement that may still be met after the first day in the new position.
 *
 * @param requirement in words, the minimum filled in
 * @param monthsAfterStart by when, counted from the first day
 */
public record DueLater(String requirement, int monthsAfterStart, String howToMeet, String source) {}
