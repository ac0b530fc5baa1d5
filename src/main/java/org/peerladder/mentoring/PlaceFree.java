package org.peerladder.mentoring;

/** A mentor has a place that was taken before. */
record PlaceFree(String mentorId) {}
