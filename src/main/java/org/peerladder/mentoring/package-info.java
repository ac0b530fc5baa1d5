/**
 * A mentor who fits. {@code Mentors} says who may mentor whom and why it fits, {@code Pairings} who does, {@code WaitingList}
 * who is next.
 */
package org.peerladder.mentoring;
