package org.killpath.app.diagnose.log.report;

import java.util.Locale;

/** The name of a machine, which not every line of a log may write in the same way. */
final class HostName {
  private HostName() {}

  /** In small letters and without its domain, which some write and others do not; an address has none. */
  static String plain(String host) {
    if (host.isEmpty()) {
      return host;
    }
    final int dot = host.indexOf('.');
    final boolean address = Character.isDigit(host.charAt(host.length() - 1));
    return (dot > 0 && !address ? host.substring(0, dot) : host).toLowerCase(Locale.ROOT);
  }
}
