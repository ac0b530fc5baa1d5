package org.peerladder.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peerladder.offer.Offer.Range;

class OfferTest {

    /** A grade from 25.00 to 30.00, a least raise of 0.01, a step of 0.50 for who is above the grade. */
    @ParameterizedTest(name = "today {0}, floor {1}: {2} to {3}")
    @CsvSource({
        "22.00, 20.00, 25.00, 30.00",
        "25.00, 20.00, 25.01, 30.00",
        "29.99, 20.00, 30.00, 30.00",
        "30.00, 20.00, 30.50, 30.50",
        "33.00, 20.00, 33.50, 33.50",
        "22.00, 27.00, 27.00, 30.00",
        "22.00, 31.00, 31.00, 31.00",
        "33.00, 35.00, 35.00, 35.00",
    })
    void whatCanBeOffered(BigDecimal today, BigDecimal floor, BigDecimal lowest, BigDecimal highest) {
        var range = Range.of(today, usd("25.00"), usd("30.00"), usd("0.01"), usd("0.50"), floor);

        assertThat(range).isEqualTo(new Range(today, lowest, highest));
        assertThat(range.lowest()).isGreaterThan(today);
    }

    private static BigDecimal usd(String amount) {
        return new BigDecimal(amount);
    }
}
