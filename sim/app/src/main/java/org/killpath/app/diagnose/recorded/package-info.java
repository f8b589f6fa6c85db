/**
 * What the model's cells showed when they were run, kept with the program, so that a log is compared
 * with them without running all of them again.
 *
 * <p>It is no second source of truth: tests run cells again and compare, and a cell that is not in
 * the recording, or a recording of another model, is run. Start with {@link
 * org.killpath.app.diagnose.recorded.Recording}.
 */
package org.killpath.app.diagnose.recorded;
