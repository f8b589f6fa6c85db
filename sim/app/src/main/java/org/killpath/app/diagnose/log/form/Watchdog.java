package org.killpath.app.diagnose.log.form;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.killpath.app.diagnose.log.HungReport;
import org.killpath.app.diagnose.log.LikelyOwner;

/**
 * What the watchdog for hung tasks says, and what names a kernel. A pattern is tried at one place of a
 * line only, and every repetition in it has a bound, so that no line takes long.
 */
public final class Watchdog {
  private static final String INFO = "INFO: task ";

  private static final Pattern HUNG = Pattern.compile(
      "INFO: task (.{1,64}):(\\d{1,9}) blocked (in I/O wait )?for more than (\\d{1,9}) seconds");

  private static final Pattern LIKELY_OWNER = Pattern.compile(
      "INFO: task (.{1,64}):(\\d{1,9}) (?:<writer> |<reader> )?(?:is )?blocked on an? [a-z-]{1,20}"
          + "(?: likely (?:last held|owned) by task (?:<writer> |<reader> )?(.{1,64}):(\\d{1,9})"
          + "|, but the owner is not found|.{0,40}not found)");

  private static final String TAINTED = "ainted";
  private static final Pattern RELEASE =
      Pattern.compile("ainted(?::? [A-Z -]{1,40}?)? {1,8}(\\S{1,64}) #\\d");
  private static final Pattern NAMED = Pattern.compile(
      "^(?:capture: kernel|RELEASE:) (\\d\\S{1,63})|^Linux \\S{1,64} (\\d+\\.\\d\\S{0,60}) #\\d\\S{0,24} ");
  private static final Pattern BOOT = Pattern.compile("^Linux version (\\S{1,64})");

  private Watchdog() {}

  public static Optional<HungReport> hung(String text, long number, Optional<String> time) {
    return at(HUNG, text, INFO)
        .map(form -> new HungReport(
            Locks.task(form.group(1), form.group(2)),
            Long.parseLong(form.group(4)),
            form.group(3) != null,
            number,
            time));
  }

  public static Optional<LikelyOwner> likelyOwner(String text, long number) {
    return at(LIKELY_OWNER, text, INFO)
        .map(form -> new LikelyOwner(
            Locks.task(form.group(1), form.group(2)),
            form.group(3) == null
                ? Optional.empty()
                : Optional.of(Locks.task(form.group(3), form.group(4))),
            number));
  }

  /** The release that a report names behind {@code Not tainted}. */
  public static Optional<String> release(String text) {
    return at(RELEASE, text, TAINTED).map(form -> form.group(1));
  }

  /** The release as {@code killpath capture}, crash(8) and {@code uname -a} name it. */
  public static Optional<String> named(String text) {
    if (!text.startsWith("Linux ")
        && !text.startsWith("RELEASE:")
        && !text.startsWith("capture: ")) {
      return Optional.empty();
    }
    final Matcher form = NAMED.matcher(text);
    return form.find()
        ? Optional.of(form.group(1) == null ? form.group(2) : form.group(1))
        : Optional.empty();
  }

  public static Optional<String> boot(String text) {
    final Matcher form = BOOT.matcher(text);
    return form.find() ? Optional.of(form.group(1)) : Optional.empty();
  }

  /** The pattern where {@code beginning} first is. */
  private static Optional<Matcher> at(Pattern pattern, String text, String beginning) {
    final int start = text.indexOf(beginning);
    if (start < 0) {
      return Optional.empty();
    }
    final Matcher form = pattern.matcher(text).region(start, text.length());
    return form.lookingAt() ? Optional.of(form) : Optional.empty();
  }
}
