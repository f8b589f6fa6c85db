/**
 * What a world at rest shows: who is blocked where, on what, and who could end that; and from the
 * findings of all parts one {@link org.killpath.engine.judge.Verdict}. Which outcomes there are is
 * declared by the subject; here it is only found out which of them came about.
 *
 * <p>Uses {@code kernel}, {@code primitive} and the parts of an execution from {@code runtime}.
 * Start with {@link org.killpath.engine.judge.Judge}, then {@link org.killpath.engine.judge.Scale},
 * by which a subject names what the judge finds.
 */
package org.killpath.engine.judge;
