/**
 * What a run says: a summary for the console, the whole grid for files.
 *
 * <p>Uses the documents of {@code lab.table}. Start with {@link org.killpath.stress.report.Results}.
 */
package org.killpath.stress.report;
