/**
 * What real kernels showed, and whether the model agrees with it.
 *
 * <p>Uses {@code cell} and the search. Start with {@link org.killpath.lab.truth.GroundTruth}.
 */
package org.killpath.lab.truth;
