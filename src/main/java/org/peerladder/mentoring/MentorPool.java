package org.peerladder.mentoring;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peerladder.career.Career;
import org.peerladder.career.CareerRecord;
import org.peerladder.career.PositionHeld;
import org.peerladder.career.Worker;
import org.peerladder.mentoring.MentorProfiles.Taken;
import org.peerladder.mentoring.MentoringPolicy.Fit;
import org.peerladder.policy.Position;

/**
 * The mentors of one moment, read once, for one mentee or for many. What the tables said once they are not asked again. For
 * one thread.
 */
class MentorPool {

    /**
     * @param title of the position; may be null
     * @param positions codes of all that they have held
     */
    record Mentor(
            Worker worker, String title, MentorProfile profile, Capacity capacity, Taken taken, Set<String> positions) {

        static Mentor of(CareerRecord record, MentorProfile profile, Taken taken, MentoringPolicy policy) {
            var worker = record.worker();
            return new Mentor(
                    worker,
                    policy.position(worker.position()).map(Position::title).orElse(worker.position()),
                    profile,
                    policy.capacity(worker).atMost(profile.places()),
                    taken,
                    record.positions().stream().map(PositionHeld::position).collect(Collectors.toUnmodifiableSet()));
        }

        int placesLeft(Terms terms) {
            return terms.preceptorship() ? left().newHires() : left().places();
        }

        /** The places that are not taken. */
        Capacity left() {
            int places = Math.max(0, capacity.places() - taken.places());
            return new Capacity(places, Math.max(0, Math.min(places, capacity.newHires() - taken.newHires())));
        }
    }

    private static final Comparator<Mentor> FEWEST_MENTEES_THEN_NAME = Comparator.comparing(
                    (Mentor mentor) -> mentor.taken().places())
            .thenComparing(mentor -> mentor.worker().familyName())
            .thenComparing(mentor -> mentor.worker().givenName())
            .thenComparing(mentor -> mentor.worker().id());

    private final List<Mentor> mentors;
    private final Set<String> ids;
    private final Map<String, String> supervisors;
    private final Career career;
    private final MentoringPolicy policy;
    private final Map<String, Set<String>> nextPositions = new HashMap<>();
    private final Map<String, List<Reason>> focus = new HashMap<>();
    private final Map<Fit, List<Reason>> reasons = new HashMap<>();

    MentorPool(List<Mentor> mentors, Career career, MentoringPolicy policy) {
        this.mentors = mentors.stream().sorted(FEWEST_MENTEES_THEN_NAME).toList();
        this.ids = mentors.stream().map(mentor -> mentor.worker().id()).collect(Collectors.toUnmodifiableSet());
        this.supervisors = career.supervisors();
        this.career = career;
        this.policy = policy;
    }

    Optional<Mentor> mentor(String id) {
        return mentors.stream()
                .filter(mentor -> mentor.worker().id().equals(id))
                .findFirst();
    }

    List<Mentor> all() {
        return mentors;
    }

    /** The places that each mentor has left. */
    Map<String, Capacity> free() {
        var free = new LinkedHashMap<String, Capacity>();
        mentors.forEach(mentor -> free.put(mentor.worker().id(), mentor.left()));
        return free;
    }

    /** Who could suit, best first: those with a place left who are not barred and not among the others given. */
    List<Candidate> candidates(Wish wish, Set<String> without) {
        var mentee = career.worker(wish.menteeId()).orElseThrow();
        var terms = policy.terms(mentee, wish.askedOn());
        var next = nextPositions.computeIfAbsent(String.valueOf(mentee.position()), policy::nextPositions);
        var barred = barred(wish, ids);
        return mentors.stream()
                .filter(mentor -> !barred.contains(mentor.worker().id())
                        && !without.contains(mentor.worker().id()))
                .filter(mentor -> mentor.placesLeft(terms) > 0)
                .map(mentor -> candidate(mentor, mentee, terms, next, wish))
                .sorted(Comparator.comparing(Candidate::score).reversed())
                .toList();
    }

    /** Of these people, those who never mentor this mentee: oneself, the reporting line, conflicts, and who was named. */
    Set<String> barred(Wish wish, Set<String> people) {
        var barred = new HashSet<>(career.conflictsOf(wish.menteeId()));
        barred.addAll(wish.notWith());
        barred.add(wish.menteeId());
        barred.addAll(above(wish.menteeId()));
        people.stream()
                .filter(person -> above(person).contains(wish.menteeId()))
                .forEach(barred::add);
        return barred;
    }

    /** Everyone to whom somebody reports, directly or not. */
    private Set<String> above(String id) {
        var line = new HashSet<String>();
        for (var next = supervisors.get(id); next != null && line.add(next); ) {
            next = supervisors.get(next);
        }
        return line;
    }

    private Candidate candidate(Mentor mentor, Worker mentee, Terms terms, Set<String> next, Wish wish) {
        var worker = mentor.worker();
        var profile = mentor.profile();
        var areas = wish.focusAreas().stream().distinct().filter(profile.focusAreas()::contains);
        var fit = new Fit(
                terms.kind(),
                firstOf(wish.languages(), profile.languages()),
                wish.preferredMeeting().equals(Wish.ANY)
                        ? firstOf(profile.meetings(), profile.meetings())
                        : firstOf(List.of(wish.preferredMeeting()), profile.meetings()),
                same(worker.program(), mentee.program()),
                same(worker.family(), mentee.family()),
                next.stream().anyMatch(mentor.positions()::contains),
                mentor.taken().places());
        var all = Stream.concat(
                        areas.flatMap(area -> focus.computeIfAbsent(area, policy::focus).stream()),
                        reasons.computeIfAbsent(fit, policy::reasons).stream())
                .sorted(Comparator.comparing(Reason::points).reversed())
                .toList();
        return new Candidate(
                worker.id(),
                worker.name(),
                mentor.title(),
                worker.program(),
                all.stream().mapToInt(Reason::points).sum(),
                all,
                mentor.placesLeft(terms));
    }

    /** The first one that is shared. */
    private static String firstOf(List<String> wished, List<String> offered) {
        return wished.stream().filter(offered::contains).findFirst().orElse(Fit.NONE);
    }

    private static boolean same(String one, String other) {
        return one != null && one.equals(other);
    }
}
