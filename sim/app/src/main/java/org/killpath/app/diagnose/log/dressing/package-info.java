/** What stands before and around a message: quoting, prefixes of loggers, colours. */
package org.killpath.app.diagnose.log.dressing;
