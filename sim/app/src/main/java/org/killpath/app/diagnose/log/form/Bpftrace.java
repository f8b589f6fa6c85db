package org.killpath.app.diagnose.log.form;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.killpath.app.diagnose.log.TaskId;

/** What bpftrace prints beside its maps: {@code printf("%s %d %s", comm, tid, kstack)}. */
public final class Bpftrace {
  private static final Pattern TITLE = Pattern.compile("^Attach(?:ing|ed) \\d{1,6} probes?\\b.*");

  /** {@code vhost-77 78}, {@code vhost-77 (78):}, {@code vhost-77: 78}. */
  private static final Pattern NAME_FIRST =
      Pattern.compile("^([A-Za-z<(]\\S{0,14}?)[ ,:(\\[/]{1,4}(\\d{1,7})[)\\]:]{0,2}$");

  /** {@code 78 vhost-77}, {@code 78: vhost-77}. */
  private static final Pattern NUMBER_FIRST =
      Pattern.compile("^(\\d{1,7})[ ,:/]{1,4}([A-Za-z<(]\\S{0,14}?):?$");

  private Bpftrace() {}

  /** Does it say that it begins? */
  public static boolean isTitle(String text) {
    return TITLE.matcher(text).matches();
  }

  /** Whose the stack below is. */
  public static Optional<TaskId> head(String text) {
    final Matcher name = NAME_FIRST.matcher(text);
    if (name.matches()) {
      return Optional.of(Locks.task(name.group(1), name.group(2)));
    }
    final Matcher number = NUMBER_FIRST.matcher(text);
    return number.matches()
        ? Optional.of(Locks.task(number.group(2), number.group(1)))
        : Optional.empty();
  }
}
