/**
 * How all reports write JSON and comma-separated values: once, so that escapes, line ends and
 * numbers are alike everywhere.
 *
 * <p>Uses libraries alone. Start with {@link org.killpath.app.report.text.Json}.
 */
package org.killpath.app.report.text;
