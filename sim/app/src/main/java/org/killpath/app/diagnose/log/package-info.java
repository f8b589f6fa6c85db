/**
 * Reads a kernel log of any size, in a fixed amount of memory, into records of what it reports:
 * hung tasks, lock lists, call traces, warnings. Says what stands there and concludes nothing.
 *
 * <p>Uses the JDK alone. Start with {@link org.killpath.app.diagnose.log.LogReader}, which finds
 * the few lines that matter, then {@link org.killpath.app.diagnose.log.LogParser} and its {@code
 * Forms}.
 */
package org.killpath.app.diagnose.log;
