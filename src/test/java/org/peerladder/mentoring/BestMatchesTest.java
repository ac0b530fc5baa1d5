package org.peerladder.mentoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.peerladder.mentoring.BestMatches.Mentee;

class BestMatchesTest {

    private record Cohort(List<Mentee> mentees, Map<String, Capacity> free) {}

    private record Total(int matched, int points) {}

    @Test
    void nobodyIsMatchedWhereNobodyWaitsOrSuits() {
        assertThat(BestMatches.of(List.of(), Map.of("eli", new Capacity(1, 1)))).isEmpty();
        assertThat(BestMatches.of(List.of(mentee("ana", Map.of())), Map.of())).isEmpty();
        assertThat(BestMatches.of(
                        List.of(mentee("ana", Map.of("eli", 5, "gone", 9))), Map.of("eli", new Capacity(0, 0))))
                .isEmpty();
    }

    @Test
    void oneMenteeMoreIsWorthMoreThanAllPoints() {
        var mentees = List.of(mentee("ana", Map.of("eli", 100, "ida", 0)), mentee("ben", Map.of("eli", 1)));

        assertThat(BestMatches.of(mentees, Map.of("eli", new Capacity(1, 1), "ida", new Capacity(1, 1))))
                .containsExactlyInAnyOrderEntriesOf(Map.of("ana", "ida", "ben", "eli"));
    }

    @Test
    void thePointsOfAllTogetherCount() {
        var mentees = List.of(mentee("ana", Map.of("eli", 10, "ida", 9)), mentee("ben", Map.of("eli", 8, "ida", -3)));

        assertThat(BestMatches.of(mentees, Map.of("eli", new Capacity(1, 0), "ida", new Capacity(1, 0))))
                .containsExactlyInAnyOrderEntriesOf(Map.of("ana", "ida", "ben", "eli"));
    }

    @Test
    void aMentorTakesNoMoreNewHiresThanTheirLimit() {
        var mentees = List.of(
                new Mentee("ana", true, Map.of("eli", 5)),
                new Mentee("ben", true, Map.of("eli", 9)),
                mentee("hal", Map.of("eli", 1)));

        assertThat(BestMatches.of(mentees, Map.of("eli", new Capacity(3, 1))))
                .containsExactlyInAnyOrderEntriesOf(Map.of("ben", "eli", "hal", "eli"));
    }

    @Test
    void isNeverWorseThanServingOneAfterTheOther() {
        for (int seed = 0; seed < 200; seed++) {
            var cohort = cohort(new Random(seed), 1 + seed % 40, 1 + seed % 17);
            var best = BestMatches.of(cohort.mentees(), cohort.free());
            keepsEveryLimit(cohort, best);
            var greedy = total(cohort, oneAfterTheOther(cohort));
            var total = total(cohort, best);

            assertThat(total.matched()).as("seed %d", seed).isGreaterThanOrEqualTo(greedy.matched());
            if (total.matched() == greedy.matched()) {
                assertThat(total.points()).as("seed %d", seed).isGreaterThanOrEqualTo(greedy.points());
            }
        }
    }

    @Test
    void noOtherWayIsBetter() {
        for (int seed = 0; seed < 100; seed++) {
            var cohort = cohort(new Random(seed), 1 + seed % 6, 1 + seed % 4);

            assertThat(total(cohort, BestMatches.of(cohort.mentees(), cohort.free())))
                    .as("seed %d", seed)
                    .isEqualTo(bestOfAll(cohort, 0, new HashMap<>()));
        }
    }

    @Test
    @Timeout(60)
    void fiveHundredMenteesAndTwoHundredMentorsTakeSeconds() {
        var cohort = cohort(new Random(1), 500, 200);
        var began = System.nanoTime();
        var best = BestMatches.of(cohort.mentees(), cohort.free());
        var took = Duration.ofNanos(System.nanoTime() - began);

        keepsEveryLimit(cohort, best);
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }

    private static Mentee mentee(String id, Map<String, Integer> points) {
        return new Mentee(id, false, points);
    }

    /** Of every four pairs one is barred; a mentor has up to three places. */
    private static Cohort cohort(Random random, int mentees, int mentors) {
        var free = new LinkedHashMap<String, Capacity>();
        IntStream.range(0, mentors).forEach(each -> {
            int places = random.nextInt(4);
            free.put("mentor" + each, new Capacity(places, Math.min(places, random.nextInt(2))));
        });
        return new Cohort(
                IntStream.range(0, mentees)
                        .mapToObj(each -> {
                            var points = new LinkedHashMap<String, Integer>();
                            free.keySet().stream()
                                    .filter(mentor -> random.nextInt(4) > 0)
                                    .forEach(mentor -> points.put(mentor, random.nextInt(60) - 5));
                            return new Mentee("case" + each, random.nextInt(4) == 0, points);
                        })
                        .toList(),
                free);
    }

    private static void keepsEveryLimit(Cohort cohort, Map<String, String> matches) {
        var byCase = new HashMap<String, Mentee>();
        cohort.mentees().forEach(mentee -> byCase.put(mentee.caseNumber(), mentee));
        matches.forEach((number, mentor) ->
                assertThat(byCase.get(number).points()).as("who may mentor").containsKey(mentor));
        cohort.free().forEach((mentor, places) -> {
            var theirs = byCase.values().stream()
                    .filter(mentee -> mentor.equals(matches.get(mentee.caseNumber())))
                    .toList();
            assertThat(theirs).hasSizeLessThanOrEqualTo(places.places());
            assertThat(theirs.stream().filter(Mentee::newHire)).hasSizeLessThanOrEqualTo(places.newHires());
        });
    }

    private static Total total(Cohort cohort, Map<String, String> matches) {
        return new Total(
                matches.size(),
                cohort.mentees().stream()
                        .filter(mentee -> matches.containsKey(mentee.caseNumber()))
                        .mapToInt(mentee -> mentee.points().get(matches.get(mentee.caseNumber())))
                        .sum());
    }

    private static Map<String, String> oneAfterTheOther(Cohort cohort) {
        var matches = new LinkedHashMap<String, String>();
        for (var mentee : cohort.mentees()) {
            mentee.points().entrySet().stream()
                    .filter(each -> hasPlace(cohort, matches, mentee, each.getKey()))
                    .max(Comparator.comparing(Map.Entry::getValue))
                    .ifPresent(each -> matches.put(mentee.caseNumber(), each.getKey()));
        }
        return matches;
    }

    private static Total bestOfAll(Cohort cohort, int next, Map<String, String> matches) {
        if (next == cohort.mentees().size()) {
            return total(cohort, matches);
        }
        var mentee = cohort.mentees().get(next);
        var best = bestOfAll(cohort, next + 1, matches);
        for (var mentor : mentee.points().keySet()) {
            if (hasPlace(cohort, matches, mentee, mentor)) {
                matches.put(mentee.caseNumber(), mentor);
                var found = bestOfAll(cohort, next + 1, matches);
                matches.remove(mentee.caseNumber());
                if (found.matched() > best.matched()
                        || found.matched() == best.matched() && found.points() > best.points()) {
                    best = found;
                }
            }
        }
        return best;
    }

    private static boolean hasPlace(Cohort cohort, Map<String, String> matches, Mentee mentee, String mentor) {
        var theirs = cohort.mentees().stream()
                .filter(other -> mentor.equals(matches.get(other.caseNumber())))
                .toList();
        var free = cohort.free().get(mentor);
        return theirs.size() < free.places()
                && (!mentee.newHire() || theirs.stream().filter(Mentee::newHire).count() < free.newHires());
    }
}
