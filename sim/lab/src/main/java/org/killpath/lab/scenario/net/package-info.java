/**
 * The orderings on vhost-net, which has a tap behind it, changes its owner and its backend, and
 * sends frames without a copy.
 *
 * <p>Uses {@code scenario} and the device. Start with {@link
 * org.killpath.lab.scenario.net.NetOrderings}.
 */
package org.killpath.lab.scenario.net;
