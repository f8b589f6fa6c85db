package org.killpath.app.diagnose.log;

import java.util.Optional;

/**
 * What {@code killpath capture} found in the memory of a kernel: a task waits for a mutex, and whom
 * the owner word names.
 *
 * @param waiter the waiting task
 * @param mutex the address of the mutex; empty if the task waits for none
 * @param owner empty if nobody has it, or if the owner is gone
 */
public record Captured(TaskId waiter, Optional<String> mutex, Optional<TaskId> owner, long line)
    implements LogEntry {}
