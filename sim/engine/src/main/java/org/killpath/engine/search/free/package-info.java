/**
 * Executions of a subject under the operating system's own scheduling, judged like the others. They
 * cannot be replayed: what they add is that nothing between them and real threads could hide a bug.
 *
 * <p>Uses {@code search}, {@code judge} and {@code runtime}. Start with {@link
 * org.killpath.engine.search.free.FreeRuns}.
 */
package org.killpath.engine.search.free;
