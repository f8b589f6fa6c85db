package org.killpath.app.diagnose.log;

/**
 * One line of a call trace.
 *
 * @param function the symbol without offset
 * @param reliable false if the kernel put a question mark before it: it was found on the stack, but
 *     perhaps it is only left over
 * @param module the module that it is in, as printed; empty if none is
 */
public record Call(String function, boolean reliable, String module) {
  public Call in(String named) {
    return new Call(function, reliable, named);
  }
}
