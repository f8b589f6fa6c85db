package org.killpath.app.diagnose.log.packing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/** What a log may be packed in, told by its first bytes. */
enum Packing {
  GZIP("gzip", 0x1f, 0x8b, 8) {
    @Override
    InputStream unpack(InputStream in) throws IOException {
      return new GZIPInputStream(in);
    }
  },
  XZ("xz", 0xfd, '7', 'z', 'X', 'Z', 0) {
    @Override
    InputStream unpack(InputStream in) throws IOException {
      return new XZInputStream(in, MEMORY_KIB);
    }
  },
  BZIP2("bzip2", 'B', 'Z', 'h', -1, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59) {
    @Override
    InputStream unpack(InputStream in) throws IOException {
      return new BZip2CompressorInputStream(in, true);
    }
  },
  LZMA("lzma", 0x5d, 0, 0, -1, -1) {
    @Override
    InputStream unpack(InputStream in) throws IOException {
      return new LZMAInputStream(in, MEMORY_KIB);
    }
  },
  LZ4("lz4", 4, 0x22, 0x4d, 0x18) {
    @Override
    InputStream unpack(InputStream in) throws IOException {
      return new FramedLZ4CompressorInputStream(in, true);
    }
  },
  ZIP("zip", 'P', 'K', 3, 4) {
    @Override
    InputStream unpack(InputStream in) {
      return new Entries(new ZipInputStream(in));
    }
  };

  /** More than {@code xz -9} needs would not leave room for anything else. */
  private static final int MEMORY_KIB = 70_000;

  private final String word;
  /** The bytes as characters; any byte where no byte is. */
  private final String beginning;

  Packing(String word, int... beginning) {
    this.word = word;
    this.beginning = characters(beginning);
  }

  /** As its program is called. */
  String word() {
    return word;
  }

  /** Whatever was packed, as it is read. */
  abstract InputStream unpack(InputStream in) throws IOException;

  /** What begins like this, if it is packed in a way that is known. */
  static Optional<Packing> of(byte[] head) {
    return Arrays.stream(values())
        .filter(packing -> begins(head, packing.beginning))
        .findFirst();
  }

  /** Are these the first bytes? A negative one stands for any. */
  static boolean begins(byte[] head, int... wanted) {
    return begins(head, characters(wanted));
  }

  static String characters(int... bytes) {
    return Arrays.stream(bytes)
        .mapToObj(b -> String.valueOf((char) b))
        .collect(Collectors.joining());
  }

  static boolean begins(byte[] head, String wanted) {
    if (head.length < wanted.length()) {
      return false;
    }
    for (int i = 0; i < wanted.length(); i++) {
      final char c = wanted.charAt(i);
      if (c < 0x100 && (head[i] & 0xff) != c) {
        return false;
      }
    }
    return true;
  }

  /** All files of an archive, one behind the other. */
  private static final class Entries extends InputStream {
    private final ZipInputStream zip;
    private boolean inside;

    Entries(ZipInputStream zip) {
      this.zip = zip;
    }

    @Override
    public int read() throws IOException {
      final byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      while (true) {
        if (!inside && zip.getNextEntry() == null) {
          return -1;
        }
        inside = true;
        final int count = zip.read(into, from, most);
        if (count >= 0) {
          return count;
        }
        inside = false;
      }
    }
  }
}
