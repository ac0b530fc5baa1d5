package org.peerladder.mentoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.ProcessTest;
import org.peerladder.Recall;
import org.peerladder.Refusal;
import org.peerladder.TestAgency;
import org.peerladder.career.Career;
import org.peerladder.career.RosterFile;
import org.peerladder.career.Worker;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is offered as a mentor, in which order, and why. */
@ProcessTest
class MentorsTest {

    private static final String CHOOSE_ELSE = " cannot be the mentor here; choose somebody else.";

    @Autowired
    TestAgency agency;

    @Autowired
    Mentors mentors;

    @Autowired
    MentorProfiles profiles;

    @Autowired
    Pairings pairings;

    @Autowired
    MentoringPolicy policy;

    @Autowired
    Career career;

    @Autowired
    Recall recall;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Clock clock;

    private LocalDate today;

    @BeforeEach
    void open() {
        today = LocalDate.now(clock);
        agency.open();
        agency.roster(
                RosterFile.RECORDS,
                """
                dee,training,1,-300d,-299d,mentor-training
                jon,training,1,-300d,-299d,mentor-training
                kay,training,1,-300d,-299d,mentor-training
                marcus,training,1,-300d,-299d,mentor-training
                """);
        offers("dee");
        offers("jon");
    }

    @Test
    void everyReasonIsSaidWithItsPoints() {
        profiles.save(new MentorProfile(
                "dee", true, List.of("housing", "advocacy"), List.of("en", "es"), List.of("video", "phone"), null));
        var wish = new Wish("ana", today, List.of("advocacy", "housing"), "video", List.of("es"), Set.of());

        var candidates = mentors.candidates(wish, Set.of(), today);

        assertThat(candidates).extracting(Candidate::mentorId).containsExactly("dee", "jon");
        var dee = candidates.get(0);
        assertThat(dee.name()).isEqualTo("Dee Diaz");
        assertThat(dee.title()).isEqualTo("Peer Support Specialist II");
        assertThat(dee.program()).isEqualTo("North");
        assertThat(dee.placesLeft()).isEqualTo(3);
        assertThat(dee.reasons())
                .containsExactly(
                        new Reason("Focus: Advocacy", 20),
                        new Reason("Focus: Housing", 20),
                        new Reason("A language that both speak", 15),
                        new Reason("A way to meet that suits both", 10),
                        new Reason("The same kind of peer support", 10),
                        new Reason("Has held a position that is the next step", 10),
                        new Reason("Has no mentee now", 6));
        assertThat(dee.score()).isEqualTo(91);
        assertThat(candidates.get(1).reasons())
                .contains(new Reason("Works in another programme and sees things from outside", 5));
    }

    @Test
    void amongEqualsWhoHasFewestMenteesComesFirstThenTheName() {
        offers("kay");
        assertThat(mentors.candidates(wish("ana"), Set.of(), today))
                .extracting(Candidate::mentorId)
                .containsExactly("dee", "jon", "kay");

        pair("MEN-1", "ben", "jon");

        assertThat(mentors.candidates(wish("ana"), Set.of(), today))
                .extracting(Candidate::mentorId, Candidate::placesLeft)
                .containsExactly(tuple("dee", 3), tuple("kay", 3), tuple("jon", 2));
    }

    @Test
    void anyWayToMeetSuitsEverybody() {
        var any = new Wish("ana", today, List.of(), Wish.ANY, List.of(), Set.of());

        assertThat(mentors.candidates(any, Set.of(), today)).allSatisfy(candidate -> assertThat(candidate.reasons())
                .extracting(Reason::reason)
                .contains("A way to meet that suits both"));
    }

    @Test
    void whoDeclinedIsNotOfferedAgain() {
        assertThat(mentors.candidates(wish("ana"), Set.of("dee"), today))
                .extracting(Candidate::mentorId)
                .containsExactly("jon");
    }

