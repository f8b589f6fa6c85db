/**
 * The program {@code killpath}: how it begins, and how it ends. Every exception becomes an exit
 * status and one line here, in {@code Failure}: 2 for bad input, 3 for whatever else went wrong.
 *
 * <p>Uses the commands and their options, and from below only the exceptions that a user can bring
 * about. Start with {@link org.killpath.app.cli.Main}, then {@link org.killpath.app.cli.Killpath}.
 */
package org.killpath.app.cli;
