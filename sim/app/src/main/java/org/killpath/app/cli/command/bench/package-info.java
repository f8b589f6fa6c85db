/**
 * The subcommand that measures the program itself: schedules per second, and how many of them each
 * strategy takes.
 *
 * <p>Uses {@code option}, {@code screen} and {@code report.speed}. Start with {@link
 * org.killpath.app.cli.command.bench.BenchCommand}.
 */
package org.killpath.app.cli.command.bench;
