package org.peerladder.career;

/** Two people who do not decide about one another; the smaller id first, for it holds either way round. */
record Conflict(String workerId, String otherId, String kind) {

    Conflict {
        if (workerId.compareTo(otherId) > 0) {
            var smaller = otherId;
            otherId = workerId;
            workerId = smaller;
        }
    }
}
