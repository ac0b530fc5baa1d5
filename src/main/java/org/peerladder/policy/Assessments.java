package org.peerladder.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
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
        return asked(REQUIREMENTS, List.of(Map.of("targetPosition", targetPosition, "state", agency.state())))
                .assess(record, day);
    }

    /**
     * The rows of a table for all of these inputs together, each once, in the order in which they come first. The table
     * has the columns of {@code tier-requirements} and may have {@code dueMonthsAfterStart}.
     *
     * @throws PolicyGap if the table has no row for one of the inputs
     */
    public Asked asked(String table, List<Map<String, ?>> inputs) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("Table " + table + " is asked for nothing");
        }
        var requirements = new LinkedHashSet<Asked.Row>();
        for (var each : inputs) {
            var rows = tables.rows(table, each);
            if (rows.isEmpty()) {
                throw PolicyGap.noRow(table, each);
            }
            rows.forEach(row -> requirements.add(
                    new Asked.Row(requirement(table, row, each), (Integer) row.get("dueMonthsAfterStart"))));
        }
        return new Asked(table, List.copyOf(requirements));
    }

    /** Rows as they were when the table was asked, to be put beside any number of career records. */
    public class Asked {

        private record Row(Requirement requirement, Integer dueMonthsAfterStart) {}

        private final String asker;
        private final List<Row> rows;
        private final Set<String> peerTitles = peerTitles();

        /** By what is missing, so that hundreds of people are not as many decisions in the history. */
        private final Map<List<Integer>, Map<String, Object>> verdicts = new HashMap<>();

        private Asked(String table, List<Row> rows) {
            this.asker = "Table " + table;
            this.rows = rows;
        }

        /**
         * Where somebody stands; what may be met after the start is left out.
         *
         * @throws PolicyGap if a row asks for something that no record has
         */
        public Assessment assess(CareerRecord record, LocalDate day) {
            return assessment(standing(row -> row.dueMonthsAfterStart() == null, record, day), verdicts);
        }

        /**
         * What is still to come and may be met after the start.
         *
         * @throws PolicyGap if a row asks for something that no record has
         */
        public List<DueLater> dueLater(CareerRecord record, LocalDate day) {
            return rows.stream()
                    .map(Row::dueMonthsAfterStart)
                    .filter(Objects::nonNull)
                    .distinct()
                    .sorted()
                    .flatMap(months ->
                            standing(row -> months.equals(row.dueMonthsAfterStart()), record, day)
                                    .stillToCome()
                                    .stream()
                                    .map(open ->
                                            new DueLater(open.requirement(), months, open.howToMeet(), open.source())))
                    .toList();
        }

        private Standing standing(Predicate<Row> which, CareerRecord record, LocalDate day) {
            return new Standing(rows.stream()
                    .filter(which)
                    .map(row -> row.requirement().assess(record, day, peerTitles, asker))
                    .toList());
        }
    }

    /**
     * The same rows again, for instance on the effective date: what was asked for stays as it was stored, whatever the
     * table says by now.
     */
    public List<AssessedRequirement> reassess(List<AssessedRequirement> stored, CareerRecord record, LocalDate day) {
        var peerTitles = peerTitles();
        return stored.stream()
                .map(requirement ->
                        requirement.row().assess(record, day, peerTitles, "A requirement kept with the case"))
                .toList();
    }

    private Assessment assessment(Standing standing, Map<List<Integer>, Map<String, Object>> verdicts) {
        int missing = standing.missing();
        int missingNotWaivable = standing.missingNotWaivable();
        var row = verdicts.computeIfAbsent(
                List.of(missing, missingNotWaivable),
                key -> tables.row(
                        "tier-eligibility", Map.of("missing", missing, "missingNotWaivable", missingNotWaivable)));
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

    private static Requirement requirement(String table, Map<String, Object> row, Map<String, ?> inputs) {
        for (String column : List.of("criterion", "minimum", "waivable", "requirement")) {
            if (row.get(column) == null) {
                throw new PolicyGap("Table " + table + " has a row for " + PolicyGap.inWords(inputs)
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
