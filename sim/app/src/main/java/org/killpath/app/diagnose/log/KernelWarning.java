package org.killpath.app.diagnose.log;

/**
 * {@code WARNING: ... at FILE:LINE FUNCTION+0x..}
 *
 * @param function where it fired
 */
public record KernelWarning(String function, long line) implements LogEntry {}
