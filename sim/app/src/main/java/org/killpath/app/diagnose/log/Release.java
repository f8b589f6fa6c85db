package org.killpath.app.diagnose.log;

/** Which kernel prints this, as a report names it. */
public record Release(String name) implements LogEntry {}
