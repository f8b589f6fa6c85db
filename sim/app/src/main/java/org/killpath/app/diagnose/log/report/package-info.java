/** Lines put together to reports. */
package org.killpath.app.diagnose.log.report;
