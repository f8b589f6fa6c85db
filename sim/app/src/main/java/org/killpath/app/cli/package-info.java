/** The command line: what all commands have in common, and what becomes of whatever goes wrong. */
package org.killpath.app.cli;
