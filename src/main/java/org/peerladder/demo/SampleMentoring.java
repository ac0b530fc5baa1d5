package org.peerladder.demo;

import static org.peerladder.demo.Story.When.inDays;
import static org.peerladder.demo.Story.When.workingDaysAgo;

import java.util.List;
import java.util.Map;

/** Requests for a mentor, one in every state. Ana and Ben have none. */
final class SampleMentoring {

    private SampleMentoring() {}

    static List<Story> stories() {
        return List.of(
                completed(),
                checkInOpen(),
                toDecideHowToGoOn(),
                meeting(),
                waiting(),
                agreeing(),
                choosing(),
                mentorToAccept());
    }

    private static Story completed() {
        return new Story("hana")
                .daysAgo(45)
                .asksForMentor("Lead our evening group by myself.", "video", "group-facilitation", "community-life")
                .daysAgo(44)
                .choosesMentor("rafael")
                .daysAgo(43)
                .answers("rafael", "userTask_acceptMentee", Map.of("accepted", true))
                .daysAgo(42)
                .agrees("rafael", "Plan and lead four evenings together.", 14, workingDaysAgo(27))
                .daysAgo(31)
                .checksIn("hana", 4.0, false)
                .checksIn("rafael", 3.5, false)
                .daysAgo(28)
                .answers("hana", "userTask_closeMentoring", Map.of("lookingBack", "I lead the Thursday group now."))
                .daysAgo(27)
                .answers("rafael", "userTask_closeMentoring", Map.of());
    }

    private static Story checkInOpen() {
        return new Story("pablo")
                .daysAgo(18)
                .asksForMentor("Keep good boundaries when families call at night.", "phone", "boundaries", "education")
                .daysAgo(17)
                .choosesMentor("tess")
                .daysAgo(16)
                .answers("tess", "userTask_acceptMentee", Map.of("accepted", true))
                .daysAgo(13)
                .agrees("tess", "Talk through one week after the other.", 14, inDays(120));
    }

    /** New here when she asked, so the rhythm was that of a preceptorship. */
    private static Story toDecideHowToGoOn() {
        return new Story("mina")
                .daysAgo(15)
                .asksForMentor("Find my way in the first months.", "any", "certification")
                .daysAgo(14)
                .choosesMentor("uma")
                .daysAgo(13)
                .answers("uma", "userTask_acceptMentee", Map.of("accepted", true))
                .daysAgo(12)
                .agrees("uma", "What is needed for the certificate, and when.", 7, inDays(60))
                .daysAgo(6)
                .checksIn("uma", 2.0, false)
                .checksIn("mina", 2.0, true);
    }

    /** Gail has one place; now it is taken. */
    private static Story meeting() {
        return new Story("will")
                .daysAgo(9)
                .asksForMentor("Help people come home from hospital.", "video", "peer-bridging", "hospital-diversion")
                .daysAgo(8)
                .choosesMentor("gail")
                .daysAgo(7)
                .answers("gail", "userTask_acceptMentee", Map.of("accepted", true))
                .daysAgo(6)
                .agrees("gail", "See how Harbor does it, and try it here.", 14, inDays(170));
    }

    /** Nearly everybody who mentors works under Rosa, and whom she could ask has no place. */
    private static Story waiting() {
        return new Story("rosa")
                .daysAgo(5)
                .asksForMentor(
                        "Think aloud with somebody outside my line.", "phone", List.of("crisis-support"), "tess");
    }

    private static Story agreeing() {
        return new Story("leah")
                .daysAgo(6)
                .asksForMentor("Get ready for my next position.", "in-person", "career-planning", "documentation")
                .daysAgo(5)
                .choosesMentor("zoe")
                .daysAgo(3)
                .answers("zoe", "userTask_acceptMentee", Map.of("accepted", true))
                .daysAgo(1)
                .proposes("leah", "Go through the requirements one by one.", 14, inDays(150));
    }

    private static Story choosing() {
        return new Story("ravi")
                .daysAgo(3)
                .asksForMentor("Lead a small team well.", "video", "leadership", "career-planning");
    }

    private static Story mentorToAccept() {
        return new Story("luis")
                .daysAgo(2)
                .asksForMentor("Help people keep their housing.", "in-person", "housing", "employment")
                .daysAgo(1)
                .choosesMentor("dee");
    }
}
