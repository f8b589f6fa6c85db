/** One execution laid out in time: what pictures and trace viewers are made from. */
package org.killpath.app.report.timeline;
