/**
 * The mirrored C functions that a task is in, as call traces show them.
 *
 * <p>Uses the JDK alone. Start with {@link org.killpath.engine.kernel.call.CFunction}.
 */
package org.killpath.engine.kernel.call;
