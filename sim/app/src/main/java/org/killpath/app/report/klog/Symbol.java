package org.killpath.app.report.klog;

import org.killpath.engine.kernel.call.CFunction;

/** A place in the code, as a kernel report prints it. */
final class Symbol {
  private Symbol() {}

  /** There is no machine code here, so the offset and the size are nought. */
  static String of(String function) {
    return function + "+0x0/0x0";
  }

  static String of(CFunction function) {
    return of(function.name());
  }
}