    @Test
    void aBookedTrainingIsEnoughForTheExperienced() {
        offers("eli");
        agency.roster(RosterFile.RECORDS, "eli,mentoring-hours,40,-300d,-20d,mentor\n");
        assertThat(ids("ana")).doesNotContain("eli");

        agency.roster(
                RosterFile.RECORDS,
                "eli,training,1,%s,%s,mentor-training\n".formatted(today.plusDays(20), today.plusDays(21)));

        assertThat(ids("ana")).contains("eli");
    }

    @Test
    void aGuestMayMentorOne() {
        agency.roster(RosterFile.STAFF, "gail,Gail,Guest,,Partner,adult,Peer mentor,,,-900d,-900d,,peers;panel,true\n");
        offers("gail");

        assertThat(mentors.candidates(wish("ana"), Set.of(), today))
                .filteredOn(candidate -> candidate.mentorId().equals("gail"))
                .singleElement()
                .satisfies(candidate -> {
                    assertThat(candidate.placesLeft()).isEqualTo(1);
                    assertThat(candidate.title()).isEqualTo("Peer mentor");
                });
    }

    @Test
    void aMentorHasOneWhoIsNew() {
        agency.roster(
                RosterFile.STAFF,
                """
                nia,Nia,New,,North,adult,peer-1,22.00,40,-3d,-3d,marcus,peers,true
                ned,Ned,New,,North,adult,peer-1,22.00,40,-3d,-3d,marcus,peers,true
                """);
        assertThat(mentors.candidates(wish("nia"), Set.of(), today))
                .extracting(Candidate::placesLeft)
                .containsOnly(1);

        pair("MEN-1", "nia", "dee");

        assertThat(ids("ned")).containsExactly("jon");
        assertThat(ids("ana")).containsExactlyInAnyOrder("dee", "jon");
        assertThat(mentors.candidates(
                        new Wish("ned", today.plusDays(200), List.of(), Wish.ANY, List.of(), Set.of()),
                        Set.of(),
                        today))
                .as("who asked when no longer new")
                .extracting(Candidate::mentorId)
                .containsExactlyInAnyOrder("dee", "jon");
        refuses("dee", wish("ned"), "Dee Diaz has no place left; choose somebody else, or wait until there is one.");
    }

    @Test
    void placesAreWhatOneOffersAndNeverMoreThanTheTableGives() {
        assertThat(mentors.capacity("dee")).isEqualTo(new Capacity(3, 1));
        profiles.save(new MentorProfile("dee", true, List.of("housing"), List.of("en"), List.of("video"), 2));
        assertThat(mentors.capacity("dee")).isEqualTo(new Capacity(2, 1));

        agency.roster(
                RosterFile.STAFF,
                "dee,Dee,Diaz,dee@example.org,North,adult,peer-2,27.00,20,-900d,-600d,marcus,peers;panel,true\n");

        assertThat(mentors.capacity("dee")).isEqualTo(new Capacity(1, 1));
        assertThat(mentors.capacity("eli")).as("who offers nothing yet").isEqualTo(new Capacity(3, 1));
    }

    @Test
    void anOfferIsTold() {
        var told = new ArrayList<Object>();
        var telling = new MentorProfiles(jdbc, career, policy, recall, told::add);

        new TransactionTemplate(transactions)
                .executeWithoutResult(inside -> telling.save(
                        new MentorProfile("eli", true, List.of("housing"), List.of("en"), List.of("video"), null)));
        new TransactionTemplate(transactions)
                .executeWithoutResult(inside -> telling.save(
                        new MentorProfile("eli", false, List.of("housing"), List.of("en"), List.of("video"), null)));

        assertThat(told).containsExactly(new MentorOffered("eli"));
    }

