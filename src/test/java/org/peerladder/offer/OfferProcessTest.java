package org.peerladder.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.peerladder.TestAgency.form;

import java.time.LocalDate;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.career.Career;
import org.peerladder.career.RosterFile;
import org.springframework.beans.factory.annotation.Autowired;

@ProcessTest
class OfferProcessTest {

    private static final LocalDate TODAY = LocalDate.now();

    @Autowired
    TestAgency agency;

    @Autowired
    Career career;

    @BeforeEach
    void open() {
        agency.open();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    23.00   | outside what can be offered
                    25.03   | outside what can be offered
                    30.79   | outside what can be offered
                    26.4    | hourlyRate
                    -5.00   | hourlyRate
                    a lot   | hourlyRate
                    """)
    void aRateOutsideTheGradeIsRefused(String rate, String why) {
        var request = agency.requestBeforeTheOffer("ana");

        assertThatThrownBy(() -> offers(request, rate, TODAY.toString()))
                .hasMessageContaining("hourlyRate")
                .hasMessageContaining(why);
        assertThat(agency.tasks(request, "userTask_confirmOffer")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"25.04", "30.78"})
    void theEdgesOfTheGradeCanBeOffered(String rate) {
        var request = agency.requestBeforeTheOffer("ana");
        offers(request, rate, TODAY.toString());

        assertThat(agency.tasks(request, "userTask_considerOffer")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"2020-01-01", "2027-02-30", "soon"})
    void aDayInThePastOrOfNoCalendarIsRefused(String day) {
        var request = agency.requestBeforeTheOffer("ana");

        assertThatThrownBy(() -> offers(request, "26.40", day)).hasMessageContaining("effectiveDate");
        assertThat(agency.tasks(request, "userTask_confirmOffer")).hasSize(1);
    }

    @Test
    void moneyThatIsNotThereYetWaitsWithADate() {
        var request = agency.requestBeforeTheOffer("ana");
        agency.answers(
                "lena",
                request,
                "userTask_confirmOffer",
                form("hourlyRate", "26.40", "effectiveDate", TODAY.toString(), "funding", "needs-director"));
        assertThatThrownBy(() ->
                        agency.answers("dana", request, "userTask_decideFunding", form("fundedFrom", "2020-01-01")))
                .hasMessageContaining("fundedFrom");
        agency.answers("dana", request, "userTask_decideFunding", form("fundedFrom", TODAY.plusDays(60) + ""));
        assertThatThrownBy(() -> offers(request, "26.40", TODAY.plusDays(59).toString()))
                .hasMessageContaining("effectiveDate");
        offers(request, "26.40", TODAY.plusDays(60).toString());

        assertThat(agency.tasks(request, "userTask_considerOffer")).hasSize(1);
    }

    @Test
    void theWorkerMayTakeTimeOnce() {
        var request = offered("ana");
        agency.answers("ana", request, "userTask_considerOffer", form("offerDecision", "need-time"));
        assertThatThrownBy(() ->
                        agency.answers("ana", request, "userTask_considerOffer", form("offerDecision", "need-time")))
                .hasMessageContaining("offerDecision");
        agency.answers("ana", request, "userTask_considerOffer", form("offerDecision", "accept"));
        agency.runs(request, "event_effectiveDateReached");

        assertThat(request).isEnded();
    }

    @Test
    void anotherDateGoesBackToHr() {
        var request = offered("ana");
        assertThatThrownBy(() ->
                        agency.answers("ana", request, "userTask_considerOffer", form("offerDecision", "other-date")))
                .hasMessageContaining("wishedDate");
        agency.answers(
                "ana",
                request,
                "userTask_considerOffer",
                form("offerDecision", "other-date", "wishedDate", TODAY.plusDays(40) + "", "wishedHours", 32));
        offers(request, "26.40", TODAY.plusDays(40).toString());
        agency.answers("ana", request, "userTask_considerOffer", form("offerDecision", "accept"));
        agency.runs(request, "event_effectiveDateReached");

        assertThat(request).isEnded();
        assertThat(career.worker("ana").orElseThrow().weeklyHours()).isEqualByComparingTo("40");
    }

    @Test
    void otherHoursTakeEffectWithPositionAndPay() {
        var request = agency.requestBeforeTheOffer("ana");
        agency.answers(
                "lena",
                request,
                "userTask_confirmOffer",
                form("hourlyRate", "26.40", "weeklyHours", 32, "effectiveDate", TODAY.toString(), "funding", "funded"));
        agency.answers("ana", request, "userTask_considerOffer", form("offerDecision", "accept"));
        agency.runs(request, "event_effectiveDateReached");

        assertThat(career.worker("ana").orElseThrow().weeklyHours()).isEqualByComparingTo("32");
    }

    @Test
    void aCredentialThatLapsedHoldsThePromotionUntilItIsThereAgain() {
        var request = offered("ana");
        agency.answers("ana", request, "userTask_considerOffer", form("offerDecision", "accept"));
        credential("lapsed");
        agency.runs(request, "event_effectiveDateReached");
        assertThat(career.worker("ana").orElseThrow().position()).isEqualTo("peer-1");

        agency.answers("lena", request, "userTask_resolveHold", form("holdDecision", "resume"));
        assertThat(agency.tasks(request, "userTask_resolveHold")).hasSize(1);
        credential("active");
        agency.answers("lena", request, "userTask_resolveHold", form("holdDecision", "resume"));

        assertThat(request).isEnded();
        assertThat(career.worker("ana").orElseThrow().position()).isEqualTo("peer-2");
    }

    @Test
    void aHeldPromotionGetsANewDateOrStops() {
        var request = offered("ana");
        agency.answers("ana", request, "userTask_considerOffer", form("offerDecision", "accept"));
        credential("lapsed");
        agency.runs(request, "event_effectiveDateReached");
        agency.answers(
                "lena",
                request,
                "userTask_resolveHold",
                form("holdDecision", "new-date", "effectiveDate", TODAY.plusDays(9) + ""));
        agency.runs(request, "event_effectiveDateReached");
        agency.answers("lena", request, "userTask_resolveHold", form("holdDecision", "withdraw"));

        assertThat(request).isEnded().hasPassed("event_offerStopped");
        assertThat(career.worker("ana").orElseThrow().position()).isEqualTo("peer-1");
    }

    private void offers(ProcessInstance request, String rate, String day) {
        agency.answers("lena", request, "userTask_confirmOffer", offer(rate, day));
    }

    private static Map<String, Object> offer(String rate, String day) {
        return form("hourlyRate", rate, "effectiveDate", day, "funding", "funded");
    }

    private ProcessInstance offered(String worker) {
        var request = agency.requestBeforeTheOffer(worker);
        offers(request, "26.40", TODAY.toString());
        return request;
    }

    private void credential(String status) {
        agency.roster(RosterFile.CREDENTIALS, "ana,CPSS,CA,A-1,provisional," + status + ",-400d,2099-12-31\n");
    }
}
