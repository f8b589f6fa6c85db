/**
 * What is true of a task or a group at a time: the state that {@code ps} shows, what halts it, which
 * memory it has and why it was told to die.
 *
 * <p>Uses the names of C functions alone. Start with {@link
 * org.killpath.engine.kernel.state.TaskState}.
 */
package org.killpath.engine.kernel.state;
