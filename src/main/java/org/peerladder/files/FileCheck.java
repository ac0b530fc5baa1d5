package org.peerladder.files;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.InputStreamSource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Looks at what was sent, before anything is stored: name, size, type, viruses. */
@Component
class FileCheck {

    /** A file that may be stored. */
    record Checked(String name, String mediaType, long size, String sha256, InputStreamSource content) {}

    private static final Logger LOG = LoggerFactory.getLogger(FileCheck.class);

    private final FileSettings settings;
    private final Optional<VirusScan> virusScan;

    FileCheck(FileSettings settings, Optional<VirusScan> virusScan) {
        this.settings = settings;
        this.virusScan = virusScan;
        if (virusScan.isEmpty()) {
            LOG.warn("No virus scanner is set up: files that people send are stored as they come");
        }
    }

    /** @throws FileRefusal if any of them cannot be taken */
    List<Checked> check(List<MultipartFile> sent) {
        if (sent.isEmpty()) {
            throw new FileRefusal(
                    HttpStatus.BAD_REQUEST, "No file was sent. Send one or more as parts named \"file\".");
        }
        return sent.stream().map(MultipartFile::getResource).map(this::check).toList();
    }

    /** @throws FileRefusal if it cannot be taken */
    Checked check(Resource sent) {
        var name = FileName.of(sent.getFilename());
        try {
            var size = sent.contentLength();
            if (size == 0) {
                throw FileRefusal.of(
                        name.text(),
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "This file is empty. Look whether it is the right one.");
            }
            if (size > settings.largest().toBytes()) {
                throw FileRefusal.of(
                        name.text(),
                        HttpStatus.PAYLOAD_TOO_LARGE,
                        "This file is too large. Send at most "
                                + settings.largest().toMegabytes() + " MB; several smaller files are fine.");
            }
            var type = typeOf(name, sent);
            var kept = type.fitting(name);
            scan(kept, sent);
            return new Checked(kept.text(), type.mediaType(), size, sha256(sent), sent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileType typeOf(FileName name, InputStreamSource sent) throws IOException {
        try (var content = sent.getInputStream()) {
            return FileType.of(name, content);
        }
    }

    private void scan(FileName name, InputStreamSource sent) {
        if (virusScan.isEmpty()) {
            return;
        }
        boolean infected;
        try (var content = sent.getInputStream()) {
            infected = virusScan.get().isInfected(content);
        } catch (IOException | RuntimeException e) {
            LOG.error("The virus scanner failed", e);
            throw FileRefusal.of(
                    name.text(),
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "We cannot look for viruses just now. Please try again later.");
        }
        if (infected) {
            throw FileRefusal.of(
                    name.text(),
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "The virus scanner does not let this file pass. Make the file anew, or ask who looks after your computer.");
        }
    }

    private static String sha256(InputStreamSource sent) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var content = new DigestInputStream(sent.getInputStream(), digest)) {
                content.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
