package org.killpath.app.diagnose.log.line;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was read.
 *
 * @param bytes of text, unpacked and in UTF-8
 * @param lines how many line feeds
 * @param cut how many lines were longer than any that a kernel writes, and were read in part
 * @param prefixed how many lines begin as printk, journald or syslog begin a kernel's line
 * @param vhost how many lines name vhost
 * @param binary is most of what was looked at no text?
 * @param steps what the text was packed and encoded in
 * @param unread what could not be unpacked or understood, in words
 */
public record Extent(
    long bytes,
    long lines,
    long cut,
    long prefixed,
    long vhost,
    boolean binary,
    List<String> steps,
    List<String> unread) {
  public Extent {
    steps = List.copyOf(steps);
    unread = List.copyOf(unread);
  }

  /** Says, of what is binary, what it is instead. */
  public String noText() {
    return "no text, but " + bytes + " bytes of something else";
  }

  /** It could not be read as what it is, for this reason. */
  public Extent without(String reason) {
    return and(new Extent(0, 0, 0, 0, 0, true, List.of(), List.of(reason)));
  }

  /** It was read once this had been done to it. */
  public Extent after(String step) {
    return and(new Extent(0, 0, 0, 0, 0, true, List.of(step), List.of()));
  }

  /** Of both, one behind the other. */
  public Extent and(Extent other) {
    return new Extent(
        bytes + other.bytes,
        lines + other.lines,
        cut + other.cut,
        prefixed + other.prefixed,
        vhost + other.vhost,
        binary && other.binary,
        Stream.concat(steps.stream(), other.steps.stream()).distinct().toList(),
        Stream.concat(unread.stream(), other.unread.stream()).distinct().toList());
  }
}
