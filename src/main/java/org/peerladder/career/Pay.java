package org.peerladder.career;

import java.math.BigDecimal;

/** Pay as one thing: US dollars an hour, and the hours of a week (null where none were given). */
record Pay(BigDecimal hourlyRate, BigDecimal weeklyHours) {

    Pay {
        hourlyRate = Worker.money(hourlyRate);
        weeklyHours = Worker.plain(weeklyHours);
    }

    /** Null for a guest. */
    static Pay of(Worker worker) {
        return worker.guest() ? null : new Pay(worker.hourlyRate(), worker.weeklyHours());
    }
}
