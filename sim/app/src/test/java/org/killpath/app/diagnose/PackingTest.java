package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.app.diagnose.evidence.Findings;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

/** A log is the same log however it was packed or encoded, as a file or as a part of a mail. */
class PackingTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();
  private static final byte[] LOG = Diagnosing.excerptBytes("cases/c3-time-then-kernel.txt");

  /** Writes through what packs. */
  private interface Packer {
    OutputStream on(OutputStream out) throws IOException;
  }

  private static byte[] packed(byte[] log, Packer packer) throws IOException {
    final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = packer.on(packed)) {
      out.write(log);
    }
    return packed.toByteArray();
  }

  private static OutputStream zip(OutputStream out) throws IOException {
    final ZipOutputStream zip = new ZipOutputStream(out);
    zip.putNextEntry(new ZipEntry("readme.txt"));
    zip.write("two files\n".getBytes(StandardCharsets.UTF_8));
    zip.putNextEntry(new ZipEntry("logs/dmesg.txt"));
    return zip;
  }

  private static Arguments way(String name, Packer packer) {
    try {
      return Arguments.of(name, packed(LOG, packer));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Arguments encoding(String name, String charset) {
    final String text = new String(LOG, StandardCharsets.UTF_8);
    return Arguments.of(name, text.getBytes(Charset.forName(charset)));
  }

  static Stream<Arguments> ways() {
    return Stream.of(
        way("gzip", GZIPOutputStream::new),
        way("xz", out -> new XZOutputStream(out, new LZMA2Options(1))),
        way("bzip2", out -> new BZip2CompressorOutputStream(out, 1)),
        way("lzma", out -> new LZMAOutputStream(out, new LZMA2Options(1), -1)),
        way("lzma", out -> new LZMAOutputStream(out, new LZMA2Options(1), LOG.length)),
        way("lz4", FramedLZ4CompressorOutputStream::new),
        way("zip", PackingTest::zip),
        way("gzip", out -> new GZIPOutputStream(new BZip2CompressorOutputStream(out, 1))),
        encoding("UTF-32LE", "UTF-32LE"),
        encoding("UTF-32BE", "UTF-32BE"),
        encoding("UTF-32LE", "X-UTF-32LE-BOM"),
        encoding("UTF-32BE", "X-UTF-32BE-BOM"),
        encoding("UTF-16LE", "x-UTF-16LE-BOM"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void aFileIsUnpacked(String name, byte[] file) {
    final Diagnosis diagnosis = DIAGNOSING.bytes(file);
    DetachLoop.check(diagnosis);
    assertThat(diagnosis.understanding()).contains("unpacked from").contains(name);
  }

  private static String mail(byte[] part) {
    return String.join(
        "\n",
        "From: a@b",
        "Content-Type: multipart/mixed; boundary=cut",
        "",
        "--cut",
        "",
        "Our guest hangs, see below.",
        "--cut",
        "Content-Type: application/octet-stream; name=dmesg",
        "Content-Transfer-Encoding: base64",
        "",
        Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(part),
        "--cut",
        "",
        "Thanks",
        "--cut--",
        "");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void aPartOfAMailIsUnpackedInItsPlace(String name, byte[] part) {
    final Diagnosis diagnosis = DIAGNOSING.text(mail(part));
    DetachLoop.check(diagnosis);
    assertThat(diagnosis.understanding()).contains("in the mail").contains(name);
  }

  /** As ISO 8859-1. */
  @ParameterizedTest
  @CsvSource(
      value = {
        "(\u00b5/\u00fd|unzstd first",
        "7z\u00bc\u00af'\u001c|7z x first",
        "Rar!\u001a\u0007|unrar x first",
        "LZIP\u0001|lzip -d first",
        "LPKSHHRH|journalctl -k --file",
        "KDUMP   |foreach bt",
        "\u007fELF|foreach bt"
      },
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false)
  void whatCannotBeReadIsRefusedWithWhatToDo(String beginning, String advice) throws IOException {
    final byte[] file = (beginning + "vhost".repeat(9)).getBytes(StandardCharsets.ISO_8859_1);
    for (byte[] whole : new byte[][] {file, packed(file, GZIPOutputStream::new)}) {
      assertThatThrownBy(() -> Findings.read(new ByteArrayInputStream(whole)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(advice);
    }
    final Diagnosis mailed = DIAGNOSING.text(mail(file));
    assertThat(mailed.understanding()).contains(advice);
    assertThat(mailed.summary()).doesNotContain("Nothing of vhost", "No hang");
  }

  @Test
  void theMailAndItsPartAreOneCase() {
    final String log = new String(LOG, StandardCharsets.UTF_8);
    final int half = log.indexOf("[700", log.length() / 2);
    final byte[] second = log.substring(half).getBytes(StandardCharsets.UTF_16);
    final Diagnosis diagnosis = DIAGNOSING.text(log.substring(0, half) + mail(second));
    DetachLoop.check(diagnosis);
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 40, 200, 500})
  void whatIsBrokenIsReadUpToThereAndSaid(int bytes) throws IOException {
    for (Packer packer : new Packer[] {
      GZIPOutputStream::new,
      out -> new BZip2CompressorOutputStream(out, 1),
      out -> new LZMAOutputStream(out, new LZMA2Options(1), -1)
    }) {
      final byte[] whole = packed(LOG, packer);
      final byte[] cut = java.util.Arrays.copyOf(whole, Math.min(bytes, whole.length - 8));
      for (Diagnosis diagnosis :
          new Diagnosis[] {DIAGNOSING.bytes(cut), DIAGNOSING.text(mail(cut))}) {
        assertThat(diagnosis.extent().unread()).isNotEmpty();
        assertThat(diagnosis.summary()).doesNotContain("No hang", "Nothing of vhost");
      }
    }
  }

  @Test
  void aPartThatIsTooLargeIsReadInPartAndSaid() throws IOException {
    final java.util.Random random = new java.util.Random(1);
    final byte[] noise = new byte[7 << 20];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) (i % 80 == 79 ? '\n' : 'a' + random.nextInt(26));
    }
    final Diagnosis diagnosis = DIAGNOSING.text(mail(packed(noise, out -> {
      final OutputStream gzip = new GZIPOutputStream(out);
      gzip.write(LOG);
      return gzip;
    })));
    DetachLoop.check(diagnosis);
    assertThat(diagnosis.extent().unread()).anyMatch(what -> what.contains("larger than 4 MB"));
  }

  @Test
  void aPartWithinAPartWithinAPartEndsSomewhere() {
    String mail = "nothing\n";
    for (int i = 0; i < 6; i++) {
      mail = mail(mail.getBytes(StandardCharsets.UTF_16));
    }
    assertThat(DIAGNOSING.text(mail).extent().unread())
        .anyMatch(what -> what.contains("inside parts of mails"));
  }
}
