package org.peerladder.offer;

import static org.peerladder.offer.OfferProcess.*;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.peerladder.CalendarDay;
import org.peerladder.Refusal;
import org.peerladder.career.Career;
import org.peerladder.career.PromotionEffect;
import org.peerladder.career.Worker;
import org.peerladder.cases.CaseVariables;
import org.peerladder.offer.Offer.Range;
import org.peerladder.policy.Agency;
import org.peerladder.policy.AssessmentJson;
import org.peerladder.policy.Assessments;
import org.peerladder.policy.CareerLadder;
import org.peerladder.policy.DecisionTables;
import org.peerladder.policy.Position;
import org.peerladder.policy.Standing;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code offer.bpmn} asks of us, one bean per step. */
@Configuration(proxyBeanMethods = false)
class OfferSteps {

    private final Career career;
    private final CareerLadder ladder;
    private final DecisionTables tables;
    private final Agency agency;
    private final Clock clock;

    OfferSteps(Career career, CareerLadder ladder, DecisionTables tables, Agency agency, Clock clock) {
        this.career = career;
        this.ladder = ladder;
        this.tables = tables;
        this.agency = agency;
        this.clock = clock;
    }

    /**
     * {@code pay-grade} and {@code living-wage}: what can be offered. The job descriptions are looked up too, so that a
     * missing row stops the case here, as an incident, and not later in somebody's hands.
     */
    @Bean
    JavaDelegate determinePayRange(JobDescriptions jobs) {
        return offer -> {
            PAY.set(offer, payFacts(offer));
            jobs.sideBySide(CaseVariables.APPLICANT.get(offer), CaseVariables.TARGET_POSITION.get(offer));
        };
    }

    /** HR sets pay and date; whatever lies outside the tables or in the past is refused. */
    @Bean
    TaskListener confirmOffer() {
        return task -> {
            var worker = applicant(task);
            var hours = WEEKLY_HOURS.find(task).orElse(worker.weeklyHours());
            var offer = new Offer(
                    HOURLY_RATE.get(task), hours, CalendarDay.of(EFFECTIVE_DATE.name(), EFFECTIVE_DATE.find(task)));
            offer.check(
                    payRange(task, grade(task), floor().rate()),
                    LocalDate.now(clock),
                    FUNDED_FROM.find(task).map(LocalDate::parse));
            WEEKLY_HOURS.set(task, hours);
        };
    }

    @Bean
    TaskListener decideFunding() {
        return task -> Offer.futureDay(FUNDED_FROM.name(), FUNDED_FROM.find(task), LocalDate.now(clock));
    }

    /** The worker may take time once, and may wish for another day. */
    @Bean
    TaskListener considerOffer() {
        return task -> {
            switch (DECISION.get(task)) {
                case "need-time" -> {
                    if (TIME_TAKEN.find(task).orElse(false)) {
                        throw new Refusal(
                                DECISION.name(),
                                "More time was already given once. Accept, decline, or name another date.");
                    }
                    TIME_TAKEN.set(task, true);
                }
                case "other-date" -> Offer.futureDay(WISHED_DATE.name(), WISHED_DATE.find(task), LocalDate.now(clock));
                default -> {}
            }
        };
    }

    /** The stored requirement rows and the record once more, on the effective date. */
    @Bean
    JavaDelegate assessAgain(Assessments assessments, AssessmentJson json) {
        return offer -> {
            var record = career.record(CaseVariables.APPLICANT.get(offer));
            var again =
                    assessments.reassess(json.read(CaseVariables.ASSESSMENT.get(offer)), record, LocalDate.now(clock));
            var shownByCompetency = COMPETENCY_ACCEPTED.find(offer).orElse(false);
            var lapsed = new Standing(again)
                    .stillToCome().stream()
                            .filter(row -> !(shownByCompetency && row.waivable()))
                            .toList();
            LAPSED.set(offer, json.write(lapsed));
            STILL_MET.set(offer, lapsed.isEmpty() && stillAStepUp(offer, record.worker()));
        };
    }

