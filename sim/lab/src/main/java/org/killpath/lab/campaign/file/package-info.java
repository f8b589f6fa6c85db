/**
 * Files that outlive a run: read as what strangers may have written, written so that nothing is lost.
 */
package org.killpath.lab.campaign.file;
