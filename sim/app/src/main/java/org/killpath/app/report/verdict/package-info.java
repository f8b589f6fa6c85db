/**
 * One execution in words: who is stuck where, on what, why nothing moves; and, step by step, how it
 * came to that.
 *
 * <p>Uses the engine's verdicts and traces, and the laboratory's documents. Start with {@link
 * org.killpath.app.report.verdict.VerdictReport}, then {@link
 * org.killpath.app.report.verdict.TraceTable}.
 */
package org.killpath.app.report.verdict;
