/** Each command: which options it has, what it runs, and in which forms it prints that. */
package org.killpath.app.cli.command;
