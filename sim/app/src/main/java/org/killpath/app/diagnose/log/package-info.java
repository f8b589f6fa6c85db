/**
 * What a kernel log can say of hung tasks, locks, call traces and crashes, as records. They say
 * what stands there and conclude nothing; whatever is read is a {@link
 * org.killpath.app.diagnose.log.LogEntry}.
 *
 * <p>Uses the JDK alone. A log comes here through the packages below: {@code line} cuts it, {@code
 * dressing} takes off what others put around a message, {@code form} knows the forms of messages,
 * {@code report} puts lines together. Start with {@code LogEntry}, then {@link
 * org.killpath.app.diagnose.log.report.LogParser}.
 */
package org.killpath.app.diagnose.log;
