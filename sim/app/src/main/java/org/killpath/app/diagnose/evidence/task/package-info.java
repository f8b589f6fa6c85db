/** What a log shows of one task: where it is, what it waits for, which locks it has. */
package org.killpath.app.diagnose.evidence.task;
