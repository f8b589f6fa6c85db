/**
 * Puts lines together to whole reports: a lock list, the dump of a task, a crash, a report of
 * lockdep; apart for each task or processor whose lines are mixed with others.
 *
 * <p>Uses {@code diagnose.log}, {@code dressing}, {@code form} and {@code line}. Start with {@link
 * org.killpath.app.diagnose.log.report.LogParser}, then {@code CallerLines}.
 */
package org.killpath.app.diagnose.log.report;
