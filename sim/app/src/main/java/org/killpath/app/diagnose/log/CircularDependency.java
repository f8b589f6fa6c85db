package org.killpath.app.diagnose.log;

/**
 * Lockdep: {@code possible circular locking dependency detected}.
 *
 * @param task who was about to close the circle
 * @param wanted the class of the lock that it wanted
 * @param held the class of the lock that it held
 */
public record CircularDependency(TaskId task, String wanted, String held, long line)
    implements LogEntry {}
