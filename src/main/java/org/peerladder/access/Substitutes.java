package org.peerladder.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.peerladder.Refusal;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has named whom to do their tasks while they are away. Which task that means in which case, {@link HandOver} says. */
@Component
class Substitutes {

    /** Both days are included; they are days in the agency's zone. */
    record Substitute(String personId, String substituteId, LocalDate from, LocalDate to) {

        boolean validOn(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /** In these roles people act for others. A request of one's own is never handed over. */
    private static final Set<Role> ACTING = EnumSet.of(
            Role.SUPERVISORS,
            Role.HR,
            Role.PANEL,
            Role.COORDINATORS,
            Role.FINANCE,
            Role.DIRECTORS,
            Role.COMPLIANCE,
            Role.FAIR_CHANCE);

    private static final String SELECT = "select person_id, substitute_id, from_day, to_day from substitute ";

    private final JdbcClient jdbc;
    private final Career career;
    private final People people;
    private final Clock clock;

    Substitutes(JdbcClient jdbc, Career career, People people, Clock clock) {
        this.jdbc = jdbc;
        this.career = career;
        this.people = people;
        this.clock = clock;
    }

    /** The one this person has named, for now or for later. */
    Optional<Substitute> namedBy(String personId) {
        return jdbc.sql(SELECT + "where person_id = ? and to_day >= ?")
                .params(personId, today())
                .query(Substitutes::read)
                .optional();
    }

    /** The one who stands in for this person today. */
    Optional<Substitute> of(String personId) {
        return namedBy(personId).filter(named -> named.validOn(today()));
    }

    /** Everyone named by anyone, those whose time is over included; locked until the transaction ends. */
    List<Substitute> locked() {
        return jdbc.sql(SELECT + "order by person_id for update")
                .query(Substitutes::read)
                .list();
    }

    /** @throws Refusal saying what would be right */
    void name(Substitute named) {
        check(named);
        jdbc.sql("delete from substitute where person_id = ? and to_day < ?")
                .params(named.personId(), today())
                .update();
        try {
            jdbc.sql("insert into substitute (person_id, substitute_id, from_day, to_day) values (?, ?, ?, ?)")
                    .params(named.personId(), named.substituteId(), named.from(), named.to())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Refusal(
                    "substitute",
                    "You have already named somebody, and there is one at a time; remove that one first.");
        }
    }

    void remove(String personId) {
        jdbc.sql("delete from substitute where person_id = ?").param(personId).update();
    }

    /** This person has left: neither away nor standing in for anybody. */
    void forget(String personId) {
        jdbc.sql("delete from substitute where person_id = ? or substitute_id = ?")
                .params(personId, personId)
                .update();
    }

    void removeEnded() {
        jdbc.sql("delete from substitute where to_day < ?").param(today()).update();
    }

    /** The roles in which a person acts for others, as of now. */
    Set<Role> actingRoles(String userId) {
        var roles = EnumSet.copyOf(ACTING);
        roles.removeIf(role -> !people.inAnyGroup(userId, role.id()));
        return roles;
    }

    /** Who could stand in for this person in one of these roles at least, by name. */
    List<Worker> colleagues(String personId) {
        return actingRoles(personId).stream()
                .flatMap(role -> career.members(role.id()).stream())
                .filter(each -> !each.id().equals(personId))
                .distinct()
                .sorted(Comparator.comparing(Worker::name))
                .toList();
    }

    boolean hasRoles(String userId, Collection<Role> roles) {
        return roles.stream().allMatch(role -> people.inAnyGroup(userId, role.id()));
    }

    private void check(Substitute named) {
        if (named.substituteId().equals(named.personId())) {
            throw new Refusal("substitute", "Nobody stands in for themselves; name a colleague.");
        }
        if (career.worker(named.substituteId()).filter(Worker::active).isEmpty()) {
            throw new Refusal("substitute", "Nobody with this staff id works here; give the id of a colleague.");
        }
        if (named.to().isBefore(named.from())) {
            throw new Refusal("to", "The last day is before the first; give " + named.from() + " or later.");
        }
        if (named.to().isBefore(today())) {
            throw new Refusal("to", "The last day has passed; give today or later.");
        }
        var roles = actingRoles(named.personId());
        if (roles.isEmpty()) {
            throw new Refusal(
                    "substitute",
                    "You hold no tasks that somebody else could do: what belongs to your own request stays yours.");
        }
        if (roles.stream().noneMatch(role -> hasRoles(named.substituteId(), Set.of(role)))) {
            throw new Refusal(
                    "substitute",
                    "Whoever stands in for you must have at least the same role: "
                            + String.join(
                                    " or ", roles.stream().map(Role::title).toList()) + ".");
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static Substitute read(ResultSet row, int number) throws SQLException {
        return new Substitute(
                row.getString(1),
                row.getString(2),
                row.getObject(3, LocalDate.class),
                row.getObject(4, LocalDate.class));
    }
}
