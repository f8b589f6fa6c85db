/**
 * What was said about the hang, claim by claim, and whether it holds: each ruling is measured
 * anew.
 *
 * <p>Uses {@code catalogue}, {@code cell} and the search. Start with {@link
 * org.killpath.lab.claim.C1}.
 */
package org.killpath.lab.claim;
