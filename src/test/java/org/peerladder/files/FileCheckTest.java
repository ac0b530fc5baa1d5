package org.peerladder.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.MultipartFile;

class FileCheckTest {

    private static final FileSettings SETTINGS = new FileSettings(DataSize.ofKilobytes(2048), DataSize.ofMegabytes(50));

    @Test
    void theScannerSeesEveryFileWholly() {
        var seen = new ArrayList<String>();
        var check = with(file -> {
            seen.add(new String(file.readAllBytes(), StandardCharsets.US_ASCII));
            return false;
        });

        var checked = check.check(List.of(file("a.pdf", Papers.pdf()), file("b.pdf", Papers.pdf(5000))));

        assertThat(seen).hasSize(2).element(1).asString().hasSize(5000);
        assertThat(checked).extracting(FileCheck.Checked::name).containsExactly("a.pdf", "b.pdf");
    }

    @Test
    void whatTheScannerFindsIsRefused() {
        refused(with(file -> true), HttpStatus.UNPROCESSABLE_ENTITY, "virus scanner does not let this file pass");
    }

    @Test
    void whenTheScannerCannotSayOneTriesAgainLater() {
        refused(
                with(file -> {
                    throw new IOException("the scanner is away");
                }),
                HttpStatus.SERVICE_UNAVAILABLE,
                "try again later");
        refused(
                with(file -> {
                    throw new IllegalStateException("the scanner is broken");
                }),
                HttpStatus.SERVICE_UNAVAILABLE,
                "try again later");
    }

    @Test
    void aFileHasSomethingInItButNotTooMuch() {
        var check = new FileCheck(SETTINGS, Optional.empty());

        assertThatThrownBy(() -> check.check(List.of(file("a.pdf", new byte[0]))))
                .hasMessageContaining("This file is empty");
        assertThat(check.check(List.of(file("a.pdf", Papers.pdf(2 * 1024 * 1024)))))
                .hasSize(1);
        assertThatThrownBy(() -> check.check(List.of(file("a.pdf", Papers.pdf(2 * 1024 * 1024 + 1)))))
                .hasMessageContaining("at most 2 MB");
        assertThatThrownBy(() -> check.check(List.of())).hasMessageContaining("No file was sent");
    }

    private static void refused(FileCheck check, HttpStatus status, String why) {
        assertThatThrownBy(() -> check.check(List.of(file("a.pdf", Papers.pdf()))))
                .isInstanceOfSatisfying(FileRefusal.class, refusal -> assertThat(refusal.getStatusCode())
                        .isEqualTo(status))
                .hasMessageContaining(why)
                .hasMessageContaining("Nothing was stored.");
    }

    private static FileCheck with(VirusScan scan) {
        return new FileCheck(SETTINGS, Optional.of(scan));
    }

    private static MultipartFile file(String name, byte[] content) {
        return new MockMultipartFile("file", name, "text/plain", content);
    }
}
