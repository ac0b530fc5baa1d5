package org.peerladder.mentoring;

/** What speaks for a mentor, in words, and how much: one row of table {@code mentor-match-score}. */
record Reason(String reason, int points) {}
