package org.peerladder.demo;

import static org.peerladder.demo.Story.When.inDays;
import static org.peerladder.demo.Story.When.workingDaysAgo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Requests in every state a request can be in. Ana and Ben have none: they are free to try. */
@Component
@Profile("demo")
class SampleCases {

    private final SamplePlay play;
    private final SampleRoster roster;

    SampleCases(SamplePlay play, SampleRoster roster) {
        this.play = play;
        this.roster = roster;
    }

    void open() {
        var stories = new ArrayList<>(SampleLearning.stories());
        stories.addAll(SampleMentoring.stories());
        stories.addAll(SampleAppointments.stories());
        stories.addAll(promotions());
        play.play(stories);
    }

    private List<Story> promotions() {
        return List.of(
                offerDeclined(),
                notPromoted(),
                promoted(),
                growthPlanAgreed(),
                onHold(),
                withdrawn(),
                waitsForItsDay(),
                offerToConsider(),
                disputed(),
                appealToConsider(),
                needsDirector(),
                stopped(),
                growthPlanToConfirm(),
                feedbackToGive(),
                oneMoreReviewer(),
                handedOn(),
                offerToPrepare(),
                competencyToDecide(),
                competencyToAdvise(),
                oneViewGiven(),
                growthPlanToAgree(),
                waitsForDirector(),
                routeToChoose(),
                panelToSeat(),
                requestToConfirm(),
                waitsForSupervisor(),
                conflictsToName());
    }

    private Story offerDeclined() {
        return new Story("jon")
                .daysAgo(58)
                .asks("peer-3", "I want to teach what I have learned.")
                .daysAgo(57)
                .endorses("otis", "He is ready for it.")
                .daysAgo(56)
                .names()
                .daysAgo(55)
                .seats("rafael", "samir", "yara")
                .daysAgo(53)
                .view("rafael", "promote")
                .view("samir", "promote")
                .daysAgo(51)
                .view("yara", "promote")
                .daysAgo(49)
                .offers("29.60", "funded", workingDaysAgo(30))
                .daysAgo(46)
                .decides("decline");
    }

    private Story notPromoted() {
        return new Story("pablo")
                .daysAgo(55)
                .asks("peer-2", "I want to mentor somebody one day.")
                .daysAgo(54)
                .saysNotYet("otis", "He does good work; I would like to see him lead a group from start to end first.")
                .daysAgo(53)
                .names()
                .daysAgo(52)
                .seats("fay", "ines", "tomas")
                .daysAgo(50)
                .view("fay", "develop")
                .view("ines", "promote")
                .daysAgo(48)
                .view("tomas", "develop")
                .daysAgo(46)
                .answers(
                        "fay",
                        "userTask_giveFeedback",
                        Map.of(
                                "feedback",
                                "We saw how people trust you. Lead one group from start to end and tell us about it: mentoring"
                                        + " begins there. Ask again on any day."))
                .daysAgo(44)
                .answers("pablo", "userTask_considerAppeal", Map.of("appeal", false));
    }

    private Story promoted() {
        return new Story("maya")
                .daysAgo(40)
                .asks("peer-2", "I want to welcome families on their first day and train others to do it.")
                .daysAgo(39)
                .endorses("otis", "Families ask for her by name, and she is the one new colleagues turn to.")
                .daysAgo(38)
                .names()
                .daysAgo(37)
                .seats("fay", "ines", "tomas")
                .daysAgo(36)
                .view("fay", "promote")
                .daysAgo(35)
                .view("ines", "promote")
                .view("tomas", "promote")
                .daysAgo(32)
                .offers("26.20", "funded", workingDaysAgo(15))
                .daysAgo(28)
                .decides("accept");
    }

    private Story growthPlanAgreed() {
        return new Story("noor")
                .daysAgo(34)
                .asks("peer-2", "I want to lead the Saturday group.")
                .daysAgo(33)
                .chooses("plan")
                .daysAgo(29)
                .plans("otis", "Take the mentor training", "Lead the Saturday group beside Rafael")
                .daysAgo(28)
                .answers("noor", "userTask_confirmGrowthPlan", Map.of("confirmed", true));
    }

    /** Accepted, but the certification ran out before the day came. */
    private Story onHold() {
        return new Story("nico")
                .daysAgo(30)
                .asks("peer-2", "I want to stand by young people who leave care.")
                .daysAgo(29)
                .endorses("nadia", "Calm, clear and always there.")
                .daysAgo(28)
                .names()
                .daysAgo(27)
                .seats("yara", "tomas", "dee")
                .daysAgo(25)
                .view("yara", "promote")
                .view("tomas", "promote")
                .daysAgo(24)
                .view("dee", "promote")
                .daysAgo(22)
                .offers("25.60", "funded", workingDaysAgo(3))
                .daysAgo(18)
                .decides("accept");
    }

