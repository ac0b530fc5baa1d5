package org.peerladder.policy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The positions of the agency as table {@code career-ladder} has them now. */
@Component
public class CareerLadder {

    private static final String LADDER = "career-ladder";

    private final DecisionTables tables;
    private final BiFunction<String, Map<String, ?>, List<Map<String, Object>>> rows;

    @Autowired
    CareerLadder(DecisionTables tables) {
        this(tables, tables::rows);
    }

    private CareerLadder(DecisionTables tables, BiFunction<String, Map<String, ?>, List<Map<String, Object>>> rows) {
        this.tables = tables;
        this.rows = rows;
    }

    /** The same ladder, to be asked for hundreds of people at once: it leaves no decision in the history each time. */
    public CareerLadder forMany() {
        return new CareerLadder(tables, tables::remembered);
    }

    /**
     * The position with that code.
     *
     * @throws PolicyGap if the ladder has none; for a code that a person gave use {@link #find}
     */
    public Position position(String code) {
        return find(code).orElseThrow(() -> PolicyGap.noRow(LADDER, Map.of("position", String.valueOf(code))));
    }

    /** The position with that code; empty for another title, and for null. */
    public Optional<Position> find(String code) {
        if (code == null) {
            return Optional.empty();
        }
        var inputs = Map.of("position", code);
        return rows.apply(LADDER, inputs).stream().findFirst().map(row -> position(code, row));
    }

    /** All codes, in the order of the table's list of allowed values. */
    public List<String> codes() {
        return tables.allowedInputs(LADDER, "position");
    }

    /** The positions that somebody in this one may ask for: one step up, and through a promotion. */
    public List<Position> reachableFrom(String code) {
        return find(code).stream()
                .flatMap(position -> position.nextPositions().stream())
                .map(this::position)
                .filter(Position::throughPromotion)
                .toList();
    }

    static Position position(String code, Map<String, Object> row) {
        return new Position(
                code,
                (String) row.get("title"),
                (String) row.get("track"),
                (Integer) row.get("level"),
                (Integer) row.get("payGrade"),
                new BigDecimal((String) row.get("lowestRate")),
                new BigDecimal((String) row.get("highestRate")),
                words(row.get("nextPositions")),
                (String) row.get("through"));
    }

    /** A cell that holds a list, with commas; nothing is the empty list. */
    static List<String> words(Object cell) {
        return cell == null
                ? List.of()
                : Arrays.stream(cell.toString().split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }
}
