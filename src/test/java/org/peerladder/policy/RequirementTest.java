package org.peerladder.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.peerladder.policy.Records.day;
import static org.peerladder.policy.Records.record;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.peerladder.career.CareerRecord;
import org.peerladder.career.Credential.Level;

class RequirementTest {

    private static final LocalDate TODAY = day("2026-11-23");

    private static final String ASKER = "Table supervisor-requirements";

    @Test
    void saysWhatIsNeededAndWhatIsThere() {
        var record = record().held("peer-1", "2026-02-15", null).build();

        var months = assess(row("months", "peer-1", "12"), record);

        assertThat(months.requirement()).isEqualTo("at least 12");
        assertThat(months.need()).isEqualTo("12 months");
        assertThat(months.have()).isEqualTo("9 months");
        assertThat(months.met()).isFalse();
        assertThat(months.earliestDate()).isEqualTo("2027-02-15");
        assertThat(months.howToMeet()).isEqualTo("wait");
    }

    @Test
    void timeAloneDoesNotHelpInAnotherPosition() {
        var record = record().held("peer-1", "2025-01-01", "2025-07-01")
                .held("peer-2", "2025-07-01", null)
                .build();
        assertThat(assess(row("months", "peer-1", "12"), record).earliestDate()).isNull();
    }

    @Test
    void whatIsMetNeedsNoDate() {
        var record = record().held("peer-1", "2025-01-01", null).build();

        var months = assess(row("months", "peer-1", "12"), record);

        assertThat(months.met()).isTrue();
        assertThat(months.earliestDate()).isNull();
    }

    @Test
    void severalPositionsCountTogether() {
        var record = record().held("peer-2", "2026-01-01", "2026-07-01")
                .held("peer-3", "2026-07-01", null)
                .build();
        assertThat(assess(row("months", "peer-2, peer-3", "12"), record).have()).isEqualTo("10 months");
    }

    @Test
    void anyPeerTitleIsEveryPositionOfTheLadder() {
        var record = record().held("lead-peer", "2026-10-01", "2026-11-01")
                .held("Accountant", "2026-01-01", "2026-10-01")
                .build();
        assertThat(assess(row("months", "any peer title", "6"), record).have()).isEqualTo("1 month");
    }

    @Test
    void aWindowLeavesOutWhatLiesBefore() {
        var record = record().held("peer-1", "2020-01-01", "2021-01-01")
                .held("peer-1", "2026-05-23", null)
                .entry("ce-hours", "20", "2023-01-01", "")
                .entry("ce-hours", "15.5", "2026-01-01", "")
                .build();

        assertThat(assess(within(2, "months", "peer-1", "12"), record))
                .returns("6 months", AssessedRequirement::have)
                .returns(day("2027-05-23"), AssessedRequirement::earliestDate);
        assertThat(assess(within(2, "ce-hours", "", "20"), record).have()).isEqualTo("15.5 hours");
        assertThat(assess(row("ce-hours", "", "20"), record).have()).isEqualTo("35.5 hours");
    }

    @Test
    void promisesNoDateThatAWindowTakesAway() {
        // Within one year, what was served before drops out as fast as new months come in.
        var record = record().held("peer-1", "2025-12-01", "2026-03-01")
                .held("peer-1", "2026-11-01", null)
                .build();
        assertThat(assess(within(1, "months", "peer-1", "10"), record).earliestDate())
                .isNull();
    }

    @Test
    void haveIsNeverRoundedUpOverNeed() {
        var record =
                record().entry("supervised-hours", "499.999", "2026-01-01", "").build();

        var hours = assess(row("supervised-hours", "", "500"), record);

        assertThat(hours.have()).isEqualTo("499.99 hours");
        assertThat(hours.met()).isFalse();
    }

    @Test
    void largeNumbersAreReadable() {
        var record =
                record().entry("supervised-hours", "2000", "2026-01-01", "").build();
        assertThat(assess(row("supervised-hours", "", "2000"), record))
                .returns("2,000 hours", AssessedRequirement::need)
                .returns("2,000 hours", AssessedRequirement::have)
                .returns("at least 2,000", AssessedRequirement::requirement)
                .returns(true, AssessedRequirement::met);
    }

    @Test
    void mentoringHoursAreGivenReceivedOrBoth() {
        var record = record().entry("mentoring-hours", "30", "2026-01-01", "mentor")
                .entry("mentoring-hours", "5", "2026-01-01", null)
                .entry("mentoring-hours", "10", "2026-01-01", "mentee")
                .build();
        assertThat(assess(row("mentoring-hours", "mentor", "40"), record).have())
                .isEqualTo("35 hours");
        assertThat(assess(row("mentoring-hours", "mentee", "40"), record).have())
                .isEqualTo("10 hours");
        assertThat(assess(row("mentoring-hours", "", "40"), record).have()).isEqualTo("45 hours");
    }

    @Test
    void trainingIsDoneOrNotYet() {
        var record =
                record().entry("training", "1", "2026-01-01", "mentor-training").build();
        assertThat(assess(row("training", "mentor-training", "1"), record))
                .returns("done", AssessedRequirement::need)
                .returns("done", AssessedRequirement::have)
                .returns(true, AssessedRequirement::met);
        assertThat(assess(row("training", "supervisor-training", "1"), record))
                .returns("not yet", AssessedRequirement::have)
                .returns(false, AssessedRequirement::met);
    }

