package org.peerladder;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A sheet for a spreadsheet program: RFC 4180. */
public final class Sheet {

    /** What a spreadsheet program would take for the beginning of a formula, also behind a blank. */
    private static final String BEGINS_A_FORMULA =
            "^[\\s\\p{Cntrl}]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20].*|^[\\t\\r\\n].*";

    private Sheet() {}

    /** One row; null is an empty cell. */
    public static String row(Object... cells) {
        return Arrays.stream(cells).map(Sheet::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(Object value) {
        return value instanceof Number ? value.toString() : cell(Objects.toString(value, ""));
    }

    /** Whoever opens the sheet must not run what somebody has chosen as their name. */
    private static String cell(String text) {
        var harmless = text.matches("(?s)" + BEGINS_A_FORMULA) ? "'" + text : text;
        return List.of(",", "\"", "\r", "\n").stream().anyMatch(harmless::contains)
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }
}
