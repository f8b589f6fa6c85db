/**
 * What users can say, and how it is read and checked: cells by their names, numbers, budgets,
 * files, forms of output. Options that several commands have stand here once. What cannot be had is
 * refused with one line, {@link org.killpath.app.cli.option.BadInput}.
 *
 * <p>Uses {@code screen}, the laboratory and the engine's search; knows no command. Start with
 * {@link org.killpath.app.cli.option.RunOptions}, then {@link org.killpath.app.cli.option.Forms}.
 */
package org.killpath.app.cli.option;
