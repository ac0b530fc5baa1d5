package org.peerladder.career;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A row of a roster file, read by column and type. An empty cell reads as null. Whatever is wrong becomes a fault and
 * reads as null too, so that one reading finds all faults of a row.
 */
final class RosterRow {

    static final int LONGEST_ID = 64;
    static final int LONGEST_CODE = 64;
    static final int LONGEST_TEXT = 255;

    private static final Pattern BREAKS = Pattern.compile("[\\t\\r\\n]+");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern DAY = Pattern.compile("[1-9]\\d{3}-\\d{2}-\\d{2}");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,8}(\\.\\d{1,4})?");
    private static final Pattern NEGATIVE = Pattern.compile("-\\s*" + AMOUNT);
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;:<>\"()]+@[^\\s@,;:<>\"()]+");
    private static final Pattern STAFF_ID = Pattern.compile(Worker.ID_PATTERN);

    private final RosterFile file;
    private final long line;
    private final Map<String, String> cells;
    private final Consumer<RosterFault> faults;
    private boolean faulty;

    RosterRow(RosterFile file, long line, Map<String, String> cells, Consumer<RosterFault> faults) {
        this.file = file;
        this.line = line;
        this.cells = cells;
        this.faults = faults;
    }

    long line() {
        return line;
    }

    /** Whether anything was wrong with this row so far. */
    boolean faulty() {
        return faulty;
    }

    void fault(String column, String message) {
        faulty = true;
        faults.accept(new RosterFault(file.fileName(), line, column, message));
    }

    /** Adds a fault if the cell is empty; gives the value back. */
    <T> T needed(String column, T value) {
        if (cells.get(column).isBlank()) {
            fault(column, "is empty; a value is needed here.");
        }
        return value;
    }

    /** A line break inside a quoted value counts as a space. */
    String text(String column, int longest) {
        var value = BREAKS.matcher(cells.get(column)).replaceAll(" ").strip();
        if (CONTROL.matcher(value).find()) {
            fault(column, "holds a NUL or another control character; give plain text.");
            return null;
        }
        if (value.length() > longest) {
            fault(column, "is %d characters long; give at most %d.".formatted(value.length(), longest));
            return null;
        }
        return value.isEmpty() ? null : value;
    }

    /** Something that can be a staff id; whether anybody has it is not looked at. */
    String staffId(String column) {
        var id = text(column, LONGEST_ID);
        if (id == null || STAFF_ID.matcher(id).matches()) {
            return id;
        }
        fault(
                column,
                quoted(id) + " cannot be a staff id; use letters a to z, A to Z and digits, and between them single"
                        + " . _ @ or - signs.");
        return null;
    }

    String email(String column) {
        var email = text(column, LONGEST_TEXT);
        if (email == null || EMAIL.matcher(email).matches()) {
            return email;
        }
        fault(column, quoted(email) + " is not one mail address; write it as ana@example.org.");
        return null;
    }

    LocalDate day(String column) {
        var value = text(column, LONGEST_TEXT);
        if (value == null) {
            return null;
        }
        try {
            if (DAY.matcher(value).matches()) {
                return LocalDate.parse(value);
            }
        } catch (DateTimeException e) {
            // The form is right, but the calendar has no such day: told like any other wrong day.
        }
        fault(column, quoted(value) + " is not a day; write year-month-day, such as 2026-03-31.");
        return null;
    }

    /** Not negative, at most four decimals: what is given is stored, nothing is rounded. */
    BigDecimal amount(String column) {
        var value = text(column, LONGEST_TEXT);
        if (value == null) {
            return null;
        }
        if (AMOUNT.matcher(value).matches()) {
            return new BigDecimal(value);
        }
        fault(
                column,
                NEGATIVE.matcher(value).matches()
                        ? value + " is negative; give 0 or more."
                        : quoted(value) + " is not an amount; write digits and a point, such as 25.04 (at most 8 digits"
                                + " before the point and 4 after, no thousands separator, no currency sign).");
        return null;
    }

    /** {@code true} or {@code false}; spreadsheets write them in capitals. */
    Boolean flag(String column) {
        var value = choice(column, Set.of("true", "false"));
        return value == null ? null : Boolean.valueOf(value);
    }

    /** One of these words; capitals do not matter. */
    String choice(String column, Collection<String> words) {
        var value = text(column, LONGEST_TEXT);
        if (value == null) {
            return null;
        }
        var word = value.toLowerCase(Locale.ROOT);
        if (words.contains(word)) {
            return word;
        }
        fault(column, quoted(value) + " is not known; give one of " + String.join(", ", new TreeSet<>(words)) + ".");
        return null;
    }

    /** The value as messages show it. */
    static String quoted(String value) {
        return "'" + readable(value) + "'";
    }

    /** One short line. */
    static String readable(String value) {
        var line = CONTROL.matcher(value).replaceAll("?");
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }
}
