/** What a kernel log says, as entries: reports of hung tasks, dumps, lock lists, crashes. */
package org.killpath.app.diagnose.log;
