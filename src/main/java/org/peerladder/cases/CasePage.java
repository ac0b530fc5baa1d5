package org.peerladder.cases;

import java.util.List;
import org.peerladder.Refusal;

/**
 * One page of a list of cases.
 *
 * @param page from 0
 * @param total of all pages
 */
record CasePage(List<CaseLine> cases, int page, int size, long total) {

    /** Which page is asked for. */
    record Wanted(int page, int size) {

        static final int LARGEST = 100;

        Wanted {
            if (page < 0 || page > 1_000_000) {
                throw new Refusal("page", "Give 0 for the first page, 1 for the next.");
            }
            if (size < 1 || size > LARGEST) {
                throw new Refusal("size", "Give 1 to " + LARGEST + ".");
            }
        }

        long offset() {
            return (long) page * size;
        }
    }
}
