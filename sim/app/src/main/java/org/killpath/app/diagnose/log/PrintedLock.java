package org.killpath.app.diagnose.log;

/**
 * A lock in a lock list. One that its task waits for looks the same; it is the last of the list.
 *
 * @param address as printed, hashed or not: equal addresses are one lock
 * @param lockClass as printed, for example {@code &vq->mutex}
 * @param at the function that took it, or wants it
 */
public record PrintedLock(String address, String lockClass, String at) {}
