/** The forms of the kernel's messages, and of those of debuggers. */
package org.killpath.app.diagnose.log.form;