    @Test
    void aChoiceThatIsNotPossibleIsRefusedWithTheReason() {
        offers("kay");
        offers("eli");
        agency.roster(RosterFile.STAFF, "kay,Kay,Klein,,South,adult,peer-3,31.00,40,-1500d,-600d,marcus,peers,false\n");
        var wish = wish("ana");

        mentors.check("dee", wish, today);
        refuses("ana", wish, "Nobody is their own mentor; choose somebody else.");
        refuses(null, wish, "Give the staff id of somebody from the list.");
        refuses("dee' or '1", wish, "Give the staff id of somebody from the list.");
        refuses("nobody", wish, "There is nobody here with this id; choose somebody from the list.");
        refuses("kay", wish, "There is nobody here with this id; choose somebody from the list.");
        refuses("fay", wish, "Fay Ford cannot be a mentor now: Has not offered to mentor. Choose somebody else.");
        refuses(
                "eli",
                wish,
                "Eli Evans cannot be a mentor now: The mentor training is still to be taken; with 40 hours of mentoring"
                        + " it is enough to have booked it. Choose somebody else.");
        withdraws("dee");
        refuses("dee", wish, "Dee Diaz cannot be a mentor now: Has not offered to mentor. Choose somebody else.");
    }

    @Test
    void nobodyLearnsWhySomebodyIsBarred() {
        offers("kay");
        offers("marcus");
        agency.roster(RosterFile.CONFLICTS, "kay,ana,relative\n");
        var wish = new Wish("ana", today, List.of("housing"), "video", List.of("en"), Set.of("jon"));

        assertThat(mentors.candidates(wish, Set.of(), today))
                .extracting(Candidate::mentorId)
                .containsExactly("dee");
        refuses("kay", wish, "Kay Klein" + CHOOSE_ELSE);
        refuses("jon", wish, "Jon Jones" + CHOOSE_ELSE);
        refuses("marcus", wish, "Marcus Moore" + CHOOSE_ELSE);
    }

