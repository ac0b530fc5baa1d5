package org.peerladder.mentoring;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.peerladder.Recall;
import org.peerladder.Refusal;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.peerladder.mentoring.MentorPool.Mentor;
import org.peerladder.mentoring.MentorProfiles.Taken;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who may mentor whom, and how well it fits. Nobody is ever offered somebody above or below them in the reporting line, in
 * conflict with them, or whom they named as somebody they do not want.
 */
@Component
class Mentors {

    private final MentorProfiles profiles;
    private final Career career;
    private final MentoringPolicy policy;
    private final Recall recall;

    Mentors(MentorProfiles profiles, Career career, MentoringPolicy policy, Recall recall) {
        this.profiles = profiles;
        this.career = career;
        this.policy = policy;
        this.recall = recall;
    }

    /**
     * Those who may mentor on that day and have a place left, best first; ties by fewest mentees, then name.
     *
     * @param without who is not asked (again), such as who has declined
     */
    @Transactional(readOnly = true)
    List<Candidate> candidates(Wish wish, Set<String> without, LocalDate day) {
        return pool(day).candidates(wish, without);
    }

    /** Everyone who may mentor on that day, to be asked for many mentees. */
    @Transactional(readOnly = true)
    MentorPool pool(LocalDate day) {
        return recall.answer(List.of("mentors", day), () -> pool(profiles.optedIn(), day));
    }

    /**
     * @throws Refusal on {@code mentorId} if that person cannot mentor this mentee on that day, or has no place left. Who
     *     is named, in conflict or in the reporting line is refused in the same words, so that nobody learns which
     */
    @Transactional(readOnly = true)
    void check(String mentorId, Wish wish, LocalDate day) {
        if (mentorId != null && mentorId.equals(wish.menteeId())) {
            throw refusal("Nobody is their own mentor; choose somebody else.");
        }
        var mentor = worker(mentorId);
        var profile = profiles.of(mentorId);
        var pool = pool(profile.stream().toList(), day);
        if (pool.barred(wish, Set.of(mentorId)).contains(mentorId)) {
            throw refusal(mentor.name() + " cannot be the mentor here; choose somebody else.");
        }
        var may = policy.eligibility(
                career.record(mentorId), profile.map(MentorProfile::optedIn).orElse(false), day);
        if (!may.eligible()) {
            throw refusal("%s cannot be a mentor now: %s Choose somebody else.".formatted(mentor.name(), may.reason()));
        }
        var terms = policy.terms(career.worker(wish.menteeId()).orElseThrow(), wish.askedOn());
        if (pool.mentor(mentorId).orElseThrow().placesLeft(terms) == 0) {
            throw noPlaceLeft(mentor.name());
        }
    }

    /** How many somebody mentors at most at the same time, as they offer and table {@code mentor-capacity} gives. */
    @Transactional(readOnly = true)
    Capacity capacity(String mentorId) {
        return policy.capacity(worker(mentorId))
                .atMost(profiles.of(mentorId).map(MentorProfile::places).orElse(null));
    }

    static Refusal noPlaceLeft(String name) {
        return refusal(name + " has no place left; choose somebody else, or wait until there is one.");
    }

    private MentorPool pool(List<MentorProfile> offers, LocalDate day) {
        var byId = offers.stream().collect(Collectors.toMap(MentorProfile::mentorId, Function.identity()));
        var taken = profiles.taken();
        var mentors = career.records(byId.keySet()).stream()
                .filter(record -> record.worker().active())
                .filter(record -> policy.eligibility(
                                record, byId.get(record.worker().id()).optedIn(), day)
                        .eligible())
                .map(record -> Mentor.of(
                        record,
                        byId.get(record.worker().id()),
                        taken.getOrDefault(record.worker().id(), Taken.NONE),
                        policy))
                .toList();
        return new MentorPool(mentors, career, policy);
    }

    private Worker worker(String id) {
        if (id == null || !id.matches(Worker.ID_PATTERN)) {
            throw refusal("Give the staff id of somebody from the list.");
        }
        return career.worker(id)
                .filter(Worker::active)
                .orElseThrow(() -> refusal("There is nobody here with this id; choose somebody from the list."));
    }

    private static Refusal refusal(String why) {
        return new Refusal("mentorId", why);
    }
}
