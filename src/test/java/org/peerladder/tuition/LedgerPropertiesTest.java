package org.peerladder.tuition;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever people do in whatever order, the ledger adds up after every step. */
class LedgerPropertiesTest {

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 15);

    private static LedgerNode node;

    @BeforeContainer
    static void open() {
        node = LedgerNode.onNewDatabase();
    }

    @AfterContainer
    static void close() {
        node.database().close();
    }

    @Property(tries = 150)
    void theLedgerAddsUp(@ForAll("deeds") @Size(max = 30) List<LedgerStory.Deed> deeds, @ForAll boolean byPayment) {
        tell(deeds, byPayment);
    }

    @Tag("both-databases")
    @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
    void theLedgerAddsUpOnEitherDatabase(
            @ForAll("deeds") @Size(min = 10, max = 30) List<LedgerStory.Deed> deeds, @ForAll boolean byPayment) {
        tell(deeds, byPayment);
    }

    private static void tell(List<LedgerStory.Deed> deeds, boolean byPayment) {
        var story = new LedgerStory(node.with(byPayment ? LedgerNode.BY_PAYMENT : LedgerNode.BY_COURSE_END));
        for (var deed : deeds) {
            deed.happensIn(story);
            story.addsUp();
        }
    }

    @Provide
    Arbitrary<List<LedgerStory.Deed>> deeds() {
        return Arbitraries.frequencyOf(List.of(
                        Tuple.of(5, reserve()),
                        Tuple.of(5, post()),
                        Tuple.of(2, split()),
                        Tuple.of(1, move()),
                        Tuple.of(1, release()),
                        Tuple.of(2, reverse())))
                .list();
    }

    private static Arbitrary<LedgerStory.Deed> reserve() {
        return Combinators.combine(
                        requests(), units(), accounts(), amounts(), limits(), limits().injectNull(0.3), days())
                .as((request, unit, account, amount, cap, budget, day) ->
                        story -> story.reserve(request, unit, account, amount, cap, budget, day));
    }

    private static Arbitrary<LedgerStory.Deed> post() {
        return Combinators.combine(requests(), units(), amounts(), days())
                .as((request, unit, amount, day) -> story -> story.post(request, unit, amount, day));
    }

    private static Arbitrary<LedgerStory.Deed> split() {
        return Combinators.combine(payments(), Arbitraries.of("education", "working-condition"), amounts(), limits())
                .as((payment, taxClass, never, limit) -> story -> story.split(payment, taxClass, never, limit));
    }

    private static Arbitrary<LedgerStory.Deed> move() {
        return Combinators.combine(requests(), days()).as((request, day) -> story -> story.moveTo(request, day));
    }

    private static Arbitrary<LedgerStory.Deed> release() {
        return Combinators.combine(requests(), units()).as((request, unit) -> story -> story.release(request, unit));
    }

    private static Arbitrary<LedgerStory.Deed> reverse() {
        return payments().map(payment -> story -> story.reverse(payment));
    }

    private static Arbitrary<Integer> requests() {
        return Arbitraries.integers().between(0, 4);
    }

    private static Arbitrary<Integer> payments() {
        return Arbitraries.integers().between(0, 9);
    }

    /** Money more often, since it is on three clocks. */
    private static Arbitrary<Unit> units() {
        return Arbitraries.of(Unit.USD, Unit.USD, Unit.USD, Unit.HOURS);
    }

    private static Arbitrary<String> accounts() {
        return Arbitraries.of("education", "education", "required");
    }

    private static Arbitrary<BigDecimal> amounts() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("0.01"), new BigDecimal("30"))
                .ofScale(2);
    }

    private static Arbitrary<BigDecimal> limits() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("10"), new BigDecimal("60"))
                .ofScale(2);
    }

    private static Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(0, 23).map(FIRST_DAY::plusMonths);
    }
}