    /** Whatever the agency looks like: who is offered may be chosen, nobody else, and never somebody who is barred. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void inGeneratedAgenciesNobodyIsOfferedWhoIsBarred(long seed) {
        withdraws("dee");
        withdraws("jon");
        var random = new Random(seed);
        var staff = IntStream.range(0, 40).mapToObj(i -> "g" + i).toList();
        var supervisor = new ArrayList<String>();
        var rows = new StringBuilder();
        for (int i = 0; i < staff.size(); i++) {
            supervisor.add(i == 0 || random.nextInt(8) == 0 ? null : staff.get(random.nextInt(i)));
            rows.append("%s,Gen,%s,,P%d,%s,%s,%s,%d,-%dd,-5d,%s,peers,%s%n"
                    .formatted(
                            staff.get(i),
                            staff.get(i),
                            random.nextInt(3),
                            List.of("adult", "youth", "family", "").get(random.nextInt(4)),
                            List.of("peer-1", "peer-2", "peer-3").get(random.nextInt(3)),
                            random.nextInt(10) == 0 ? "" : "25.00",
                            random.nextBoolean() ? 40 : 20,
                            random.nextInt(30, 400),
                            supervisor.get(i) == null ? "" : supervisor.get(i),
                            random.nextInt(12) > 0));
        }
        agency.roster(RosterFile.STAFF, rows.toString());
        var conflicts = new HashSet<Set<String>>();
        for (int i = 0; i < 30; i++) {
            var pair = two(random, staff);
            if (conflicts.add(Set.copyOf(pair))) {
                agency.roster(RosterFile.CONFLICTS, String.join(",", pair) + ",declared\n");
            }
        }
        staff.stream()
                .filter(id -> random.nextInt(3) > 0)
                .forEach(id -> agency.roster(RosterFile.RECORDS, id + ",training,1,-90d,-90d,mentor-training\n"));
        var active = career.workers(staff).stream().filter(Worker::active).toList();
        active.forEach(worker -> profiles.save(new MentorProfile(
                worker.id(),
                random.nextInt(5) > 0,
                some(random, policy.focusAreas().subList(0, 4)),
                some(random, policy.languages().subList(0, 2)),
                some(random, policy.meetings()),
                null)));
        for (int i = 0; i < 12; i++) {
            var pair = two(random, staff);
            var mentor = pair.get(0);
            if (career.worker(mentor).orElseThrow().active()) {
                tryToPair("MEN-" + i, pair.get(1), mentor);
            }
        }

        var offered = 0;
        for (var mentee : active.subList(0, 10)) {
            var notWith = Set.copyOf(two(random, staff));
            var without = Set.of(staff.get(random.nextInt(staff.size())));
            var wish = new Wish(
                    mentee.id(),
                    today,
                    some(random, policy.focusAreas().subList(0, 4)),
                    random.nextBoolean() ? Wish.ANY : "video",
                    some(random, policy.languages().subList(0, 2)),
                    notWith);

            var candidates = mentors.candidates(wish, without, today);

            offered += candidates.size();
            var chosen = candidates.stream().map(Candidate::mentorId).collect(Collectors.toSet());
            assertThat(chosen)
                    .hasSameSizeAs(candidates)
                    .doesNotContain(mentee.id())
                    .doesNotContainAnyElementsOf(notWith)
                    .doesNotContainAnyElementsOf(without)
                    .noneMatch(id -> conflicts.contains(Set.of(id, mentee.id())))
                    .noneMatch(id -> reportsTo(id, mentee.id(), staff, supervisor)
                            || reportsTo(mentee.id(), id, staff, supervisor));
            assertThat(candidates)
                    .isSortedAccordingTo(Comparator.comparing(Candidate::score).reversed());
            assertThat(candidates).allSatisfy(candidate -> {
                assertThat(candidate.score())
                        .isEqualTo(candidate.reasons().stream()
                                .mapToInt(Reason::points)
                                .sum());
                assertThat(candidate.placesLeft()).isPositive();
            });
            for (var id : staff) {
                if (chosen.contains(id)) {
                    assertThatCode(() -> mentors.check(id, wish, today)).doesNotThrowAnyException();
                } else if (!without.contains(id)) {
                    assertThatThrownBy(() -> mentors.check(id, wish, today))
                            .as(id)
                            .isInstanceOf(Refusal.class);
                }
            }
        }
        assertThat(offered).isPositive();
    }

    private static boolean reportsTo(String id, String other, List<String> staff, List<String> supervisor) {
        var next = supervisor.get(staff.indexOf(id));
        return next != null && (next.equals(other) || reportsTo(next, other, staff, supervisor));
    }

    private static List<String> two(Random random, List<String> staff) {
        int first = random.nextInt(staff.size());
        return List.of(staff.get(first), staff.get((first + 1 + random.nextInt(staff.size() - 1)) % staff.size()));
    }

    private static List<String> some(Random random, List<String> codes) {
        var chosen = codes.stream().filter(code -> random.nextBoolean()).toList();
        return chosen.isEmpty() ? codes.subList(0, 1) : chosen;
    }

    private void tryToPair(String caseNumber, String mentee, String mentor) {
        try {
            pair(caseNumber, mentee, mentor);
        } catch (Refusal full) {
            // As many as there is room for
        }
    }

    private void pair(String caseNumber, String mentee, String mentor) {
        var terms = policy.terms(career.worker(mentee).orElseThrow(), today);
        new TransactionTemplate(transactions)
                .executeWithoutResult(
                        inside -> pairings.open(caseNumber, mentee, mentor, terms, mentors.capacity(mentor), today));
    }

    private void offers(String mentor) {
        profiles.save(new MentorProfile(mentor, true, List.of("housing"), List.of("en"), List.of("video"), null));
    }

    private void withdraws(String mentor) {
        profiles.save(new MentorProfile(mentor, false, List.of(), List.of(), List.of(), null));
    }

    private Wish wish(String mentee) {
        return new Wish(mentee, today, List.of("housing"), "video", List.of("en"), Set.of());
    }

    private List<String> ids(String mentee) {
        return mentors.candidates(wish(mentee), Set.of(), today).stream()
                .map(Candidate::mentorId)
                .toList();
    }

    private void refuses(String mentorId, Wish wish, String message) {
        assertThatThrownBy(() -> mentors.check(mentorId, wish, today))
                .isInstanceOf(Refusal.class)
                .hasMessage("mentorId: " + message + " Nothing was stored.");
    }
}
