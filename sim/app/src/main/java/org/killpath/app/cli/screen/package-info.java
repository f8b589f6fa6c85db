/**
 * The terminal and the operating system around the process: its width, its character set, a
 * progress bar, what Ctrl-C does, and which of the standard streams are there at all.
 *
 * <p>Uses the results of a search, to show how far it has come. Start with {@link
 * org.killpath.app.cli.screen.Terminal}.
 */
package org.killpath.app.cli.screen;
