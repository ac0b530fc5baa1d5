package org.peerladder.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.springframework.http.HttpStatus;

/** What may be sent, told by the file's own first bytes. Nothing is opened or unpacked for that. */
enum FileType {
    PDF("a PDF", "application/pdf", "pdf"),
    PNG("a PNG picture", "image/png", "png"),
    JPEG("a JPEG picture", "image/jpeg", "jpg", "jpeg", "jpe", "jfif"),
    HEIC("a HEIC picture", "image/heic", "heic", "heif"),
    /** HEIC by a camera that names only the family. */
    HEIF("a HEIC picture", "image/heif", "heic", "heif");

    private static final String WHAT_WE_TAKE = "Send a PDF, or a PNG, JPEG or HEIC picture.";

    private static final Map<String, String> OTHERS = Map.of(
            "application/zip", "a ZIP archive",
            "application/gzip", "a GZIP archive",
            "application/x-msdownload", "a program",
            "application/x-tika-msoffice", "an office document",
            "application/rtf", "an office document",
            "text/html", "a web page",
            "image/svg+xml", "an SVG drawing",
            "text/plain", "a text",
            "application/octet-stream", "of a kind that we do not know");

    private final String words;
    private final String mediaType;
    private final List<String> extensions;

    FileType(String words, String mediaType, String... extensions) {
        this.words = words;
        this.mediaType = mediaType;
        this.extensions = List.of(extensions);
    }

    String mediaType() {
        return mediaType;
    }

    /** @throws FileRefusal if it is none of these */
    static FileType of(FileName name, InputStream content) throws IOException {
        var found = MimeTypes.getDefaultMimeTypes()
                .detect(new BufferedInputStream(content), new Metadata())
                .getBaseType()
                .toString();
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equals(found))
                .findFirst()
                .orElseThrow(() -> refusal(name, OTHERS.getOrDefault(found, "of type " + found), WHAT_WE_TAKE));
    }

    /**
     * The name under which a file of this type is kept: it never says that it is something else.
     *
     * @throws FileRefusal if it does
     */
    FileName fitting(FileName name) {
        if (name.extension().isEmpty()) {
            return name.withExtension(extensions.get(0));
        }
        if (!extensions.contains(name.extension())) {
            throw refusal(name, words, "Let its name end with ." + extensions.get(0) + " and send it again.");
        }
        return name;
    }

    private static FileRefusal refusal(FileName name, String what, String instead) {
        var named = name.extension().isEmpty() ? "" : " named ." + name.extension();
        return FileRefusal.of(
                name.text(), HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This is " + what + named + ". " + instead);
    }
}
