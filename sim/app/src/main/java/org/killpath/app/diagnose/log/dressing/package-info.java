/**
 * Takes off a line what mail, editors, terminals, loggers and consoles put before a message, and
 * makes what is left harmless to whatever shows it.
 *
 * <p>Uses nothing else of the program. Start with {@code Undressed}.
 */
package org.killpath.app.diagnose.log.dressing;