    private Story withdrawn() {
        return new Story("hana")
                .daysAgo(27)
                .asks("peer-2", "I want to plan activities of my own.")
                .daysAgo(25)
                .withdraws();
    }

    private Story waitsForItsDay() {
        return new Story("vera")
                .daysAgo(26)
                .asks("peer-trainer", "I want to write the course I wish I had had.")
                .daysAgo(25)
                .endorses("theo", "Her groups are full, and people come back.")
                .daysAgo(24)
                .names()
                .daysAgo(23)
                .seats("fay", "eli", "kofi")
                .daysAgo(21)
                .view("fay", "promote")
                .view("eli", "promote")
                .daysAgo(19)
                .view("kofi", "promote")
                .daysAgo(17)
                .offers("34.20", "funded", inDays(12))
                .daysAgo(13)
                .decides("accept");
    }

    private Story offerToConsider() {
        return new Story("zoe")
                .daysAgo(25)
                .asks("lead-peer", "I want to lead the team that I have coached.")
                .daysAgo(24)
                .showsCompetency("For two years I have planned the shifts of this team whenever its lead was away.")
                .daysAgo(22)
                .answers(
                        "dee",
                        "userTask_adviseCompetency",
                        Map.of("advice", "I worked in these shifts. What she describes is what a lead does."))
                .daysAgo(20)
                .answers("lena", "userTask_decideCompetencyRoute", Map.of("competencyAccepted", true))
                .daysAgo(18)
                .endorses("rosa", "The team already asks her first.")
                .daysAgo(17)
                .names()
                .daysAgo(15)
                .seats("fay", "eli", "gus")
                .daysAgo(13)
                .view("fay", "promote")
                .view("eli", "develop")
                .daysAgo(11)
                .view("gus", "promote")
                .daysAgo(7)
                .offers("35.10", "funded", inDays(20));
    }

    /** Nobody has looked at it for so long that we say: we are late, not you. */
    private Story disputed() {
        return new Story("abel")
                .daysAgo(23)
                .asks("peer-3", "I want to guide others through their first year.")
                .daysAgo(22)
                .disputes("My certification was renewed in spring; the record still shows the old one.");
    }

    private Story appealToConsider() {
        return new Story("ravi")
                .daysAgo(20)
                .asks("peer-2", "I want to work in the hospital team.")
                .daysAgo(19)
                .endorses("priya", "He finds words where others find none.")
                .daysAgo(18)
                .names()
                .daysAgo(16)
                .seats("dee", "ines", "tomas")
                .daysAgo(13)
                .view("dee", "develop")
                .view("ines", "promote")
                .daysAgo(11)
                .view("tomas", "develop")
                .daysAgo(6)
                .answers(
                        "priya",
                        "userTask_giveFeedback",
                        Map.of(
                                "feedback",
                                "The panel saw your warmth. For the hospital team it wants to see how you keep your own limits;"
                                        + " let us plan three visits together."));
    }

    private Story needsDirector() {
        return new Story("tomas")
                .daysAgo(19)
                .asks("lead-peer", "I want to lead the evening team.")
                .daysAgo(18)
                .endorses("nadia", "He led it for three months and everybody stayed.")
                .daysAgo(17)
                .names()
                .daysAgo(16)
                .seats("fay", "eli", "dee")
                .daysAgo(14)
                .view("fay", "promote")
                .view("eli", "promote")
                .daysAgo(12)
                .view("dee", "promote")
                .daysAgo(9)
                .offers("34.00", "needs-director", inDays(30));
    }

    /** Payroll sent a title that no table knows; the request stops there until an administrator has seen to it. */
    private Story stopped() {
        return new Story("iris")
                .daysAgo(17)
                .asks("peer-2", "I want to show people the way through the offices.")
                .daysAgo(16)
                .endorses("priya", "Nobody knows the offices as she does.")
                .daysAgo(15)
                .names()
                .daysAgo(13)
                .seats("dee", "yara", "rafael")
                .daysAgo(11)
                .view("dee", "promote")
                .view("yara", "promote")
                .daysAgo(9)
                .then((play, story) -> play.as("lena", () -> {
                    roster.takeInUnknownTitle(play.today());
                    return null;
                }))
                .daysAgo(8)
                .view("rafael", "promote");
    }

    private Story growthPlanToConfirm() {
        return new Story("ines")
                .daysAgo(16)
                .asks("lead-peer", "I want to lead a team of my own.")
                .daysAgo(15)
                .chooses("plan")
                .daysAgo(4)
                .plans("priya", "Lead the morning team for six weeks", "Mentor two new colleagues");
    }

