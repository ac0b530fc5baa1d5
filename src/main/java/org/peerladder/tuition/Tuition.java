package org.peerladder.tuition;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.peerladder.Refusal;
import org.peerladder.Refusal.Fault;
import org.peerladder.tuition.TuitionPolicy.Terms;

/** A request for learning, and the rules about it that are not policy. Money is in US dollars. */
record Tuition(
        String courseTitle,
        String provider,
        LocalDate startsOn,
        LocalDate endsOn,
        BigDecimal requestedAmount,
        BigDecimal travelAmount,
        BigDecimal releaseHours) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /**
     * @param hoursLeft release hours that the worker has left
     * @throws Refusal naming every field that cannot stand
     */
    void check(LocalDate today, Terms terms, Balance hoursLeft) {
        var faults = new ArrayList<Fault>();
        if (endsOn.isBefore(startsOn)) {
            faults.add(new Fault("endsOn", "the course would end before it begins; give " + startsOn + " or later."));
        }
        var firstDay = today.minusDays(terms.askUntilDays());
        if (startsOn.isBefore(firstDay)) {
            faults.add(new Fault(
                    "startsOn",
                    "one can ask up to %d days after a course began, so for one that began on %s or later."
                            .formatted(terms.askUntilDays(), firstDay)));
        }
        var lastDay = today.plusMonths(terms.endWithinMonths());
        if (endsOn.isAfter(lastDay)) {
            faults.add(new Fault(
                    "endsOn",
                    "give a day up to %s; ask for a longer course term by term, or year by year.".formatted(lastDay)));
        }
        if (total().signum() == 0 && releaseHours.signum() == 0) {
            faults.add(new Fault("requestedAmount", "say what it costs, or how many paid hours you need."));
        }
        if (releaseHours.compareTo(hoursLeft.left()) > 0) {
            faults.add(new Fault(
                    "releaseHours",
                    "%s are more than what is left: %s of %s until %s."
                            .formatted(
                                    plain(releaseHours),
                                    plain(hoursLeft.left()),
                                    plain(hoursLeft.cap()),
                                    DAY.format(hoursLeft.until()))));
        }
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
    }

    /** Costs and travel together. */
    BigDecimal total() {
        return requestedAmount.add(travelAmount);
    }

    /** One course is asked for once, however it is spelled in capitals and spaces. */
    String course() {
        return (courseTitle + "|" + provider)
                .strip()
                .replaceAll("\\s+", " ")
                .replace(" |", "|")
                .replace("| ", "|")
                .toLowerCase(Locale.ROOT);
    }

    /** From this day on the payment is expected: when the course is over, and never in the past. */
    static LocalDate expectedOn(LocalDate endsOn, LocalDate today) {
        return endsOn.isAfter(today) ? endsOn : today;
    }

    /** @throws Refusal if it is more than what was asked for */
    void checkApproved(BigDecimal amount) {
        if (amount.compareTo(total()) > 0) {
            throw new Refusal(
                    "approvedAmount",
                    "%s is more than what was asked for: %s. Give that or less."
                            .formatted(money(amount), money(total())));
        }
    }

    /** What of an amount is travel when nothing more is known: the course is paid first. */
    BigDecimal travelIn(BigDecimal amount) {
        return amount.subtract(requestedAmount).max(BigDecimal.ZERO);
    }

    /** @throws Refusal if more is claimed than was approved, or more travel than is claimed */
    static void checkClaim(BigDecimal claimed, BigDecimal travel, BigDecimal approved) {
        if (claimed.signum() == 0) {
            throw new Refusal("claimedAmount", "Say what it cost; above 0.00 and up to " + money(approved) + ".");
        }
        if (claimed.compareTo(approved) > 0) {
            throw new Refusal(
                    "claimedAmount",
                    "%s is more than what was approved: %s. Give that or less."
                            .formatted(money(claimed), money(approved)));
        }
        if (travel.compareTo(claimed) > 0) {
            throw new Refusal(
                    "claimedTravel", "Travel is a part of what you claim; give " + money(claimed) + " or less.");
        }
    }

    static BigDecimal payable(BigDecimal claimed, BigDecimal share) {
        return claimed.multiply(share).setScale(2, RoundingMode.HALF_UP);
    }

    /** @throws Refusal if the day lies before the request, or too far ahead to be more than a slip */
    static void checkPaidOn(LocalDate paidOn, LocalDate askedOn, LocalDate today, int payUntilDays) {
        var last = today.plusDays(payUntilDays);
        if (paidOn.isBefore(askedOn) || paidOn.isAfter(last)) {
            throw new Refusal("paidOn", "%s cannot be; give a day from %s to %s.".formatted(paidOn, askedOn, last));
        }
    }

    /** {@code 3,110.00 of 5,250.00 left until 31 December 2026} */
    static String inWords(Balance balance) {
        var unit = balance.unit() == Unit.HOURS ? " paid hours" : "";
        return "%s of %s%s left until %s"
                .formatted(
                        words(balance.left(), balance.unit()),
                        words(balance.cap(), balance.unit()),
                        unit,
                        DAY.format(balance.until()));
    }

    static String inWords(LocalDate day) {
        return DAY.format(day);
    }

    static String paidInWords(BigDecimal taxFree, BigDecimal taxable) {
        var paid = "$" + money(taxFree.add(taxable)) + " is paid";
        return taxable.signum() == 0
                ? paid + ", free of tax."
                : paid + "; $" + money(taxable) + " of it counts as wages for tax.";
    }

    private static String words(BigDecimal amount, Unit unit) {
        return unit == Unit.HOURS ? plain(amount) : money(amount);
    }

    static String money(BigDecimal amount) {
        return String.format(Locale.ENGLISH, "%,.2f", amount);
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    /** {@code grades} is what the table knows. */
    static void checkGrade(Optional<String> grade, List<String> grades) {
        if (grade.filter(grades::contains).isEmpty()) {
            throw new Refusal(
                    "grade",
                    "\"%s\" is not a grade we know. Give one of: %s."
                            .formatted(grade.orElse(""), String.join(", ", grades)));
        }
    }
}
