/**
 * Results of cells, and of the catalogues that they come from, as documents, as comma-separated values
 * and as JSON; beside them what real kernels showed.
 */
package org.killpath.app.report.table;
