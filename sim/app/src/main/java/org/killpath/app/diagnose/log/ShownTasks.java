package org.killpath.app.diagnose.log;

import java.util.Optional;

/** Somebody asked the kernel for its tasks or locks: sysrq-w, -t, -d, -l. */
public record ShownTasks(String what, long line, Optional<String> time) implements LogEntry {}
