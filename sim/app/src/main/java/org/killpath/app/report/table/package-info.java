/**
 * What a run over many cells came to, beside the outcome table itself: each cell in full, the
 * results for other programs to read, the model beside real kernels, and what there is to choose
 * from.
 *
 * <p>Uses {@code report.verdict}, {@code report.text} and the laboratory. Start with {@link
 * org.killpath.app.report.table.CellReport}.
 */
package org.killpath.app.report.table;
