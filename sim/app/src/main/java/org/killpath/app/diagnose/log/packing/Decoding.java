package org.killpath.app.diagnose.log.packing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tukaani.xz.MemoryLimitException;

/**
 * Takes off what a file was packed in and brings its text to UTF-8, as a stream: packing, UTF-16 and
 * UTF-32 are told by how they begin.
 */
public final class Decoding {
  private static final int PEEK = 512;
  private static final int LAYERS = 4;

  /** A few kilobytes that somebody has made for it unpack to more than anybody waits for. */
  private static final long MOST_BYTES = 8L << 30;

  private final long bound;
  private final List<String> steps = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();
  private final InputStream text;
  private Optional<String> unreadable = Optional.empty();

  private Decoding(InputStream packed, long most) throws IOException {
    this.bound = most;
    BufferedInputStream in = buffered(packed);
    for (int layer = 0; layer < LAYERS; layer++) {
      final InputStream unpacked = unpacked(in);
      if (unpacked == in) {
        break;
      }
      in = buffered(unpacked);
    }
    text = utf8(in);
  }

  public static Decoding of(InputStream in) throws IOException {
    return of(in, MOST_BYTES);
  }

  /** Likewise; of what is packed at most so many bytes are read, however much it unpacks to. */
  static Decoding of(InputStream in, long most) throws IOException {
    return new Decoding(in, most);
  }

  /** The text in UTF-8. */
  public InputStream text() {
    return text;
  }

  /** What was taken off, the outermost first: {@code gzip}, {@code xz}, {@code UTF-16LE}. */
  public List<String> steps() {
    return List.copyOf(steps);
  }

  /** What all of it lies in that is known and not read, in words. */
  public Optional<String> unreadable() {
    return unreadable;
  }

  /** What could not be taken off, or not to the end, in words; filled while the text is read. */
  public List<String> unread() {
    return List.copyOf(unread);
  }

  private static BufferedInputStream buffered(InputStream in) {
    return new BufferedInputStream(in, 1 << 16);
  }

  private InputStream unpacked(BufferedInputStream in) throws IOException {
    final byte[] head = peek(in);
    final Optional<Packing> packing = Packing.of(head);
    if (packing.isPresent()) {
      return guarded(packing.get(), in);
    }
    unreadable = Unreadable.of(head);
    unreadable.ifPresent(unread::add);
    return in;
  }

  /** Would anything have to be taken off what begins like this? */
  public static boolean isNeeded(byte[] head) {
    return Packing.of(head).isPresent()
        || Unreadable.of(head).isPresent()
        || !charset(head).equals(StandardCharsets.UTF_8);
  }

  private InputStream guarded(Packing packing, BufferedInputStream in) throws IOException {
    final String name = packing.word();
    in.mark(PEEK);
    try {
      final InputStream unpacked = packing.unpack(in);
      steps.add(name);
      return new Guarded(unpacked, name);
    } catch (MemoryLimitException e) {
      unread.add(tooLarge(name));
      return InputStream.nullInputStream();
    } catch (IOException | RuntimeException e) {
      in.reset();
      unread.add("it begins like " + name + ", but is not");
      return in;
    }
  }

  private static String tooLarge(String name) {
    return "the " + name + " data needs more memory than is taken for it: unpack it first";
  }

  /** Ends where the packed data is broken, or too much, and says so; what came before is not lost. */
  private final class Guarded extends InputStream {
    private final InputStream in;
    private final String name;
    private long got;
    private boolean ended;

    Guarded(InputStream in, String name) {
      this.in = in;
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      final byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) {
      if (ended) {
        return -1;
      }
      if (got >= bound) {
        return end("the " + name + " data is read no further than " + got + " bytes of text");
      }
      try {
        final int count = in.read(into, from, most);
        got += Math.max(0, count);
        return count;
      } catch (MemoryLimitException e) {
        return end(tooLarge(name));
      } catch (IOException | RuntimeException e) {
        return end("the " + name + " data is broken after " + got + " bytes of text");
      }
    }

    private int end(String why) {
      ended = true;
      unread.add(why);
      return -1;
    }
  }

  private InputStream utf8(BufferedInputStream in) throws IOException {
    final byte[] head = peek(in);
    if (Packing.begins(head, 0xef, 0xbb, 0xbf)) {
      in.skipNBytes(3);
      return in;
    }
    final Charset charset = charset(head);
    if (charset.equals(StandardCharsets.UTF_8)) {
      return in;
    }
    steps.add(charset.name());
    return new Recoded(in, charset);
  }

  private static Charset charset(byte[] head) {
    if (Packing.begins(head, 0xff, 0xfe, 0, 0)) {
      return Charset.forName("UTF-32LE");
    }
    if (Packing.begins(head, 0, 0, 0xfe, 0xff)) {
      return Charset.forName("UTF-32BE");
    }
    if (Packing.begins(head, 0xff, 0xfe)) {
      return StandardCharsets.UTF_16LE;
    }
    if (Packing.begins(head, 0xfe, 0xff)) {
      return StandardCharsets.UTF_16BE;
    }
    return withoutMark(head);
  }

  /** Latin text in UTF-16 has a zero in nearly every other byte. */
  private static Charset withoutMark(byte[] head) {
    if (isWide(head, 0)) {
      return Charset.forName("UTF-32LE");
    }
    if (isWide(head, 3)) {
      return Charset.forName("UTF-32BE");
    }
    int even = 0;
    int odd = 0;
    for (int i = 0; i < head.length; i++) {
      if (head[i] == 0) {
        if (i % 2 == 0) {
          even++;
        } else {
          odd++;
        }
      }
    }
    final int half = head.length / 2;
    if (half >= 4 && odd > half * 3 / 4 && even < half / 8) {
      return StandardCharsets.UTF_16LE;
    }
    return half >= 4 && even > half * 3 / 4 && odd < half / 8
        ? StandardCharsets.UTF_16BE
        : StandardCharsets.UTF_8;
  }

  /** Latin text in UTF-32 has three zeros of four bytes. */
  private static boolean isWide(byte[] head, int letter) {
    final int whole = head.length / 4 * 4;
    int letters = 0;
    for (int i = 0; i < whole; i++) {
      if ((head[i] == 0) == (i % 4 == letter)) {
        return false;
      }
      letters += i % 4 == letter ? 1 : 0;
    }
    return letters >= 4;
  }

  private static byte[] peek(BufferedInputStream in) throws IOException {
    in.mark(PEEK);
    final byte[] head = in.readNBytes(PEEK);
    in.reset();
    return head;
  }
}
