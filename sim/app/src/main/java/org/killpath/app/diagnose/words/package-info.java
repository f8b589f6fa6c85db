/**
 * Says in sentences what was found: who has the lock, where in the teardown a task is, what the log
 * leaves open and what would settle it. No sentence is about more than the evidence that it is
 * given.
 *
 * <p>Uses {@code diagnose.evidence} and {@code diagnose.match}. Start with {@link
 * org.killpath.app.diagnose.words.Notes}.
 */
package org.killpath.app.diagnose.words;