    private Story feedbackToGive() {
        return new Story("kofi")
                .daysAgo(15)
                .asks("lead-peer", "I want to be the first person to ask.")
                .daysAgo(14)
                .endorses("priya", "He has led the team before, and well.")
                .daysAgo(13)
                .names()
                .daysAgo(10)
                .seats("fay", "eli", "dee")
                .daysAgo(8)
                .view("fay", "develop")
                .daysAgo(7)
                .view("eli", "promote")
                .daysAgo(4)
                .view("dee", "develop");
    }

    /** One view for, one against, one reviewer who stepped aside. */
    private Story oneMoreReviewer() {
        return new Story("rafael")
                .daysAgo(14)
                .asks("lead-peer", "I want to lead the family team.")
                .daysAgo(13)
                .endorses("otis", "He keeps us together.")
                .daysAgo(12)
                .names()
                .daysAgo(9)
                .seats("fay", "eli", "gus")
                .daysAgo(7)
                .view("fay", "promote")
                .daysAgo(6)
                .view("eli", "develop")
                .daysAgo(2)
                .view("gus", "recuse");
    }

    /** The supervisor did not get to it in time, so the directors are asked too. */
    private Story handedOn() {
        return new Story("uma").daysAgo(13).asks("training-director", "I want all of us to learn from each other.");
    }

    private Story offerToPrepare() {
        return new Story("leah")
                .daysAgo(12)
                .asks("peer-2", "I want to work with schools as well as with young people.")
                .daysAgo(11)
                .endorses("nadia", "She has built our contact with two schools from nothing.")
                .daysAgo(10)
                .names()
                .daysAgo(9)
                .seats("dee", "yara", "rafael")
                .daysAgo(7)
                .view("dee", "promote")
                .daysAgo(6)
                .view("yara", "promote")
                .daysAgo(3)
                .view("rafael", "develop");
    }

    private Story competencyToDecide() {
        return new Story("yara")
                .daysAgo(11)
                .asks("peer-trainer", "I want to train those who start where I started.")
                .daysAgo(10)
                .showsCompetency("I have led the welcome week four times, with a plan of my own.")
                .daysAgo(5)
                .answers(
                        "kofi",
                        "userTask_adviseCompetency",
                        Map.of("advice", "I was there twice. It was training in all but the name."));
    }

    private Story competencyToAdvise() {
        return new Story("samir")
                .daysAgo(10)
                .asks("peer-trainer", "I want to pass on what fathers have taught me.")
                .daysAgo(6)
                .showsCompetency("I have given the evening course for fathers three times.");
    }

    private Story oneViewGiven() {
        return new Story("jon")
                .daysAgo(9)
                .asks("peer-3", "I want to teach new colleagues how to stand beside a family in a hearing.")
                .daysAgo(8)
                .endorses("otis", "He already does a part of this work, and does it well.")
                .daysAgo(7)
                .names()
                .daysAgo(5)
                .seats("eli", "fay", "kofi")
                .daysAgo(4)
                .view("kofi", "promote");
    }

    private Story growthPlanToAgree() {
        return new Story("gus")
                .daysAgo(8)
                .asks("peer-3", "I want to guide others, part time as I am.")
                .daysAgo(5)
                .chooses("plan");
    }

    /** Tess has no supervisor of record. */
    private Story waitsForDirector() {
        return new Story("tess").daysAgo(5).asks("peer-3", "I want to bring up the next generation of youth peers.");
    }

    private Story routeToChoose() {
        return new Story("mina").daysAgo(4).asks("peer-2", "I want to stay, and to grow here.");
    }

    /** Asks again after a "not this time". */
    private Story panelToSeat() {
        return new Story("pablo")
                .daysAgo(4)
                .asks("peer-2", "I want to support fathers, and to mentor somebody one day.")
                .daysAgo(3)
                .endorses("otis", "He has led the group from start to end. Ready.")
                .daysAgo(2)
                .names("samir");
    }

    private Story requestToConfirm() {
        return new Story("luis")
                .daysAgo(3)
                .isAskedFor("priya", "peer-2", "I would like to see Luis welcome the new people on Mondays.");
    }

    private Story waitsForSupervisor() {
        return new Story("hana").daysAgo(2).asks("peer-2", "I want to plan activities of my own and see them through.");
    }

    private Story conflictsToName() {
        return new Story("will")
                .daysAgo(2)
                .asks("facilitator", "I want to lead the group that I have helped to build.")
                .daysAgo(0)
                .endorses("theo", "He carries half of it already.");
    }
}
