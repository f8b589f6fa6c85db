/**
 * What a fault costs: orderings that are made rather than written, one for each place that may be
 * missing, each thing that may back its page and each way in which the group may die, and what the
 * model shows of them in all interleavings.
 */
package org.killpath.lab.fault;
