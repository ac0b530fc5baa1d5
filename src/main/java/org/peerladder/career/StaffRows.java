package org.peerladder.career;

import static org.peerladder.career.RosterRow.LONGEST_TEXT;
import static org.peerladder.career.RosterRow.quoted;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.peerladder.access.Role;

/** The rows of {@code staff.csv}: checks each, then all of them together with the people who are stored already. */
final class StaffRows {

    private static final BigDecimal HOURS_OF_A_WEEK = new BigDecimal(168);
    private static final Set<String> FAMILIES = Set.of("adult", "youth", "family");

    private static final Set<String> GROUPS =
            Arrays.stream(Role.values()).map(Role::id).collect(Collectors.toCollection(LinkedHashSet::new));

    private final List<Worker> workers = new ArrayList<>();
    private final RosterKeys keys = new RosterKeys("staff_id");
    /** Every id in any spelling, to the one that is used. */
    private final Map<String, String> spellings = new HashMap<>();

    private final Map<String, RosterRow> rows = new LinkedHashMap<>();
    private final Map<String, String> supervisors = new HashMap<>();
    private final Set<String> outsideCircles = new HashSet<>();

    StaffRows(Map<String, Worker> stored) {
        stored.values().forEach(worker -> {
            spellings.put(spelling(worker.id()), worker.id());
            supervisors.put(worker.id(), worker.supervisorId());
        });
    }

    /** The rows without a fault of their own. */
    List<Worker> workers() {
        return workers;
    }

    /** The ids that the rows have, of faulty rows too: what refers to them is not at fault. */
    Set<String> ids() {
        return rows.keySet();
    }

    void add(RosterRow row) {
        var id = id(row);
        var givenName = row.needed("given_name", row.text("given_name", LONGEST_TEXT));
        var familyName = row.text("family_name", LONGEST_TEXT);
        var email = row.email("email");
        var program = row.text("program", LONGEST_TEXT);
        var family = row.choice("worker_family", FAMILIES);
        var position = row.text("position", LONGEST_TEXT);
        var hourlyRate = row.amount("hourly_rate");
        var weeklyHours = row.amount("weekly_hours");
        var hiredOn = row.day("hired_on");
        var positionSince = row.day("position_since");
        var supervisorId = row.staffId("supervisor_id");
        var groups = groups(row);
        var active = row.needed("active", row.flag("active"));
        if (weeklyHours != null && weeklyHours.compareTo(HOURS_OF_A_WEEK) > 0) {
            row.fault("weekly_hours", weeklyHours.toPlainString() + " is more than a week has; give at most 168.");
        }
        if (positionSince == null && family == null) {
            // Only for peers do the months in a position count; for others the day of hire is close enough.
            positionSince = hiredOn;
        }
        if (hourlyRate != null) {
            row.needed("weekly_hours", weeklyHours);
            if (position != null) {
                row.needed("position_since", positionSince);
            }
        }
        if (id == null) {
            return;
        }
        if (id.equals(supervisorId)) {
            row.fault("supervisor_id", "is the worker; name somebody else or leave it empty.");
            supervisorId = null;
        }
        rows.putIfAbsent(id, row);
        supervisors.put(id, supervisorId);
        if (!row.faulty()) {
            workers.add(new Worker(
                    id,
                    givenName,
                    familyName == null ? "" : familyName,
                    email,
                    program,
                    family,
                    position,
                    hourlyRate,
                    weeklyHours,
                    hiredOn,
                    positionSince,
                    supervisorId,
                    groups,
                    active));
        }
    }

    /** What can be said only when all rows are known: whether supervisors exist and do not report in a circle. */
    void checkSupervisors() {
        rows.forEach((id, row) -> {
            var supervisor = supervisors.get(id);
            if (supervisor == null) {
                return;
            }
            if (!supervisors.containsKey(supervisor)) {
                row.fault(
                        "supervisor_id",
                        "there is no " + quoted(supervisor)
                                + " in staff.csv or stored; add the person or correct the id.");
                return;
            }
            var circle = circle(id);
            if (!circle.isEmpty()) {
                row.fault(
                        "supervisor_id",
                        "people would report in a circle, " + String.join(" to ", circle)
                                + "; leave one of them empty or name somebody else.");
            }
        });
    }

    /** Who reports to whom from this worker to the same worker again; empty if the way ends elsewhere. */
    private List<String> circle(String id) {
        var path = new LinkedHashSet<String>();
        var next = id;
        while (next != null && !outsideCircles.contains(next) && path.add(next)) {
            next = supervisors.get(next);
        }
        if (id.equals(next) && !path.isEmpty()) {
            var circle = new ArrayList<>(path);
            circle.add(id);
            return circle;
        }
        // The way led to the top, or into a circle that this worker is not part of.
        if (next == null || outsideCircles.contains(next)) {
            outsideCircles.addAll(path);
        }
        return List.of();
    }

    private String id(RosterRow row) {
        var id = row.needed("staff_id", row.staffId("staff_id"));
        if (id == null) {
            return null;
        }
        keys.once(row, id);
        var same = spellings.putIfAbsent(spelling(id), id);
        if (same != null && !same.equals(id)) {
            row.fault(
                    "staff_id",
                    quoted(id) + " differs from " + quoted(same)
                            + " only in capitals; write the same id for the same person, or a clearly different one.");
        }
        if (GROUPS.contains(id)) {
            row.fault("staff_id", quoted(id) + " is the name of a group; give the person another id.");
        }
        return id;
    }

    private static String spelling(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    private static Set<String> groups(RosterRow row) {
        var list = row.text("groups", 1000);
        if (list == null) {
            return Set.of();
        }
        var groups = new TreeSet<String>();
        for (var item : list.split(";")) {
            var group = item.strip();
            if (!group.isEmpty() && !GROUPS.contains(group)) {
                row.fault(
                        "groups",
                        quoted(group) + " is not a group; give some of "
                                + String.join(", ", GROUPS)
                                + ", separated by semicolons.");
            } else if (!group.isEmpty()) {
                groups.add(group);
            }
        }
        return groups;
    }
}
