package org.killpath.app.diagnose.log;

/** A kernel starts: pids and addresses from before mean nothing any more. */
public record Boot(String release, long line) implements LogEntry {}
