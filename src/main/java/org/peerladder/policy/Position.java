package org.peerladder.policy;

import java.math.BigDecimal;
import java.util.List;

/**
 * A rung of the ladder: one row of table {@code career-ladder}.
 *
 * @param code stable, as in people's records
 * @param level from 1 (entry) up; the same level in another track is a lateral move
 * @param lowestRate US dollars an hour, two decimals
 * @param highestRate US dollars an hour, two decimals
 * @param nextPositions codes of the positions one step up, whichever way one gets there
 * @param through {@code hire}, {@code promotion} or {@code peer-supervisor-appointment}: how one gets here
 */
public record Position(
        String code,
        String title,
        String track,
        int level,
        int payGrade,
        BigDecimal lowestRate,
        BigDecimal highestRate,
        List<String> nextPositions,
        String through) {

    /** Whether one gets here by the promotion process. */
    public boolean throughPromotion() {
        return "promotion".equals(through);
    }
}
