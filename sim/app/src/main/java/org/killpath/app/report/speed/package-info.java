/**
 * Measurements of the engine, to be read: schedules a second, and what each strategy takes to find
 * something. Every number says how it was obtained, and what is missing is named.
 *
 * <p>Uses the engine's {@code measure}, and {@code report.text}. Start with {@link
 * org.killpath.app.report.speed.SpeedReport}.
 */
package org.killpath.app.report.speed;
