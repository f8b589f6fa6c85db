/**
 * From a kernel log to an answer: which task hangs, where, on what, who has it or may have it,
 * which orderings of the model show the same, and which designs would not. A log is what strangers
 * wrote, and is treated so in every package below.
 *
 * <p>The way of a log leads through {@code log}, {@code evidence}, {@code match} and {@code words}
 * to {@code render}. Start with {@link org.killpath.app.diagnose.Analyst}; what it comes to is a
 * {@link org.killpath.app.diagnose.Diagnosis}.
 */
package org.killpath.app.diagnose;
