package org.peerladder.demo;

import static org.peerladder.demo.Story.When.inDays;
import static org.peerladder.demo.Story.When.workingDaysAgo;

import java.util.List;
import java.util.Map;

/** Requests for learning money, one in every state; another came of Noor's growth plan. Ana and Ben have none. */
final class SampleLearning {

    private static final String COLLEGE = "Greenfield Community College";
    private static final String ACADEMY = "Peer Work Academy";
    private static final String PAY_ADVANCE = "userTask_payAdvance";
    private static final String PAY_CLAIM = "userTask_payClaim";

    private SampleLearning() {}

    static List<Story> stories() {
        return List.of(
                reimbursed(),
                notCompleted(),
                claimToCheck(),
                claimToPay(),
                claimToHandIn(),
                studying(),
                appealToHear(),
                advanceToPay(),
                appealToConsider(),
                moneyToApprove(),
                timeToApprove());
    }

    private static Story reimbursed() {
        return new Story("maya")
                .daysAgo(44)
                .asksToLearn(
                        "certificate",
                        "Helping families in court",
                        COLLEGE,
                        workingDaysAgo(40),
                        workingDaysAgo(27),
                        Map.of("requestedAmount", "420.00", "releaseHours", 12, "payment", "reimburse"))
                .daysAgo(43)
                .givesTime("otis", "Rafael takes her Thursday group for these weeks.")
                .daysAgo(42)
                .givesMoney("lena", "420.00")
                .daysAgo(25)
                .claims("A-", "420.00")
                .daysAgo(23)
                .answers("hugo", "userTask_checkClaim", Map.of("claimDecision", "approve"))
                .daysAgo(21)
                .pays("omar", PAY_CLAIM, "T-20417");
    }

    /** Paid in advance, and not owed when it did not work out. */
    private static Story notCompleted() {
        return new Story("noor")
                .daysAgo(33)
                .asksToLearn(
                        "continuing-education",
                        "Writing notes that help",
                        ACADEMY,
                        workingDaysAgo(27),
                        workingDaysAgo(12),
                        Map.of("requestedAmount", "180.00", "payment", "advance"))
                .daysAgo(31)
                .givesMoney("hugo", "180.00")
                .daysAgo(29)
                .pays("omar", PAY_ADVANCE, "T-20388")
                .daysAgo(10)
                .answers("noor", "userTask_submitClaim", Map.of("completed", false));
    }

    /** HR did not get to it in time, so the directors are asked too. */
    private static Story claimToCheck() {
        return new Story("jon")
                .daysAgo(30)
                .asksToLearn(
                        "certificate",
                        "Helping families in court",
                        COLLEGE,
                        workingDaysAgo(26),
                        workingDaysAgo(13),
                        Map.of("requestedAmount", "420.00", "payment", "reimburse"))
                .daysAgo(28)
                .givesMoney("lena", "420.00")
                .daysAgo(8)
                .claims("pass", "420.00");
    }

    private static Story claimToPay() {
        return new Story("samir")
                .daysAgo(24)
                .asksToLearn(
                        "credential-renewal",
                        "Renewal class, with exam",
                        ACADEMY,
                        workingDaysAgo(18),
                        workingDaysAgo(8),
                        Map.of("requestedAmount", "310.00", "travelAmount", "40.00", "payment", "reimburse"))
                .daysAgo(22)
                .givesMoney("lena", "350.00")
                .daysAgo(6)
                .claims("pass", "330.00")
                .daysAgo(2)
                .answers("hugo", "userTask_checkClaim", Map.of("claimDecision", "approve"));
    }

    private static Story claimToHandIn() {
        return new Story("eli")
                .daysAgo(22)
                .asksToLearn(
                        "continuing-education",
                        "Leading a team day by day",
                        COLLEGE,
                        workingDaysAgo(15),
                        workingDaysAgo(3),
                        Map.of("requestedAmount", "260.00", "releaseHours", 8, "payment", "reimburse"))
                .daysAgo(21)
                .givesTime("priya", "Kofi and Ines share his mornings.")
                .daysAgo(20)
                .givesMoney("lena", "260.00");
    }

    /** The school sent its bill to the agency. */
    private static Story studying() {
        return new Story("kofi")
                .daysAgo(20)
                .asksToLearn(
                        "degree",
                        "Associate degree in human services, first term",
                        COLLEGE,
                        workingDaysAgo(12),
                        inDays(45),
                        Map.of("requestedAmount", "1860.00", "releaseHours", 20, "payment", "direct-bill"))
                .daysAgo(19)
                .givesTime("priya", "Two hours on Fridays; the office is quiet then.")
                .daysAgo(17)
                .givesMoney("lena", "1860.00")
                .daysAgo(14)
                .pays("omar", PAY_ADVANCE, "T-20431");
    }

    private static Story appealToHear() {
        return new Story("tess")
                .daysAgo(13)
                .asksToLearn(
                        "conference",
                        "State meeting of youth peers",
                        "Youth Peers United",
                        inDays(30),
                        inDays(32),
                        Map.of("requestedAmount", "540.00", "travelAmount", "310.00", "payment", "advance"))
                .daysAgo(10)
                .answers("lena", "userTask_approveTuition", Map.of("approvedAmount", "0.00", "reasonCode", "money"))
                .daysAgo(7)
                .answers(
                        "tess",
                        "userTask_considerAppeal",
                        Map.of("appeal", true, "appealGrounds", "I am asked to speak there about our youth groups."));
    }

    /** Waits longer than it should, so the directors follow up. */
    private static Story advanceToPay() {
        return new Story("mina")
                .daysAgo(10)
                .asksToLearn(
                        "certificate",
                        "Youth mental health first aid",
                        ACADEMY,
                        inDays(10),
                        inDays(24),
                        Map.of("requestedAmount", "240.00", "payment", "advance"))
                .daysAgo(8)
                .givesMoney("lena", "240.00");
    }

    /** A degree is paid after six months; Luis has been here for five. */
    private static Story appealToConsider() {
        return new Story("luis")
                .daysAgo(4)
                .asksToLearn(
                        "degree",
                        "Associate degree in human services, first term",
                        COLLEGE,
                        inDays(25),
                        inDays(140),
                        Map.of("requestedAmount", "1860.00", "payment", "direct-bill"));
    }

    private static Story moneyToApprove() {
        return new Story("leah")
                .daysAgo(4)
                .asksToLearn(
                        "certificate",
                        "Working with schools",
                        COLLEGE,
                        inDays(20),
                        inDays(62),
                        Map.of("requestedAmount", "690.00", "releaseHours", 16, "payment", "reimburse"))
                .daysAgo(2)
                .givesTime("nadia", "Hana covers the Wednesday visits.");
    }

    private static Story timeToApprove() {
        return new Story("dee")
                .daysAgo(1)
                .asksToLearn(
                        "certificate",
                        "Leading groups, advanced",
                        ACADEMY,
                        inDays(14),
                        inDays(49),
                        Map.of("requestedAmount", "520.00", "releaseHours", 10, "payment", "reimburse"));
    }
}
