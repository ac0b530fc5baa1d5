package org.peerladder.policy;

import java.util.List;

/**
 * Where a person stands for one position on one day.
 *
 * @param missing requirements still to come, alternatives counted once
 * @param missingNotWaivable of these, how many cannot be shown by competency
 * @param eligible whether the person has everything
 * @param routes how the person may go on: {@code plan}, {@code competency}, {@code dispute}, {@code withdraw}
 * @param summary "You have everything", "2 of 5 still to go"
 */
public record Assessment(
        List<AssessedRequirement> requirements,
        int missing,
        int missingNotWaivable,
        boolean eligible,
        List<String> routes,
        String summary) {}