    /** Position and pay together, in the transaction of the token, or not at all. */
    @Bean
    JavaDelegate applyPromotion() {
        return offer -> {
            career.promote(new PromotionEffect(
                    CaseVariables.APPLICANT.get(offer),
                    CaseVariables.TARGET_POSITION.get(offer),
                    HOURLY_RATE.get(offer),
                    WEEKLY_HOURS.get(offer),
                    LocalDate.parse(EFFECTIVE_DATE.get(offer)),
                    offer.getProcessBusinessKey()));
            OUTCOME.set(offer, PROMOTED);
        };
    }

    @Bean
    TaskListener resolveHold() {
        return task -> {
            if (HOLD_DECISION.get(task).equals("new-date")) {
                Offer.futureDay(EFFECTIVE_DATE.name(), EFFECTIVE_DATE.find(task), LocalDate.now(clock));
            }
        };
    }

    /** Something else may have changed position or pay since the offer was accepted. */
    private boolean stillAStepUp(DelegateExecution offer, Worker worker) {
        return worker.active()
                && HOURLY_RATE.get(offer).compareTo(worker.hourlyRate()) > 0
                && ladder.find(worker.position())
                        .filter(today -> isAbove(ladder.position(CaseVariables.TARGET_POSITION.get(offer)), today))
                        .isPresent();
    }

    /** A promotion goes to a next position; an appointment to any that is higher. */
    private static boolean isAbove(Position target, Position today) {
        return target.throughPromotion()
                ? today.nextPositions().contains(target.code())
                : target.level() > today.level();
    }

    private PayFacts payFacts(DelegateExecution offer) {
        var worker = applicant(offer);
        var floor = floor();
        var grade = grade(offer);
        var range = payRange(offer, grade, floor.rate());
        var hoursAYear = worker.weeklyHours().multiply(number(grade, "weeksPerYear"));
        return new PayFacts(
                money(range.current()),
                money(range.lowest()),
                money(range.highest()),
                money(floor.rate()),
                floor.source(),
                worker.weeklyHours().stripTrailingZeros().toPlainString(),
                money(hoursAYear),
                compare(
                        career.ratesIn(CaseVariables.TARGET_POSITION.get(offer)),
                        number(grade, "smallestGroupShown").intValue()));
    }

    /** Range and count, and nothing at all where so few are paid that one could be recognised. */
    private static String compare(List<BigDecimal> rates, int smallestGroupShown) {
        if (rates.size() < smallestGroupShown) {
            return "Fewer than " + smallestGroupShown + " colleagues work in this position, so their pay is not shown.";
        }
        return rates.size() + " colleagues in this position earn $"
                + money(rates.stream().min(BigDecimal::compareTo).orElseThrow()) + " to $"
                + money(rates.stream().max(BigDecimal::compareTo).orElseThrow()) + " an hour.";
    }

    private Range payRange(VariableScope offer, Map<String, Object> grade, BigDecimal floor) {
        var target = ladder.position(CaseVariables.TARGET_POSITION.get(offer));
        return Range.of(
                Optional.ofNullable(applicant(offer).hourlyRate()).orElse(BigDecimal.ZERO),
                target.lowestRate(),
                target.highestRate(),
                number(grade, "leastRaise"),
                number(grade, "aboveGradeStep"),
                floor);
    }

    private Map<String, Object> grade(VariableScope offer) {
        var target = ladder.position(CaseVariables.TARGET_POSITION.get(offer));
        return tables.row("pay-grade", Map.of("payGrade", target.payGrade()));
    }

    private record Floor(BigDecimal rate, String source) {}

    private Floor floor() {
        var row = tables.row(
                "living-wage",
                Map.of(
                        "state", agency.state(),
                        "county", agency.county(),
                        "date", LocalDate.now(clock)));
        return new Floor(number(row, "hourlyFloor"), (String) row.get("source"));
    }

    private Worker applicant(VariableScope offer) {
        return career.worker(CaseVariables.APPLICANT.get(offer)).orElseThrow();
    }

    private static BigDecimal number(Map<String, Object> row, String column) {
        return new BigDecimal(row.get(column).toString());
    }

    private static String money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
