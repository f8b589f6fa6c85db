/**
 * The subcommands for a real machine: {@code reproduce} writes what plays orderings on a kernel, {@code
 * compare} reads what it did, {@code capture} prints the script for a machine that hangs.
 *
 * <p>Uses {@code option}, {@code kit} and {@code report.kernel}. Start with {@link
 * org.killpath.app.cli.command.machine.CaptureCommand}, the shortest.
 */
package org.killpath.app.cli.command.machine;
