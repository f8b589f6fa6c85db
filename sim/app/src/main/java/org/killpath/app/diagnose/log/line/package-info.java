/**
 * From a file to the few lines in it that matter: unpacks it, brings its text to UTF-8, undoes what
 * mail did, and cuts it into lines. Needs a fixed amount of memory, whatever the file holds; {@code
 * Limits} says how much of a log is kept at all.
 *
 * <p>Uses the JDK, and a library for one kind of packing. Start with {@link
 * org.killpath.app.diagnose.log.line.LogReader}, then {@link
 * org.killpath.app.diagnose.log.line.Marks}, by which a line is found to matter.
 */
package org.killpath.app.diagnose.log.line;
