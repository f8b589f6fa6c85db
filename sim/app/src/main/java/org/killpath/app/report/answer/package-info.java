/**
 * What the cells say to the questions that people ask: what was claimed, which designs never hang and
 * what the hangs need, what a design costs, in which order locks are taken.
 */
package org.killpath.app.report.answer;
