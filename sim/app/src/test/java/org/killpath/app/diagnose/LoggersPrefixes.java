package org.killpath.app.diagnose;

import java.util.List;

/** What loggers put before a message; formats of the seconds and microseconds, if they have a time. */
public final class LoggersPrefixes {
  public static final List<String> ALL = List.of(
      "",
      "[  %d.%06d] ",
      "<6>[  %d.%06d] ",
      "<14>",
      "[  %d.%06d][   T26] ",
      "[  %d.%06d][    C0] ",
      "[   T26] ",
      "[Sun Nov 22 06:22:33 2026] ",
      "kern  :err   : [  %d.%06d] ",
      "Nov 22 06:22:33 host-17 kernel: ",
      "2026-11-22T06:22:33+0100 host-17 kernel: ",
      "2026-11-22T06:22:33.123456+01:00 host-17 kernel: [  %d.%06d] ",
      "[  %d.%06d] host-17 kernel: ",
      "Nov 22 06:22:33 host-17 kernel: [  %d.%06d] ",
      "<6>1 2026-11-22T06:22:33.123456+01:00 host-17 kernel - - - [  %d.%06d] ",
      "ttyS0 | [  %d.%06d] ",
      "\u001b[32m[  %d.%06d] \u001b[0m",
      "[%d.%06d] kernel: ",
      "[  +0.000003] ",
      "2026-11-22T06:22:33,123456+01:00 ",
      "06:22:33 ",
      "[  %d.%06d] 001: ",
      "4,1234,%d%06d,-;",
      "4,1234,%d%06d,-,caller=T26;",
      "kern.err kernel: [  %d.%06d] ",
      "host-17 kernel: [  %d.%06d] ",
      "kernel: ",
      "12:[  %d.%06d] ",
      "2026-11-22 06:22:33 ",
      "1763792553.123456 ",
      "1763792553.123456 host-17 kernel: ",
      "2026-11-22T06:22:33.123456789Z stderr F [  %d.%06d] ",
      "2026-11-22T06:22:33.123456Z 01O [  %d.%06d] ",
      "[pod/node-17/console] [  %d.%06d] ",
      "<4>1 2026-11-22T06:22:33.123456+01:00 host-17 kernel - - [meta sequenceId=\"17\"] [  %d.%06d] ",
      "11-22 06:22:33.123     0     0 E         : ",
      "11-22 06:22:33.123  root     0     0 W kernel  : [  %d.%06d] ",
      "2026-11-22 06:22:33.123+0000: ",
      "+[  %d.%06d] ",
      "     17  [  %d.%06d] ",
      "[  %d.%06d] 003: ");

  private LoggersPrefixes() {}
}
