package org.peerladder.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files as people send them. */
public final class Papers {

    private Papers() {}

    /** A PDF with one page that says "Receipt". */
    public static byte[] pdf() {
        var page = "BT /F1 24 Tf 40 90 Td (Receipt) Tj ET";
        var objects = new String[] {
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R"
                    + " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
            "<< /Length " + page.length() + " >>\nstream\n" + page + "\nendstream"
        };
        var pdf = new StringBuilder("%PDF-1.4\n");
        var places = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.length; i++) {
            places.append("%010d 00000 n \n".formatted(pdf.length()));
            pdf.append(i + 1).append(" 0 obj\n").append(objects[i]).append("\nendobj\n");
        }
        var index = pdf.length();
        return pdf.append("xref\n0 5\n")
                .append(places)
                .append("trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n")
                .append(index)
                .append("\n%%EOF\n")
                .toString()
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The same with a comment at its end, to be this large. */
    static byte[] pdf(int size) {
        var pdf = pdf();
        var large = Arrays.copyOf(pdf, size);
        for (int i = pdf.length; i < size; i++) {
            large[i] = (byte) (i % 80 == 0 ? '\n' : '%');
        }
        return large;
    }

    static byte[] png() {
        return bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R');
    }

    static byte[] jpeg() {
        return bytes(0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1);
    }

    /** @param brand what the camera calls it, e.g. {@code heic} */
    static byte[] heic(String brand) {
        return ("\0\0\0\30ftyp" + brand + "\0\0\0\0mif1heic").getBytes(StandardCharsets.US_ASCII);
    }

    /** A few kilobytes that would be hundreds of megabytes when unpacked. */
    static byte[] zipBomb() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("receipt.pdf"));
            for (int i = 0; i < 300; i++) {
                zip.write(new byte[1024 * 1024]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
