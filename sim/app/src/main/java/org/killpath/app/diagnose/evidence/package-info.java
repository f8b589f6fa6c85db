/**
 * What a log shows, run of the kernel by run: each hung task with all that different reports say of
 * it, the hangs, and whom each waits for, as far as that can be concluded. How much is kept is
 * limited, however long the log is.
 *
 * <p>Uses {@code diagnose.log}, and the model's names for locks and devices. Start with {@link
 * org.killpath.app.diagnose.evidence.CaseFile}, the result; {@code BootLog} collects for it, and
 * {@code Investigator} concludes.
 */
package org.killpath.app.diagnose.evidence;
