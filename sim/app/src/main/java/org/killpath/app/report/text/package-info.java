/** The notations that all reports share: comma-separated values and JSON. */
package org.killpath.app.report.text;
