package org.peerladder.fairchance;

import java.time.Clock;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes the files of checks that have been kept as long as table {@code fair-chance-clock} says. */
@Component
class FairChanceSweep {

    private static final Logger LOG = LoggerFactory.getLogger(FairChanceSweep.class);

    private final FairChanceFiles files;
    private final FairChance facts;
    private final Clock clock;

    FairChanceSweep(FairChanceFiles files, FairChance facts, Clock clock) {
        this.files = files;
        this.facts = facts;
        this.clock = clock;
    }

    @Scheduled(cron = "${peerladder.fair-chance.sweep}")
    public void sweep() {
        var today = LocalDate.now(clock);
        files.closeForgotten(today, facts.keepUntil());
        var removed = files.remove(today);
        if (removed > 0) {
            LOG.info("Removed {} files of checks that were kept long enough", removed);
        }
    }
}
