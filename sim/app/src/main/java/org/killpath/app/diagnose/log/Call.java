package org.killpath.app.diagnose.log;

/**
 * One line of a call trace.
 *
 * @param function the symbol without offset
 * @param reliable false if the kernel put a question mark before it: it was found on the stack, but
 *     perhaps it is only left over
 */
public record Call(String function, boolean reliable) {}
