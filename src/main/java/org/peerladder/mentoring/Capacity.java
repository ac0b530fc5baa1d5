package org.peerladder.mentoring;

/**
 * How many people somebody mentors at most at the same time.
 *
 * @param newHires how many of the places may go to people who are new ({@link Terms#preceptorship})
 */
record Capacity(int places, int newHires) {

    /** Never more than this many places. */
    Capacity atMost(Integer limit) {
        return limit == null || limit >= places ? this : new Capacity(limit, Math.min(limit, newHires));
    }
}
