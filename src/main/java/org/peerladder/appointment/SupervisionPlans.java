package org.peerladder.appointment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.peerladder.Refusal;
import org.peerladder.Refusal.Fault;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whom a new supervisor supervises. The database holds how many full-time equivalents fit, however many vacancies assign
 * at once. Everything is written in the caller's transaction.
 */
@Repository
class SupervisionPlans {

    /**
     * How many fit.
     *
     * @param mostFte full-time equivalents, of table {@code supervisor-load}
     * @param fullTimeHours hours a week of one of them
     */
    record Load(BigDecimal mostFte, BigDecimal fullTimeHours, String source) {

        /** The part of full time; somebody whose hours are unknown counts whole. */
        BigDecimal of(Worker worker) {
            return worker.weeklyHours() == null
                    ? BigDecimal.ONE
                    : worker.weeklyHours().divide(fullTimeHours, 4, RoundingMode.HALF_UP);
        }

        BigDecimal sum(Collection<Worker> workers) {
            return workers.stream().map(this::of).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /**
     * One supervisee of a vacancy.
     *
     * @param formerId who supervised before; may be null
     * @param interimId who does until the first day; null where the former one does
     */
    record Assignment(String superviseeId, String supervisorId, String formerId, String interimId, String state) {}

    private final JdbcClient jdbc;
    private final Career career;

    SupervisionPlans(JdbcClient jdbc, Career career) {
        this.jdbc = jdbc;
        this.career = career;
    }

    /**
     * Plans whom somebody supervises from the first day on.
     *
     * @param mayBe who can be chosen
     * @throws Refusal naming everybody who cannot be, or how many fit
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void assign(
            String caseNumber,
            Worker supervisor,
            List<String> chosen,
            List<Worker> mayBe,
            Optional<Worker> interim,
            Load load) {
        var faults = new ArrayList<Fault>();
        var seen = new HashSet<String>();
        for (var id : chosen) {
            if (!seen.add(id)) {
                faults.add(new Fault("supervisees", id + " is named twice."));
            } else if (mayBe.stream().noneMatch(each -> each.id().equals(id))) {
                faults.add(new Fault(
                        "supervisees",
                        id + " cannot be supervised by " + supervisor.name() + "; choose from the list."));
            }
        }
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
        var supervisees =
                mayBe.stream().filter(each -> seen.contains(each.id())).toList();
        take(supervisor, supervisees, load);
        for (var supervisee : supervisees) {
            var former = Optional.ofNullable(supervisee.supervisorId());
            var vacant = former.flatMap(career::worker).filter(Worker::active).isEmpty();
            var until = vacant ? interim.map(Worker::id).orElse(null) : null;
            if (until != null && !until.equals(supervisee.id())) {
                career.changeSupervisor(supervisee.id(), until);
            }
            jdbc.sql("insert into supervision_assignment"
                            + " (case_number, supervisee_id, supervisor_id, fte, former_id, interim_id, state)"
                            + " values (?, ?, ?, ?, ?, ?, 'planned')")
                    .params(
                            caseNumber,
                            supervisee.id(),
                            supervisor.id(),
                            load.of(supervisee),
                            former.orElse(null),
                            until)
                    .update();
        }
    }

    /** Behind the lock on the supervisor there is one row; what does not fit changes nothing in it. */
    private void take(Worker supervisor, List<Worker> supervisees, Load load) {
        jdbc.sql("select id from worker where id = ? for update")
                .param(supervisor.id())
                .query(String.class)
                .single();
        var today = career.supervisees(supervisor.id()).stream()
                .filter(each ->
                        supervisees.stream().noneMatch(chosen -> chosen.id().equals(each.id())))
                .toList();
        var planned = planned(supervisor.id());
        jdbc.sql("delete from supervision_load where supervisor_id = ?")
                .param(supervisor.id())
                .update();
        var has = load.sum(today).add(planned);
        var asked = load.sum(supervisees);
        if (has.add(asked).compareTo(load.mostFte()) > 0) {
            throw new Refusal(
                    "supervisees",
                    "%s would supervise %s full-time equivalents; at most %s fit (%s). Choose fewer, %s at most here."
                            .formatted(
                                    supervisor.name(),
                                    plain(has.add(asked)),
                                    plain(load.mostFte()),
                                    load.source(),
                                    plain(load.mostFte().subtract(has).max(BigDecimal.ZERO))));
        }
        jdbc.sql("insert into supervision_load (supervisor_id, most_fte, taken_fte) values (?, ?, ?)")
                .params(supervisor.id(), load.mostFte(), has.add(asked))
                .update();
    }

    /** What is planned for this supervisor and not yet in the career record. */
    private BigDecimal planned(String supervisorId) {
        return jdbc.sql("select coalesce(sum(fte), 0) from supervision_assignment"
                        + " where supervisor_id = ? and state = 'planned'")
                .param(supervisorId)
                .query(BigDecimal.class)
                .single();
    }

    /** Of these states. */
    List<Assignment> of(String caseNumber, String... states) {
        return jdbc.sql("select supervisee_id, supervisor_id, former_id, interim_id, state from supervision_assignment"
                        + " where case_number = :case and state in (:states) order by supervisee_id")
                .param("case", caseNumber)
                .param("states", List.of(states))
                .query((row, number) -> new Assignment(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .list();
    }

    /** A supervisee would rather not; nothing changes for them. */
    @Transactional(propagation = Propagation.MANDATORY)
    void decline(String caseNumber, String superviseeId) {
        give(caseNumber, superviseeId);
        move(caseNumber, superviseeId, "planned", "declined");
    }

    /** In the transaction of the new position: everybody planned who works here has the new supervisor of record. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<String> takeEffect(String caseNumber) {
        var changed = new ArrayList<String>();
        for (var assignment : of(caseNumber, "planned")) {
            if (career.worker(assignment.superviseeId()).filter(Worker::active).isPresent()) {
                career.changeSupervisor(assignment.superviseeId(), assignment.supervisorId());
                move(caseNumber, assignment.superviseeId(), "planned", "effective");
                changed.add(assignment.superviseeId());
            } else {
                decline(caseNumber, assignment.superviseeId());
            }
        }
        return changed;
    }

    /** The plan is given up: reporting lines are those of before. */
    @Transactional(propagation = Propagation.MANDATORY)
    void undo(String caseNumber) {
        for (var assignment : of(caseNumber, "effective")) {
            var back = Optional.ofNullable(assignment.formerId())
                    .flatMap(career::worker)
                    .filter(Worker::active)
                    .map(Worker::id)
                    .orElse(assignment.interimId());
            var stillTheirs = career.worker(assignment.superviseeId())
                    .filter(worker -> assignment.supervisorId().equals(worker.supervisorId()))
                    .isPresent();
            if (stillTheirs) {
                career.changeSupervisor(assignment.superviseeId(), back);
            }
        }
        of(caseNumber, "planned", "effective").forEach(each -> give(caseNumber, each.superviseeId()));
        jdbc.sql("delete from supervision_assignment where case_number = ?")
                .param(caseNumber)
                .update();
    }

    private void give(String caseNumber, String superviseeId) {
        jdbc.sql(
                        """
                        update supervision_load set taken_fte = greatest(0, taken_fte - (
                            select fte from supervision_assignment where case_number = :case and supervisee_id = :person))
                         where supervisor_id = (
                            select supervisor_id from supervision_assignment
                             where case_number = :case and supervisee_id = :person)
                        """)
                .param("case", caseNumber)
                .param("person", superviseeId)
                .update();
    }

    private void move(String caseNumber, String superviseeId, String from, String to) {
        jdbc.sql(
                        "update supervision_assignment set state = ? where case_number = ? and supervisee_id = ? and state = ?")
                .params(to, caseNumber, superviseeId, from)
                .update();
    }

    private static String plain(BigDecimal number) {
        return number.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }
}
