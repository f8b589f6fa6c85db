/**
 * The forms in which kernels, tools and architectures print what matters, each told from one line.
 * No line takes long, whatever stands in it: patterns are tried at one place, and their repetitions
 * have bounds.
 *
 * <p>Uses the records of {@code diagnose.log}. Start with {@link
 * org.killpath.app.diagnose.log.form.Watchdog}.
 */
package org.killpath.app.diagnose.log.form;
