/**
 * More things that tasks contend for, each a {@link org.killpath.engine.kernel.Resource}: shared
 * fields, completions, counts of references, lists, queues, files, pages of user memory, and the
 * stages by which an ordering is brought about.
 *
 * <p>Uses {@code kernel}, by the same calls that are open to a subject which needs a primitive of
 * its own. Start with {@link org.killpath.engine.primitive.Completion}, one of the smallest that
 * blocks.
 */
package org.killpath.engine.primitive;
