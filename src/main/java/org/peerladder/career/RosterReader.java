package org.peerladder.career;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.core.io.InputStreamSource;

/**
 * Reads one CSV file of a roster row by row: UTF-8 with or without a byte order mark, a header row with the columns of
 * the file in any order. What is wrong with the file as a whole becomes a fault like what is wrong in a row.
 */
final class RosterReader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).get();

    private final RosterFile file;
    private final Consumer<RosterFault> faults;

    RosterReader(RosterFile file, Consumer<RosterFault> faults) {
        this.file = file;
        this.faults = faults;
    }

    /**
     * Gives each row with the right number of cells to {@code rows}.
     *
     * @return whether the file could be read to its end, so that nothing in it is unknown
     */
    boolean read(InputStreamSource source, Consumer<RosterRow> rows) {
        // The line on which the record that is read next begins: a record may span lines, and a blank line is one too.
        long line = 1;
        try (var in = new BufferedReader(
                        new InputStreamReader(source.getInputStream(), StandardCharsets.UTF_8.newDecoder()));
                var csv = FORMAT.parse(withoutMark(in))) {
            var records = csv.iterator();
            List<String> header = null;
            try {
                while (records.hasNext()) {
                    var cells = records.next();
                    if (!blank(cells)) {
                        if (header == null) {
                            header = header(cells, line);
                            if (header == null) {
                                return false;
                            }
                        } else {
                            row(header, cells, line, rows);
                        }
                    }
                    line = csv.getCurrentLineNumber() + 1;
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            if (header == null) {
                fault(1, "", "has no header row; the first line must be: " + String.join(",", file.columns()));
            }
            return header != null;
        } catch (CharacterCodingException e) {
            fault(
                    firstLineNotUtf8(source),
                    "",
                    "is not UTF-8 text from here on; save the sheet as \"CSV UTF-8 (comma delimited)\".");
        } catch (IOException e) {
            fault(
                    line,
                    "",
                    "is not CSV from here on, the rest was not read: put a value that holds a comma, a quote or a line"
                            + " break in double quotes, and double each quote inside.");
        }
        return false;
    }

    private static BufferedReader withoutMark(BufferedReader in) throws IOException {
        in.mark(1);
        if (in.read() != BYTE_ORDER_MARK) {
            in.reset();
        }
        return in;
    }

    private List<String> header(CSVRecord cells, long line) {
        var header = new ArrayList<String>();
        boolean good = true;
        for (var cell : cells) {
            var column = cell.strip();
            if (!file.columns().contains(column)) {
                fault(
                        line,
                        RosterRow.readable(column),
                        RosterRow.quoted(column) + " is not a column of this file; the columns are "
                                + String.join(",", file.columns()) + ", separated by commas.");
                good = false;
            } else if (header.contains(column)) {
                fault(line, column, "stands twice in the header row; leave one.");
                good = false;
            }
            header.add(column);
        }
        for (var column : file.columns()) {
            if (!header.contains(column)) {
                fault(
                        line,
                        column,
                        "is missing in the header row; add the column, its cells may be empty where the"
                                + " value is optional.");
                good = false;
            }
        }
        return good ? header : null;
    }

    private void row(List<String> header, CSVRecord record, long line, Consumer<RosterRow> rows) {
        if (record.size() != header.size()) {
            fault(
                    line,
                    "",
                    "has %d values, the header row has %d columns; give one value for each column and put values with a comma in double quotes."
                            .formatted(record.size(), header.size()));
            return;
        }
        var cells = new HashMap<String, String>();
        for (int i = 0; i < header.size(); i++) {
            cells.put(header.get(i), record.get(i));
        }
        rows.accept(new RosterRow(file, line, cells, faults));
    }

    /** Spreadsheets leave such lines below the last row. */
    private static boolean blank(CSVRecord cells) {
        return cells.stream().allMatch(String::isBlank);
    }

    /** The decoder reads ahead of the rows, so the line is looked for again. Never a line break inside a character. */
    private static long firstLineNotUtf8(InputStreamSource source) {
        try (var in = source.getInputStream()) {
            var bytes = in.readAllBytes();
            long line = 1;
            int start = 0;
            for (int i = 0; i <= bytes.length; i++) {
                if (i == bytes.length || bytes[i] == '\n') {
                    try {
                        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, i - start));
                    } catch (CharacterCodingException e) {
                        return line;
                    }
                    line++;
                    start = i + 1;
                }
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fault(long line, String column, String message) {
        faults.accept(new RosterFault(file.fileName(), line, column, message));
    }
}
