package org.peerladder.cases;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.List;

/**
 * One case from its beginning.
 *
 * @param decisions about the applicant; shown to nobody else
 */
record CaseStory(@JsonUnwrapped CaseLine now, List<Step> timeline, List<Decision> decisions) {

    /**
     * @param who a person or a role; null where nobody was asked
     * @param endedOn null while it goes on
     * @param stopped whether the case went on, or ended, without it
     */
    record Step(String stage, String step, String who, LocalDate startedOn, LocalDate endedOn, boolean stopped) {}

    /**
     * @param decision in plain words
     * @param reason of a "no", from the closed list; null otherwise
     * @param whatWouldChange the answer; null where nothing has to
     */
    record Decision(LocalDate on, String step, String decision, String reason, String whatWouldChange) {}
}
