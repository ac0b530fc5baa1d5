package org.peerladder.offer;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.peerladder.career.Career;
import org.peerladder.engine.ProcessVariable;
import org.peerladder.engine.UsedByDiagrams;
import org.peerladder.policy.CareerLadder;
import org.peerladder.policy.DecisionTables;
import org.springframework.stereotype.Component;

/** Today's and the new job description side by side, from table {@code job-descriptions}. Used by {@code offer.bpmn}. */
@Component("jobDescriptions")
@UsedByDiagrams
public class JobDescriptions {

    private record Line(String aspect, String today, String next) {}

    private static final ProcessVariable<List<Line>> JOBS = ProcessVariable.json("jobs", new TypeReference<>() {});

    private final Career career;
    private final CareerLadder ladder;
    private final DecisionTables tables;

    JobDescriptions(Career career, CareerLadder ladder, DecisionTables tables) {
        this.career = career;
        this.ladder = ladder;
        this.tables = tables;
    }

    public Object sideBySide(String applicantId, String targetPosition) {
        var position = career.worker(applicantId).orElseThrow().position();
        var today = tables.row("job-descriptions", Map.of("position", position));
        var next = tables.row("job-descriptions", Map.of("position", targetPosition));
        var lines = new ArrayList<Line>();
        lines.add(new Line(
                "Position",
                ladder.position(position).title(),
                ladder.position(targetPosition).title()));
        lines.add(line("What you do", "duties", "", today, next));
        lines.add(line("Time with people you support", "directServiceShare", " %", today, next));
        lines.add(line("Peer role", "peerRole", "", today, next));
        lines.add(line("Checks required", "checksRequired", "", today, next));
        lines.add(line("Version", "version", "", today, next));
        return JOBS.stored(lines);
    }

    private static Line line(String aspect, String column, String unit, Map<String, ?> today, Map<String, ?> next) {
        return new Line(aspect, today.get(column) + unit, next.get(column) + unit);
    }
}
