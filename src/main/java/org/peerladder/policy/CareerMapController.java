package org.peerladder.policy;

import java.math.RoundingMode;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.peerladder.access.People;
import org.peerladder.career.Career;
import org.peerladder.career.CareerRecord;
import org.peerladder.career.Worker;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** "What would I need?": every position that somebody may ask for, and where they stand today. */
@RestController
class CareerMapController {

    private final Career career;
    private final CareerLadder ladder;
    private final Assessments assessments;
    private final People people;
    private final Clock clock;

    CareerMapController(Career career, CareerLadder ladder, Assessments assessments, People people, Clock clock) {
        this.career = career;
        this.ladder = ladder;
        this.assessments = assessments;
        this.people = people;
        this.clock = clock;
    }

    /**
     * @param position code of the ladder or another title; may be null
     * @param hourlyRate US dollars an hour, two decimals; null for somebody the agency does not pay
     */
    record CareerMap(String worker, String position, String hourlyRate, List<Target> targets) {}

    record Target(
            String position, String title, boolean eligible, String summary, List<AssessmentJson.Row> assessment) {}

    /** For oneself, one's supervisees, and {@code hr}. */
    @GetMapping("/api/career-map")
    CareerMap careerMap(@RequestParam(name = "worker", required = false) String workerId, Principal principal) {
        var asking = principal.getName();
        var id = workerId == null || workerId.isBlank() ? asking : workerId.strip();
        var worker = career.worker(id)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "worker: nobody in the roster has the id \"" + id + "\"."));
        if (!maySee(asking, worker)) {
            throw new ResponseStatusException(
                    HttpStatus.FORBIDDEN,
                    "worker: a career map is open to the person, the supervisor of record and hr. Leave worker out to"
                            + " see your own.");
        }
        var record = career.record(id);
        var today = LocalDate.now(clock);
        var targets = ladder.reachableFrom(worker.position()).stream()
                .map(position -> target(position, record, today))
                .toList();
        var rate = worker.hourlyRate();
        return new CareerMap(
                id,
                worker.position(),
                rate == null ? null : rate.setScale(2, RoundingMode.DOWN).toPlainString(),
                targets);
    }

    private boolean maySee(String asking, Worker worker) {
        return asking.equals(worker.id()) || asking.equals(worker.supervisorId()) || people.inAnyGroup(asking, "hr");
    }

    private Target target(Position position, CareerRecord record, LocalDate today) {
        var assessment = assessments.assess(record, position.code(), today);
        return new Target(
                position.code(),
                position.title(),
                assessment.eligible(),
                assessment.summary(),
                AssessmentJson.rows(assessment.requirements()));
    }

    /** A table that does not answer is ours to mend: never shown as a "no". */
    @ExceptionHandler
    ProblemDetail handle(PolicyGap gap) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR, gap.getMessage());
    }
}
