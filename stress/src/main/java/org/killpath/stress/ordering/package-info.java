/**
 * A jcstress test for each ordering: jcstress's own threads play the killer and the one whom it
 * races with, free-running, and an arbiter takes the verdict. Each class opens with the problem and
 * with the command that runs just this test.
 *
 * <p>Uses {@code stress.fork} and the engine's free runs; which design is tested comes from the
 * command line. Start with {@link org.killpath.stress.ordering.C}.
 */
package org.killpath.stress.ordering;
