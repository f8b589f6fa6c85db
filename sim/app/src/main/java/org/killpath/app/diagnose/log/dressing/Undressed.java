package org.killpath.app.diagnose.log.dressing;

import java.util.Optional;

/**
 * A line of a log without what mail, editors, printk, dmesg, journald, syslog and consoles put before
 * the message.
 *
 * @param caller the task or processor that printed it, if the kernel says so: lines of several may be
 *     mixed
 * @param host whose log it is, if the line says so: those of several machines may be mixed
 * @param time when it was printed: seconds since boot, or else a date as it stands there
 * @param text the message, without blanks at its ends
 * @param prefixed was there anything that only a logger puts there?
 */
public record Undressed(
    String caller, String host, Optional<String> time, String text, boolean prefixed) {

  /** Takes everything off. */
  public static Undressed of(String line) {
    final String plain = Printable.of(line);
    final int start = Quoting.end(plain);
    final Prefixes prefixes = new Prefixes(plain, start);
    return new Undressed(
        prefixes.caller(),
        prefixes.host(),
        prefixes.time(),
        plain.substring(prefixes.end()).strip(),
        prefixes.any());
  }
}
