/**
 * One class for each subcommand: it takes what the user asked for from {@code option}, has it run,
 * and lists the forms in which the result can be printed. What a result says is not here but in
 * {@code report} and {@code diagnose}.
 *
 * <p>Uses everything below. Start with {@link org.killpath.app.cli.command.CostsCommand}, the
 * shortest, then {@link org.killpath.app.cli.command.TableCommand}.
 */
package org.killpath.app.cli.command;
