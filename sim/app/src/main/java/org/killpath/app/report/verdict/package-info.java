/** One verdict and one execution in words: who waits for whom, and every step. */
package org.killpath.app.report.verdict;
