package org.peerladder.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.peerladder.career.Worker;

class PanelTest {

    private static final Map<String, Integer> LEVELS = Map.of("peer-1", 1, "peer-2", 2, "peer-3", 3);

    private final Worker clerk = worker("clerk", "Clerk", false, false);
    private final Worker clerk2 = worker("clerk2", "Clerk", false, false);
    private final Worker colleague = worker("colleague", "peer-1", true, false);
    private final Worker peer = worker("peer", "peer-2", true, false);
    private final Worker guest = worker("guest", "peer-1", true, true);

    @Test
    void aWorkingPeerAtOrAboveTheNewPositionFillsThePeerSeat() {
        var panel = panel(clerk, colleague, peer, guest);

        assertThat(panel.peers()).containsExactly("peer");
        assertThat(panel.note()).isEmpty();
    }

    @Test
    void aGuestPeerFillsItWhenNobodyElseCan() {
        var panel = panel(clerk, colleague, guest);

        assertThat(panel.peers()).containsExactly("guest");
        assertThat(panel.note()).contains("guest peer");
    }

    @Test
    void anyWorkingPeerNotBelowThePersonFillsItLast() {
        var panel = panel(clerk, colleague);

        assertThat(panel.peers()).containsExactly("colleague");
        assertThat(panel.note()).contains("present position");
    }

    @Test
    void withoutAnyPeerTheCaseSaysSo() {
        var panel = panel(clerk, clerk2);

        assertThat(panel.peerSeats()).isZero();
        assertThat(panel.note()).contains("No working peer is free");
    }

    @Test
    void tooFewPeopleCannotBeSeated() {
        assertThat(panel(peer).cannotBeSeated()).isTrue();
        assertThat(panel(peer, clerk).cannotBeSeated()).isFalse();
    }

    @Test
    void everyReasonIsNamed() {
        var panel = panel(clerk, clerk2, peer);

        assertThatCode(() -> panel.check(List.of("clerk", "peer"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> panel.check(List.of("clerk", "clerk", "stranger")))
                .hasMessageContaining("clerk is named twice")
                .hasMessageContaining("stranger may not review")
                .hasMessageContaining("at least 1 of: Peer");
    }

    private static Panel panel(Worker... lawful) {
        return Panel.toSeat(2, 1, List.of(lawful), 1, 2, worker -> LEVELS.getOrDefault(worker.position(), 0));
    }

    private static Worker worker(String id, String position, boolean peer, boolean guest) {
        var name = id.substring(0, 1).toUpperCase() + id.substring(1);
        var day = LocalDate.of(2020, 1, 1);
        return new Worker(
                id,
                name,
                "Test",
                null,
                "North",
                peer ? "adult" : null,
                position,
                guest ? null : BigDecimal.TEN,
                BigDecimal.TEN,
                day,
                day,
                null,
                Set.of("panel"),
                true);
    }
}
