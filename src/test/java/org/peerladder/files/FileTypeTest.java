package org.peerladder.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTypeTest {

    @Test
    void theFileItselfSaysWhatItIs() throws IOException {
        assertThat(type(Papers.pdf())).isEqualTo(FileType.PDF);
        assertThat(type(Papers.png())).isEqualTo(FileType.PNG);
        assertThat(type(Papers.jpeg())).isEqualTo(FileType.JPEG);
        assertThat(type(Papers.heic("heic"))).isEqualTo(FileType.HEIC);
        assertThat(type(Papers.heic("heix"))).isEqualTo(FileType.HEIC);
        assertThat(type(Papers.heic("mif1"))).isEqualTo(FileType.HEIF);
    }

    @ParameterizedTest
    @CsvSource({
        "receipt.pdf, <html><body>x</body></html>, This is a web page named .pdf.",
        "receipt.pdf, <svg xmlns='http://www.w3.org/2000/svg'/>, This is an SVG drawing named .pdf.",
        "receipt.jpg, MZ\u0090\u0000, This is a program named .jpg.",
        "receipt.png, Dear Sir or Madam, This is a text named .png.",
        "receipt, PK\u0003\u0004x, This is a ZIP archive.",
        "receipt.pdf, GIF89a, This is of type image/gif named .pdf."
    })
    void anythingElseIsRefused(String name, String content, String why) {
        assertThatThrownBy(() -> FileType.of(
                        FileName.of(name), new ByteArrayInputStream(content.getBytes(StandardCharsets.ISO_8859_1))))
                .isInstanceOf(FileRefusal.class)
                .hasMessageContaining("\"" + name + "\": " + why + " Send a PDF, or a PNG, JPEG or HEIC picture.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jpg", "a.JPEG", "a.b.jpg", "ä.jfif"})
    void theNameSaysTheSame(String name) {
        assertThat(FileType.JPEG.fitting(FileName.of(name)).text()).isEqualTo(name);
    }

    @Test
    void aNameThatSaysNothingSaysItFromNowOn() {
        assertThat(FileType.PDF.fitting(FileName.of("Receipt")).text()).isEqualTo("Receipt.pdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jpg", "a.exe", "a.pdf.exe", "a.pdf. "})
    void aNameThatSaysSomethingElseIsRefused(String name) {
        var png = FileName.of(name);

        assertThatThrownBy(() -> FileType.PNG.fitting(png))
                .isInstanceOf(FileRefusal.class)
                .hasMessageContaining("This is a PNG picture")
                .hasMessageContaining("Let its name end with .png");
    }

    private static FileType type(byte[] content) throws IOException {
        return FileType.of(FileName.of("lies.txt"), new ByteArrayInputStream(content));
    }
}
