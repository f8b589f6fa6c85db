package org.killpath.app.diagnose.log.form;

import java.util.regex.Pattern;

/**
 * What in a line that is of no known form shows that it is no prose: a report, a list or a stack of
 * some tool may be what it belongs to.
 */
public final class Unread {
  /** A worker's name beside a number, as tools list tasks, or above a stack in one line. */
  private static final Pattern WORKER = Pattern.compile("(?:^|[ (])\\d{1,9}[ )].{0,80}\\bvhost-\\d"
      + "|\\bvhost-\\d{1,9}(?:(?:[ )]{1,8}\\(?|[-:/])\\d|;)");

  /** A worker's name as a value, in a column, or alone: {@code COMM=vhost-77}, {@code 78,vhost-77,D}. */
  private static final Pattern VALUE = Pattern.compile(
      "^vhost-\\d{1,9}$|(?:[=|,;\\t][\"']?|: ?\")vhost-\\d|\\bvhost-\\d{1,9}[\"']?[|,\\t][^ ]");

  /** A function by its bare name; modules are called alike, and prose writes functions with (). */
  private static final Pattern FUNCTION = Pattern.compile("(?<![\\w./-])(?<!struct )(?:__)?vhost_"
      + "(?!(?:net|vsock|scsi|vdpa|user|iotlb|ring|blk)(?!\\w))\\w{2,64}+"
      + "(?![\\w(/-]|\\.(?:c|h|ko)\\b)");

  private Unread() {}

  /** Does it name a task of vhost, or a function, as reports, lists and stacks do? */
  public static boolean namesOurs(String text) {
    return WORKER.matcher(text).find()
        || VALUE.matcher(text).find()
        || FUNCTION.matcher(text).find();
  }
}
