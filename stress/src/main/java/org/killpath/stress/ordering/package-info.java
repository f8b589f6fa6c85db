/**
 * The jcstress test of all orderings: jcstress's own threads play the two tasks that race in a world,
 * free-running, and an arbiter takes the verdict.
 *
 * <p>Uses {@code stress.fork}; which worlds are run comes from the command line. Start with {@link
 * org.killpath.stress.ordering.AnyCell}.
 */
package org.killpath.stress.ordering;
