package org.killpath.app.diagnose.log;

/** A task's pid and name, of which nothing else is said. */
public record Named(TaskId task) implements LogEntry {}
