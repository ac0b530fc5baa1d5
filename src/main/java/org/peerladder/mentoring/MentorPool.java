package org.peerladder.mentoring;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerladder.career.Career;
import org.peerladder.career.CareerRecord;
import org.peerladder.career.PositionHeld;
import org.peerladder.career.Worker;
import org.peerladder.mentoring.MentorProfiles.Taken;
import org.peerladder.mentoring.MentoringPolicy.Fit;
import org.peerladder.policy.CareerLadder;
import org.peerladder.policy.Position;

/** The mentors of one day, read once, for one mentee or for many. */
class MentorPool {

    /** @param positions codes of all that they have held */
    record Mentor(Worker worker, MentorProfile profile, Capacity capacity, Taken taken, Set<String> positions) {

        static Mentor of(CareerRecord record, MentorProfile profile, Capacity capacity, Taken taken) {
            return new Mentor(
                    record.worker(),
                    profile,
                    capacity.atMost(profile.places()),
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

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparing(Candidate::score).reversed();

    private final Map<String, Mentor> mentors;
    private final LocalDate day;
    private final Map<String, String> supervisors;
    private final Career career;
    private final CareerLadder ladder;
    private final MentoringPolicy policy;

    /** Many fit in the same way. */
    private final Map<Fit, List<Reason>> reasons = new HashMap<>();

    MentorPool(Map<String, Mentor> mentors, LocalDate day, Career career, CareerLadder ladder, MentoringPolicy policy) {
        this.mentors = mentors;
        this.day = day;
        this.supervisors = career.supervisors();
        this.career = career;
        this.ladder = ladder;
        this.policy = policy;
    }

    Optional<Mentor> mentor(String id) {
        return Optional.ofNullable(mentors.get(id));
    }

    Collection<Mentor> all() {
        return mentors.values();
    }

    /** The places that each mentor has left. */
    Map<String, Capacity> free() {
        var free = new LinkedHashMap<String, Capacity>();
        mentors.forEach((id, mentor) -> free.put(id, mentor.left()));
        return free;
    }

    /** Who could suit, best first: those with a place left who are not barred and not among the others given. */
    List<Candidate> candidates(Wish wish, Set<String> without) {
        var mentee = career.worker(wish.menteeId()).orElseThrow();
        var terms = policy.terms(mentee, day);
        var next = ladder.reachableFrom(mentee.position()).stream()
                .map(Position::code)
                .toList();
        var barred = new HashSet<>(barred(wish, mentors.keySet()));
        barred.addAll(without);
        return mentors.values().stream()
                .filter(mentor -> !barred.contains(mentor.worker().id()))
                .filter(mentor -> mentor.placesLeft(terms) > 0)
                .sorted(Comparator.comparing((Mentor mentor) -> mentor.taken().places())
                        .thenComparing(mentor -> mentor.worker().familyName())
                        .thenComparing(mentor -> mentor.worker().givenName())
                        .thenComparing(mentor -> mentor.worker().id()))
                .map(mentor -> candidate(mentor, mentee, terms, next, wish))
                .sorted(BEST_FIRST)
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

    private Candidate candidate(Mentor mentor, Worker mentee, Terms terms, List<String> next, Wish wish) {
        var worker = mentor.worker();
        var profile = mentor.profile();
        var fit = new Fit(
                terms.kind(),
                shared(wish.focusAreas(), profile.focusAreas()),
                shared(wish.languages(), profile.languages()),
                wish.preferredMeeting().equals(Wish.ANY)
                        ? profile.meetings()
                        : shared(List.of(wish.preferredMeeting()), profile.meetings()),
                same(worker.program(), mentee.program()),
                same(worker.family(), mentee.family()),
                next.stream().anyMatch(mentor.positions()::contains),
                mentor.taken().places());
        var why = reasons.computeIfAbsent(fit, policy::reasons);
        return new Candidate(
                worker.id(),
                worker.name(),
                ladder.find(worker.position()).map(Position::title).orElse(worker.position()),
                worker.program(),
                why.stream().mapToInt(Reason::points).sum(),
                why,
                mentor.placesLeft(terms));
    }

    /** In one order, whoever named them first. */
    private static List<String> shared(List<String> wished, List<String> offered) {
        return wished.stream().filter(offered::contains).distinct().sorted().toList();
    }

    private static boolean same(String one, String other) {
        return one != null && Objects.equals(one, other);
    }
}
