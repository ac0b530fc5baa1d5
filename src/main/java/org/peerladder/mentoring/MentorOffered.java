package org.peerladder.mentoring;

/** Somebody offers to mentor, or offers something else than before; published in the transaction that stores it. */
public record MentorOffered(String mentorId) {}
