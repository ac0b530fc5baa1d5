package org.peerladder.access;

/** What the rules ask about people. */
public interface People {

    /** Whether this person is in any of these groups; false for someone who does not exist or has left. */
    boolean inAnyGroup(String userId, String... groups);
}
