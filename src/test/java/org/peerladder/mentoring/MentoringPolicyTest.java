package org.peerladder.mentoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peerladder.Refusal;
import org.peerladder.TestAgency;
import org.peerladder.WithApplication;
import org.peerladder.career.Career;
import org.springframework.beans.factory.annotation.Autowired;

/** What can be agreed and credited, and for whom mentoring is a preceptorship. */
@WithApplication
class MentoringPolicyTest {

    private static final LocalDate BEGIN = LocalDate.of(2026, 11, 24);

    @Autowired
    TestAgency agency;

    @Autowired
    MentoringPolicy policy;

    @Autowired
    Career career;

    @BeforeEach
    void open() {
        agency.open();
    }

    @Test
    void theFirstNinetyDaysAreAPreceptorship() {
        var ana = career.worker("ana").orElseThrow();

        assertThat(policy.terms(ana, ana.hiredOn().minusDays(3)).preceptorship())
                .isTrue();
        assertThat(policy.terms(ana, ana.hiredOn().plusDays(90)).preceptorship())
                .isTrue();
        assertThat(policy.terms(ana, ana.hiredOn().plusDays(91)).preceptorship())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2026-11-25, ",
        "62, 2028-11-23, ",
        "0, 2026-11-25, meetingEveryDays: Give 1 to 62 days.",
        "63, 2026-11-25, meetingEveryDays: Give 1 to 62 days.",
        "14, 2026-11-24, endsOn: Give a day from 2026-11-25 to 2028-11-23.",
        "14, 2028-11-24, endsOn: Give a day from 2026-11-25 to 2028-11-23.",
    })
    void whatCanBeAgreed(int everyDays, LocalDate endsOn, String refusal) {
        takes(refusal, () -> policy.checkAgreement(terms(), BEGIN, everyDays, endsOn));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2026-12-07, ",
        "112, 2026-12-07, ",
        "8, 2026-11-24, ",
        "8.01, 2026-11-24, hoursMet: From 2026-11-24 to 2026-11-24 there can be at most 8 hours of mentoring; give 0 to 8.",
        "112.5, 2026-12-07, hoursMet: From 2026-11-24 to 2026-12-07 there can be at most 112 hours of mentoring; give 0 to 112.",
        "-1, 2026-11-24, hoursMet: From 2026-11-24 to 2026-11-24 there can be at most 8 hours of mentoring; give 0 to 8.",
    })
    void howManyHoursADayHas(String hours, LocalDate to, String refusal) {
        takes(refusal, () -> policy.checkHours(terms(), new BigDecimal(hours), BEGIN, to));
    }

    private Terms terms() {
        return policy.terms(career.worker("ana").orElseThrow(), BEGIN);
    }

    private static void takes(String refusal, Runnable what) {
        if (refusal == null) {
            what.run();
        } else {
            assertThatThrownBy(what::run).isInstanceOf(Refusal.class).hasMessage(refusal + " Nothing was stored.");
        }
    }
}
