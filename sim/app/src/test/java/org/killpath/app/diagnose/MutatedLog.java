package org.killpath.app.diagnose;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.SplittableRandom;

/** Makes broken logs out of whole ones: cut, spliced, flipped, with lines doubled and noise put in. */
final class MutatedLog {
  private final List<byte[]> whole;
  private final SplittableRandom random;

  MutatedLog(List<byte[]> whole, long seed) {
    this.whole = whole;
    this.random = new SplittableRandom(seed);
  }

  byte[] next() {
    byte[] log = any();
    final int mutations = 1 + random.nextInt(6);
    for (int i = 0; i < mutations; i++) {
      log = mutated(log);
    }
    return log;
  }

  private byte[] any() {
    return whole.get(random.nextInt(whole.size()));
  }

  private byte[] mutated(byte[] log) {
    if (log.length == 0) {
      return any();
    }
    return switch (random.nextInt(9)) {
      case 0 -> joined(log, 0, position(log), log, position(log), log.length);
      case 1 -> splice(log, any());
      case 2 -> flipped(log);
      case 3 -> doubledLine(log);
      case 4 -> withNoise(log);
      case 5 -> withoutLine(log);
      case 6 -> withNumber(log);
      case 7 -> swappedLines(log);
      default -> joined(log, 0, position(log), new byte[0], 0, 0);
    };
  }

  private int position(byte[] log) {
    return random.nextInt(log.length + 1);
  }

  private static byte[] joined(byte[] a, int from, int to, byte[] b, int start, int end) {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(a, from, to - from);
    out.write(b, start, Math.max(0, end - start));
    return out.toByteArray();
  }

  private byte[] splice(byte[] log, byte[] other) {
    final int at = position(log);
    return joined(joined(log, 0, at, other, position(other), other.length), log, at);
  }

  private static byte[] joined(byte[] head, byte[] log, int from) {
    return joined(head, 0, head.length, log, from, log.length);
  }

  private byte[] flipped(byte[] log) {
    final byte[] flipped = log.clone();
    for (int i = 0; i < 1 + random.nextInt(20); i++) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private byte[] withNoise(byte[] log) {
    final byte[] noise = new byte[random.nextInt(200)];
    random.nextBytes(noise);
    final int at = position(log);
    return joined(joined(log, 0, at, noise, 0, noise.length), log, at);
  }

  /** A digit becomes another one, or many: pids, counts and addresses that fit nothing. */
  private byte[] withNumber(byte[] log) {
    for (int tries = 0; tries < 50; tries++) {
      final int at = random.nextInt(log.length);
      if (log[at] >= '0' && log[at] <= '9') {
        final byte[] digits = new byte[1 + random.nextInt(24)];
        java.util.Arrays.fill(digits, (byte) ('0' + random.nextInt(10)));
        return joined(joined(log, 0, at, digits, 0, digits.length), log, at + 1);
      }
    }
    return log;
  }

  private int lineStart(byte[] log, int from) {
    int at = from;
    while (at > 0 && log[at - 1] != '\n') {
      at--;
    }
    return at;
  }

  private int lineEnd(byte[] log, int from) {
    int at = from;
    while (at < log.length && log[at] != '\n') {
      at++;
    }
    return Math.min(log.length, at + 1);
  }

  private byte[] doubledLine(byte[] log) {
    final int at = random.nextInt(log.length);
    final int end = lineEnd(log, at);
    final byte[] head = joined(log, 0, end, log, lineStart(log, at), end);
    return joined(head, log, end);
  }

  private byte[] withoutLine(byte[] log) {
    final int at = random.nextInt(log.length);
    return joined(log, 0, lineStart(log, at), log, lineEnd(log, at), log.length);
  }

  private byte[] swappedLines(byte[] log) {
    final int at = random.nextInt(log.length);
    final int start = lineStart(log, at);
    final int end = lineEnd(log, at);
    final int next = lineEnd(log, Math.min(end, log.length - 1));
    final byte[] head = joined(joined(log, 0, start, log, end, next), log, start, end);
    return joined(head, log, Math.max(end, next));
  }

  private static byte[] joined(byte[] head, byte[] log, int from, int to) {
    return joined(head, 0, head.length, log, from, to);
  }
}
