package org.peerladder.demo;

import static org.peerladder.demo.Story.When.inDays;
import static org.peerladder.demo.Story.When.workingDaysAgo;

import java.util.List;
import java.util.Map;

/**
 * Posts for peer supervisors, one in every state. Eli, Fay, Kofi, Rafael and others qualify; Rafael tried it and went back, Uma
 * began yesterday.
 */
final class SampleAppointments {

    private static final String LAW = "California Health and Safety Code 1596.871 (licensed child care)";

    private SampleAppointments() {}

    static List<Story> stories() {
        return List.of(
                wentBack(),
                firstDays(),
                notFilled(),
                withdrawn(),
                offerToConsider(),
                superviseesToAssign(),
                clinicianToPair(),
                checkToAgreeTo(),
                appealToConsider(),
                toSelect(),
                inThePanel(),
                panelToSeat(),
                callOpen(),
                readinessToConfirm());
    }

    /** Appointed, asked after thirty days, and back in the former post: the way back leaves no mark. */
    private static Story wentBack() {
        return selected("Central Services", "rafael", 120, "not-billed")
                .daysAgo(99)
                .assigns("noor")
                .daysAgo(98)
                .answers("noor", "userTask_considerSupervisor", Map.of())
                .daysAgo(97)
                .offers("41.20", "funded", workingDaysAgo(90))
                .daysAgo(95)
                .acceptsPost("rafael")
                .daysAgo(66)
                .saysHowItGoes("rafael", "1")
                .daysAgo(60)
                .stepsAside("rafael");
    }

    /** Since yesterday; her request to move up in training goes its own way. */
    private static Story firstDays() {
        return selected("Open Door Center", "uma", 36, "not-billed")
                .daysAgo(14)
                .assigns("will")
                .daysAgo(12)
                .answers("will", "userTask_considerSupervisor", Map.of())
                .offers("41.50", "funded", workingDaysAgo(1))
                .daysAgo(10)
                .acceptsPost("uma");
    }

    /** Nobody applied, also not after the extension; the directors look outside too. */
    private static Story notFilled() {
        return ready(new Story("lena"), "Family Circle", 40, 34, "", "not-billed")
                .daysAgo(22)
                .answers("dana", "userTask_decideOnCall", Map.of("callDecision", "open-outside"));
    }

    private static Story withdrawn() {
        return ready(new Story("dana"), "Youth Bridge", 15, 8, "", "not-billed")
                .daysAgo(12)
                .applies("fay", "See more young people stay in the work.")
                .daysAgo(10)
                .withdraws();
    }

    private static Story offerToConsider() {
        return selected("Youth Bridge", "fay", 33, "not-billed")
                .daysAgo(10)
                .assigns("mina", "nico")
                .daysAgo(4)
                .offers("41.00", "funded", inDays(30));
    }

    private static Story superviseesToAssign() {
        return selected("Family Circle", "rafael", 31, "grant");
    }

    /** The table does not know who may supervise what Medicaid pays here, so compliance is asked. */
    private static Story clinicianToPair() {
        return selected("Crisis House", "eli", 30, "medicaid", "not-billed");
    }

    /** A law asks for a check at this site; Rafael reads which one, and agrees or not. */
    private static Story checkToAgreeTo() {
        return selected(new Story("lena"), "Family Child Care", "rafael", 28, LAW, "grant");
    }

    private static Story appealToConsider() {
        return reviewed(new Story("dana"), "Warm Line", "eli", 26, "", "not-billed")
                .daysAgo(8)
                .selects("dana", "eli")
                .daysAgo(6)
                .feedback("otis", "You hold a group well. Lead one more team, and ask for the supervisor training.");
    }

    private static Story toSelect() {
        return reviewed(new Story("dana"), "Day Center", "eli", 22, "", "grant");
    }

    private static Story inThePanel() {
        return applied(new Story("lena"), "Night Line", "eli", 18, "", "not-billed")
                .daysAgo(5)
                .seats("ines", "tomas", "samir")
                .daysAgo(4)
                .view("ines", "promote")
                .daysAgo(3)
                .view("ines", "promote");
    }

    private static Story panelToSeat() {
        return applied(new Story("dana"), "Mobile Team", "fay", 16, "", "county");
    }

    private static Story callOpen() {
        return new Story("dana")
                .daysAgo(5)
                .opensPost("Respite House", inDays(9), "", "not-billed")
                .daysAgo(4)
                .readies("dana")
                .daysAgo(2)
                .applies("fay", "Build a house where people are heard.");
    }

    private static Story readinessToConfirm() {
        return new Story("lena").daysAgo(2).opensPost("Harbor Walk-In", inDays(21), "", "medicaid", "county");
    }

    private static Story ready(Story story, String program, int opened, int closes, String law, String... payers) {
        return story.daysAgo(opened)
                .opensPost(program, workingDaysAgo(closes), law, payers)
                .daysAgo(opened - 1)
                .readies("dana");
    }

    /** Two have applied, and the call is closed. */
    private static Story applied(Story story, String program, String first, int opened, String law, String... payers) {
        return ready(story, program, opened, opened - 7, law, payers)
                .daysAgo(opened - 3)
                .applies(first, "Keep good people in the work.")
                .daysAgo(opened - 4)
                .applies(
                        first.equals("rafael") ? "eli" : "rafael",
                        "Make supervision something people look forward to.");
    }

    private static Story reviewed(Story story, String program, String first, int opened, String law, String... payers) {
        return applied(story, program, first, opened, law, payers)
                .daysAgo(opened - 9)
                .seats("ines", "tomas", "samir")
                .daysAgo(opened - 11)
                .view("ines", "promote")
                .view("ines", "promote")
                .view("tomas", "promote")
                .view("tomas", "promote")
                .daysAgo(opened - 12)
                .view("samir", "promote")
                .view("samir", "promote");
    }

    private static Story selected(String program, String person, int opened, String... payers) {
        return selected(new Story("dana"), program, person, opened, "", payers);
    }

    /** The other one has feedback and does not appeal. */
    private static Story selected(
            Story story, String program, String person, int opened, String law, String... payers) {
        return reviewed(story, program, person, opened, law, payers)
                .daysAgo(opened - 14)
                .selects("dana", person)
                .daysAgo(opened - 16)
                .feedback(
                        person.equals("rafael") ? "priya" : "otis",
                        "You are clear and warm with people. Lead one more team, and the next post is yours to try for.")
                .daysAgo(opened - 17)
                .answers(
                        person.equals("rafael") ? "eli" : "rafael", "userTask_considerAppeal", Map.of("appeal", false));
    }
}