    @Test
    void aHigherCredentialCountsALowerOneDoesNot() {
        var provisional = record().credential(Level.PROVISIONAL, "2026-12-31").build();
        var advanced = record().credential(Level.ADVANCED, "2026-11-23").build();

        assertThat(assess(row("credential", "full", "1"), provisional))
                .returns("active, full or above", AssessedRequirement::need)
                .returns("active, provisional, until 31 December 2026", AssessedRequirement::have)
                .returns(false, AssessedRequirement::met);
        assertThat(assess(row("credential", "full", "1"), advanced).met())
                .as("on its last day")
                .isTrue();
        assertThat(assess(row("credential", "provisional", "1"), advanced, TODAY.plusDays(1)))
                .returns("none active", AssessedRequirement::have)
                .returns(false, AssessedRequirement::met);
    }

    @Test
    void aPositionCountsWhileItIsHeld() {
        var row = row("position", "peer-3, lead-peer", "1");
        var now = record().held("peer-1", "2020-01-01", "2024-01-01")
                .held("peer-3", "2024-01-01", null)
                .build();
        var before = record().held("peer-3", "2020-01-01", "2026-11-23")
                .held("peer-2", "2026-11-23", null)
                .build();
        var soon = record().held("peer-3", "2026-11-24", null).build();

        assertThat(assess(row, now))
                .returns("at least 1", AssessedRequirement::need)
                .returns("current position", AssessedRequirement::have)
                .returns(true, AssessedRequirement::met);
        assertThat(assess(row, before))
                .returns("another position", AssessedRequirement::have)
                .returns(false, AssessedRequirement::met)
                .returns(null, AssessedRequirement::earliestDate);
        assertThat(assess(row, soon).met()).as("from tomorrow").isFalse();
        assertThat(assess(row, soon, TODAY.plusDays(1)).met()).isTrue();
        assertThat(assess(row, record().build()).met()).isFalse();
    }

    @Test
    void aLicenceCountsByItsNameWhileItIsActive() {
        var row = row("licence", "LCSW, Licensed Psychologist", "1");
        var active = record().licence("lcsw ", "2026-11-23").build();

        assertThat(assess(row, active))
                .returns("an active licence", AssessedRequirement::need)
                .returns("lcsw", AssessedRequirement::have)
                .returns(true, AssessedRequirement::met);
        assertThat(assess(row, active, TODAY.plusDays(1)))
                .as("after its last day")
                .returns("none active", AssessedRequirement::have)
                .returns(false, AssessedRequirement::met);
        assertThat(assess(row, record().licence("CPS", "2027-12-31").build()))
                .as("a certification of another name")
                .returns("none active", AssessedRequirement::have)
                .returns(false, AssessedRequirement::met);
    }

    @Test
    void anUnknownCriterionIsAMistakeInTheTableNotANo() {
        var record = record().build();
        assertThatThrownBy(() -> assess(row("supervised-hour", "", "1"), record))
                .isInstanceOf(PolicyGap.class)
                .hasMessageStartingWith("Table supervisor-requirements asks for")
                .hasMessageContaining("\"supervised-hour\"")
                .hasMessageContaining("months, position, credential, licence")
                .hasMessageContaining("supervised-hours, mentoring-hours");
        assertThatThrownBy(() -> assess(row("credential", "platinum", "1"), record))
                .isInstanceOf(PolicyGap.class)
                .hasMessageStartingWith("Table supervisor-requirements asks for")
                .hasMessageContaining("\"platinum\"");
        for (var criterion : List.of("position", "licence")) {
            assertThatThrownBy(() -> assess(row(criterion, " , ", "1"), record))
                    .as("nothing named is no \"no\"")
                    .isInstanceOf(PolicyGap.class)
                    .hasMessageContaining("\"" + criterion + "\" and names nothing");
        }
    }

    @Test
    void theSameRowIsAssessedAgain() {
        var before = assess(
                row("months", "peer-1", "12"),
                record().held("peer-1", "2026-02-15", null).build());

        var after = before.row()
                .assess(record().held("peer-1", "2026-02-15", null).build(), day("2027-02-15"), Set.of(), ASKER);

        assertThat(after.met()).isTrue();
        assertThat(after.requirement()).isEqualTo(before.requirement());
    }

    private static AssessedRequirement assess(Requirement row, CareerRecord record) {
        return assess(row, record, TODAY);
    }

    private static AssessedRequirement assess(Requirement row, CareerRecord record, LocalDate day) {
        return row.assess(record, day, Set.of("peer-1", "lead-peer"), ASKER);
    }

    private static Requirement row(String criterion, String reference, String minimum) {
        return within(null, criterion, reference, minimum);
    }

    private static Requirement within(Integer years, String criterion, String reference, String minimum) {
        return new Requirement(
                criterion,
                reference,
                new BigDecimal(minimum),
                years,
                "",
                true,
                "at least {minimum}",
                "wait",
                "test",
                "",
                "");
    }
}
