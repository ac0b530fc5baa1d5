package org.peerladder.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTest {

    @Test
    void aRowWithoutAGroupStandsAlone() {
        var standing = standing(row("", true, true), row("", true, false), row("", false, false));
        assertThat(standing.all()).isEqualTo(3);
        assertThat(standing.missing()).isEqualTo(2);
        assertThat(standing.missingNotWaivable()).isEqualTo(1);
        assertThat(standing.complete()).isFalse();
    }

    @Test
    void anyRowOfAGroupIsEnough() {
        var standing = standing(row("A", true, false), row("A", true, true), row("B", false, true));
        assertThat(standing.all()).isEqualTo(2);
        assertThat(standing.missing()).isZero();
        assertThat(standing.complete()).isTrue();
    }

    @Test
    void anOpenGroupCountsOnce() {
        var standing = standing(row("A", true, false), row("A", true, false), row("A", true, false));
        assertThat(standing.all()).isEqualTo(1);
        assertThat(standing.missing()).isEqualTo(1);
    }

    @Test
    void oneWaivableAlternativeMakesAGroupWaivable() {
        assertThat(standing(row("A", false, false), row("A", true, false)).missingNotWaivable())
                .isZero();
        assertThat(standing(row("A", false, false), row("A", false, false)).missingNotWaivable())
                .isEqualTo(1);
    }

    @Test
    void equalRowsThatStandAloneStayTwo() {
        assertThat(standing(row("", true, false), row("", true, false)).missing())
                .isEqualTo(2);
    }

    @Test
    void nothingAskedForIsComplete() {
        assertThat(standing().complete()).isTrue();
        assertThat(standing().all()).isZero();
    }

    @Test
    void saysWhereARequirementStands() {
        var done = row("A", true, true);
        var other = row("A", true, false);
        var open = row("", true, false);
        var later = row("", true, false, LocalDate.of(2027, 3, 3));
        var standing = standing(done, other, open, later);
        assertThat(standing.statusOf(done)).isEqualTo("done");
        assertThat(standing.statusOf(other)).isEqualTo("not needed, another way is done");
        assertThat(standing.statusOf(open)).isEqualTo("still to come");
        assertThat(standing.statusOf(later)).isEqualTo("still to come (likely by 3 March 2027)");
    }

    private static Standing standing(AssessedRequirement... rows) {
        return new Standing(List.of(rows));
    }

    private static AssessedRequirement row(String group, boolean waivable, boolean met) {
        return row(group, waivable, met, null);
    }

    private static AssessedRequirement row(String group, boolean waivable, boolean met, LocalDate earliestDate) {
        return new AssessedRequirement(
                "months", "", BigDecimal.ONE, null, group, waivable, "", "", "", met, earliestDate, "", "", "", "");
    }
}
