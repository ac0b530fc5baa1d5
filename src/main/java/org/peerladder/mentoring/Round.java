package org.peerladder.mentoring;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/** What both have said in one check-in so far; null for who has not answered. Neither sees the other's answer. */
record Round(Answer mentor, Answer mentee) {

    record Answer(BigDecimal hoursMet, boolean onTrack, boolean wantChange, LocalDate answeredOn) {}

    boolean complete() {
        return mentor != null && mentee != null;
    }

    /** The hours that both confirm, which are the fewer of the two; empty until both have answered. */
    Optional<BigDecimal> confirmedHours() {
        return complete() ? Optional.of(mentor.hoursMet().min(mentee.hoursMet())) : Optional.empty();
    }

    /** Whether both have answered and gave different hours. */
    boolean differs() {
        return complete() && mentor.hoursMet().compareTo(mentee.hoursMet()) != 0;
    }

    /** Whether one of them wants something to change; never says who. */
    boolean wantChange() {
        return answers().anyMatch(Answer::wantChange);
    }

    boolean onTrack() {
        return answers().allMatch(Answer::onTrack);
    }

    private Stream<Answer> answers() {
        return Stream.of(Optional.ofNullable(mentor), Optional.ofNullable(mentee))
                .flatMap(Optional::stream);
    }
}
