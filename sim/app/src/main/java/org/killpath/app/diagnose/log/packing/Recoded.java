package org.killpath.app.diagnose.log.packing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text of another character set as a stream of UTF-8, without a byte order mark. */
final class Recoded extends InputStream {
  private static final int CHARACTERS = 1 << 13;
  private static final char MARK = '\ufeff';

  private final Reader reader;
  private final CharsetEncoder encoder = StandardCharsets.UTF_8
      .newEncoder()
      .onMalformedInput(CodingErrorAction.REPLACE)
      .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final char[] characters = new char[CHARACTERS];
  private final ByteBuffer bytes = ByteBuffer.allocate(CHARACTERS * 3 + 8).flip();
  private boolean begun;

  Recoded(InputStream in, Charset charset) {
    reader = new InputStreamReader(in, charset);
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int from, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    final int count = Math.min(most, bytes.remaining());
    bytes.get(into, from, count);
    return count;
  }

  private boolean fill() throws IOException {
    while (!bytes.hasRemaining()) {
      final int got = reader.read(characters);
      if (got < 0) {
        return false;
      }
      final int skip = !begun && got > 0 && characters[0] == MARK ? 1 : 0;
      begun = true;
      bytes.clear();
      encoder.encode(CharBuffer.wrap(characters, skip, got - skip), bytes, false);
      bytes.flip();
    }
    return true;
  }
}
