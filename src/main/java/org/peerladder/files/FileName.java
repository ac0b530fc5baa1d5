package org.peerladder.files;

import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/** What a file is called, whatever the sender's machine is. */
record FileName(String text) {

    private static final int LONGEST = 200;

    /** Control characters, and those that turn the direction of writing, which make {@code .exe} look like {@code .pdf}. */
    private static final Pattern UNREADABLE = Pattern.compile(
            "[\\p{Cntrl}\\p{Cs}\\x{80}-\\x{9F}\\x{200E}\\x{200F}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}]");

    /** What Windows would drop. */
    private static final Pattern AROUND = Pattern.compile("^\\s+|[\\s.]+$");

    /**
     * Without the folders before it.
     *
     * @throws FileRefusal if there is no name, or one that cannot be shown
     */
    static FileName of(String sent) {
        var name = sent == null
                ? ""
                : AROUND.matcher(sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1))
                        .replaceAll("");
        if (name.isEmpty()) {
            throw new FileRefusal(
                    HttpStatus.UNPROCESSABLE_ENTITY, "A file has no name. Choose a file and send it again.");
        }
        if (UNREADABLE.matcher(name).find()) {
            throw new FileRefusal(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "The name of a file has characters that cannot be shown. Rename it and send it again.");
        }
        if (name.length() > LONGEST) {
            throw new FileRefusal(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "The name \"" + name.substring(0, 20) + "…\" is too long. Give it at most " + LONGEST
                            + " characters and send it again.");
        }
        return new FileName(name);
    }

    /** What comes after the last dot, in small letters; empty if there is no dot. */
    String extension() {
        var dot = text.lastIndexOf('.');
        return dot < 0 ? "" : text.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    FileName withExtension(String extension) {
        return new FileName(text + "." + extension);
    }
}
