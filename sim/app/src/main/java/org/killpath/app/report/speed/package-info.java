/** What was measured of the search itself: schedules per second, and schedules to a failure. */
package org.killpath.app.report.speed;
