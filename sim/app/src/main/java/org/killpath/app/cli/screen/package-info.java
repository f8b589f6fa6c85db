/** The process around a run: the terminal, the standard streams, and signals. */
package org.killpath.app.cli.screen;
