package org.peerladder.mentoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.peerladder.Recall;
import org.peerladder.Refusal;
import org.peerladder.Refusal.Fault;
import org.peerladder.career.Career;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.StringUtils;

/** What mentors offer. */
@Repository
public class MentorProfiles {

    /** How many people somebody mentors now. */
    record Taken(int places, int newHires) {

        static final Taken NONE = new Taken(0, 0);
    }

    private static final String COLUMNS =
            "select mentor_id, opted_in, focus_areas, languages, meetings, places from mentor_profile ";

    private final JdbcClient jdbc;
    private final Career career;
    private final MentoringPolicy policy;
    private final Recall recall;
    private final ApplicationEventPublisher events;

    MentorProfiles(
            JdbcClient jdbc, Career career, MentoringPolicy policy, Recall recall, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.career = career;
        this.policy = policy;
        this.recall = recall;
        this.events = events;
    }

    public Optional<MentorProfile> of(String mentorId) {
        return jdbc.sql(COLUMNS + "where mentor_id = :id")
                .param("id", mentorId)
                .query(MentorProfiles::read)
                .optional();
    }

    /** Of everyone who offers to mentor now, also of those who may not (yet). */
    List<MentorProfile> optedIn() {
        return jdbc.sql(COLUMNS + "where opted_in order by mentor_id")
                .query(MentorProfiles::read)
                .list();
    }

    /**
     * Stores what a mentor offers instead of what they offered before. Whom they mentor now they keep. Whether they may
     * mentor is not asked: an offer may stand before the training is taken.
     *
     * @throws Refusal naming each part that is not understood
     */
    @Transactional
    public void save(MentorProfile profile) {
        check(profile);
        if (jdbc.sql("select id from worker where id = :id for update")
                .param("id", profile.mentorId())
                .query(String.class)
                .optional()
                .isEmpty()) {
            throw new Refusal("mentorId", "There is nobody with this id in the roster.");
        }
        if (write(
                        """
                        update mentor_profile set opted_in = :optedIn, focus_areas = :focusAreas, languages = :languages,
                               meetings = :meetings, places = :places where mentor_id = :id
                        """,
                        profile)
                == 0) {
            write(
                    """
                    insert into mentor_profile (mentor_id, opted_in, focus_areas, languages, meetings, places)
                    values (:id, :optedIn, :focusAreas, :languages, :meetings, :places)
                    """,
                    profile);
        }
        recall.forget();
        if (profile.optedIn()) {
            events.publishEvent(new MentorOffered(profile.mentorId()));
        }
    }

    /** How many people each mentor has now. */
    Map<String, Taken> taken() {
        var found = new TreeMap<String, Taken>();
        jdbc.sql("select mentor_id, taken, precepting from mentor_profile where taken > 0")
                .query(row -> {
                    found.put(row.getString(1), new Taken(row.getInt(2), row.getInt(3)));
                });
        return found;
    }

    private int write(String sql, MentorProfile profile) {
        return jdbc.sql(sql)
                .param("id", profile.mentorId())
                .param("optedIn", profile.optedIn())
                .param("focusAreas", codes(profile.focusAreas()))
                .param("languages", codes(profile.languages()))
                .param("meetings", codes(profile.meetings()))
                .param("places", profile.places())
                .update();
    }

    private void check(MentorProfile profile) {
        var faults = new ArrayList<Fault>();
        checkCodes("focusAreas", profile.focusAreas(), policy.focusAreas(), profile.optedIn(), faults);
        checkCodes("languages", profile.languages(), policy.languages(), profile.optedIn(), faults);
        checkCodes("meetings", profile.meetings(), policy.meetings(), profile.optedIn(), faults);
        if (profile.places() != null) {
            var most = career.worker(profile.mentorId())
                    .map(policy::capacity)
                    .map(Capacity::places)
                    .orElse(1);
            if (profile.places() < 1 || profile.places() > most) {
                faults.add(new Fault(
                        "places",
                        most > 1
                                ? "Give 1 to %d, or nothing for %d.".formatted(most, most)
                                : "Give %d or nothing.".formatted(most)));
            }
        }
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
    }

    private static void checkCodes(
            String field, List<String> given, List<String> allowed, boolean needed, List<Fault> faults) {
        if (!allowed.containsAll(given)) {
            faults.add(new Fault(field, "Give any of: " + String.join(", ", allowed) + "."));
        } else if (needed && given.isEmpty()) {
            faults.add(new Fault(field, "Give at least one of: " + String.join(", ", allowed) + "."));
        }
    }

    static String codes(List<String> codes) {
        return String.join(",", new LinkedHashSet<>(codes));
    }

    static List<String> codes(String text) {
        return List.of(StringUtils.commaDelimitedListToStringArray(text));
    }

    private static MentorProfile read(ResultSet row, int number) throws SQLException {
        return new MentorProfile(
                row.getString("mentor_id"),
                row.getBoolean("opted_in"),
                codes(row.getString("focus_areas")),
                codes(row.getString("languages")),
                codes(row.getString("meetings")),
                row.getObject("places", Integer.class));
    }
}
