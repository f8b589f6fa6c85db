/**
 * Classes of somebody else's that a result depends on, and whether they are still what they were when
 * it was kept.
 */
package org.killpath.lab.campaign.code;
