/**
 * Answers that take many cells together: which designs never hang and what each remaining hang
 * needs, what holds of what was claimed, what everyday work costs, in which order locks are taken.
 *
 * <p>Uses {@code report.verdict}, {@code report.text} and the laboratory, which measured it all
 * before. Start with {@link org.killpath.app.report.answer.Answers}.
 */
package org.killpath.app.report.answer;
