/**
 * What tasks contend for, each a {@link org.killpath.engine.kernel.Resource}: mutexes and spinlocks,
 * shared fields, completions, counts of references, lists, queues, files, pages of user memory, and
 * the stages by which an ordering is brought about. Underneath are locks, latches and queues of
 * {@code java.util.concurrent}.
 *
 * <p>Uses {@code kernel}, by the same calls that are open to a subject which needs a primitive of
 * its own. Start with {@link org.killpath.engine.primitive.Completion}, one of the smallest that
 * blocks.
 */
package org.killpath.engine.primitive;
