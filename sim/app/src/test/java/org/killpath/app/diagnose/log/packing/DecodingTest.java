package org.killpath.app.diagnose.log.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What was packed to do harm: it is left, and that is said. */
class DecodingTest {
  /** Whose dictionary has 1 GiB. */
  private static final String LARGE_XZ =
      "/Td6WFoAAATm1rRGAgAhASQAAABeH8f5AQAFYSBsb2cKAAAAN45wMgpu60AAAR4GwS+kHR+2830BAAAAAARZWg==";

  private static byte[] gzip(byte[] content) throws IOException {
    final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }

  @Test
  void whatUnpacksToTooMuchIsReadInPart() throws IOException {
    final byte[] packed = gzip(gzip(new byte[10_000_000]));
    final Decoding decoding = Decoding.of(new ByteArrayInputStream(packed), 1_000_000);
    assertThat(decoding.text().readAllBytes()).hasSizeBetween(1_000_000, 2_000_000);
    assertThat(decoding.unread())
        .singleElement()
        .asString()
        .startsWith("the gzip data is read no further than ");
  }

  @Test
  void whatUnpacksToNoMoreThanThatIsReadInFull() throws IOException {
    final Decoding decoding =
        Decoding.of(new ByteArrayInputStream(gzip(new byte[1000])), 1_000_000);
    assertThat(decoding.text().readAllBytes()).hasSize(1000);
    assertThat(decoding.unread()).isEmpty();
  }

  @Test
  void whatNeedsTooMuchMemoryIsNotCalledBroken() throws IOException {
    final Decoding decoding =
        Decoding.of(new ByteArrayInputStream(Base64.getDecoder().decode(LARGE_XZ)));
    assertThat(decoding.text().readAllBytes()).isEmpty();
    assertThat(decoding.unread())
        .containsExactly("the xz data needs more memory than is taken for it: unpack it first");
  }
}
