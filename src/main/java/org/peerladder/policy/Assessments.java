package org.peerladder.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peerladder.career.CareerRecord;
import org.springframework.stereotype.Component;

/** Puts a career record beside the requirements that the tables name today. */
@Component
public class Assessments {

    private static final String REQUIREMENTS = "tier-requirements";

    private final DecisionTables tables;
    private final CareerLadder ladder;
    private final Agency agency;

    Assessments(DecisionTables tables, CareerLadder ladder, Agency agency) {
        this.tables = tables;
        this.ladder = ladder;
        this.agency = agency;
    }

    /**
     * Where somebody stands for a position, by the rows as they are deployed now.
     *
     * @throws PolicyGap if the table has no row for the position or asks for something that no record has
     */
    public Assessment assess(CareerRecord record, String targetPosition, LocalDate day) {
        var inputs = Map.of("targetPosition", targetPosition, "state", agency.state());
        var rows = tables.rows(REQUIREMENTS, inputs);
        if (rows.isEmpty()) {
            throw PolicyGap.noRow(REQUIREMENTS, inputs);
        }
        var peerTitles = peerTitles();
        var standing = new Standing(rows.stream()
                .map(row -> requirement(row, inputs).assess(record, day, peerTitles))
                .toList());
        return assessment(standing);
    }

    /**
     * The same rows again, for instance on the effective date: what was asked for stays as it was stored, whatever the
     * table says by now.
     */
    public List<AssessedRequirement> reassess(List<AssessedRequirement> stored, CareerRecord record, LocalDate day) {
        var peerTitles = peerTitles();
        return stored.stream()
                .map(requirement -> requirement.row().assess(record, day, peerTitles))
                .toList();
    }

    private Assessment assessment(Standing standing) {
        int missing = standing.missing();
        int missingNotWaivable = standing.missingNotWaivable();
        var row = tables.row("tier-eligibility", Map.of("missing", missing, "missingNotWaivable", missingNotWaivable));
        return new Assessment(
                standing.requirements(),
                missing,
                missingNotWaivable,
                Boolean.TRUE.equals(row.get("eligible")),
                CareerLadder.words(row.get("routes")),
                text(row, "summary")
                        .replace("{missing}", String.valueOf(missing))
                        .replace("{all}", String.valueOf(standing.all())));
    }

    private Set<String> peerTitles() {
        return Set.copyOf(ladder.codes());
    }

    private static Requirement requirement(Map<String, Object> row, Map<String, ?> inputs) {
        for (String column : List.of("criterion", "minimum", "waivable", "requirement")) {
            if (row.get(column) == null) {
                throw new PolicyGap("Table " + REQUIREMENTS + " has a row for " + PolicyGap.inWords(inputs)
                        + " with nothing in the column " + column
                        + ". Fill it in Modeler and deploy the table. The row: "
                        + row);
            }
        }
        return new Requirement(
                text(row, "criterion"),
                text(row, "reference"),
                plain((Number) row.get("minimum")),
                row.get("withinYears") == null ? null : ((Number) row.get("withinYears")).intValue(),
                text(row, "group"),
                (Boolean) row.get("waivable"),
                text(row, "requirement"),
                text(row, "guidance"),
                text(row, "source"),
                text(row, "helpedBy"),
                text(row, "helpCategory"));
    }

    /** An empty cell is the empty text. */
    private static String text(Map<String, Object> row, String column) {
        var value = row.get(column);
        return value == null ? "" : value.toString().strip();
    }

    /** The table's numbers are doubles; 500.0 is 500, and never 5E+2. */
    private static BigDecimal plain(Number number) {
        var value = new BigDecimal(number.toString()).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }
}
