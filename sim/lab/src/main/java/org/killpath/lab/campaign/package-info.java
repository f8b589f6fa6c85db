/**
 * Long runs that are cut into shards, kept in files, and merged.
 *
 * <p>Uses {@code cell} and the search. Start with {@link org.killpath.lab.campaign.Campaign}.
 */
package org.killpath.lab.campaign;
