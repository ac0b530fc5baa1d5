package org.peerladder.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource({
        "receipt.pdf, receipt.pdf",
        "C:\\Users\\ana\\receipt.pdf, receipt.pdf",
        "../../etc/receipt.pdf, receipt.pdf",
        "Beleg für März.pdf, Beleg für März.pdf",
        "'  receipt. ', receipt",
        "領収書.pdf, 領収書.pdf",
        "a<b>'c.pdf, a<b>'c.pdf",
        "my 👩‍🎓 diploma.pdf, my 👩‍🎓 diploma.pdf"
    })
    void foldersAreCutOffAndTheRestStays(String sent, String kept) {
        assertThat(FileName.of(sent).text()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "folder/",
                "..",
                "a\u0000.pdf",
                "a\r\nb.pdf",
                "a\u001B.pdf",
                "a\u0085.pdf",
                "fdp.\u202Eexe"
            })
    void whatCannotBeShownIsRefused(String sent) {
        assertThatThrownBy(() -> FileName.of(sent))
                .isInstanceOf(FileRefusal.class)
                .hasMessageContaining("Nothing was stored.");
    }

    @Test
    void thereIsALimit() {
        assertThat(FileName.of("x".repeat(196) + ".pdf").text()).hasSize(200);
        assertThatThrownBy(() -> FileName.of("x".repeat(197) + ".pdf")).hasMessageContaining("at most 200 characters");
        assertThatThrownBy(() -> FileName.of(null)).isInstanceOf(FileRefusal.class);
    }

    @Test
    void theExtensionIsWhatComesAfterTheLastDot() {
        assertThat(FileName.of("a.PDF").extension()).isEqualTo("pdf");
        assertThat(FileName.of("a.pdf.Exe").extension()).isEqualTo("exe");
        assertThat(FileName.of("a").extension()).isEmpty();
    }
}
