package org.killpath.engine.kernel.call;

/**
 * A function of the C source that a Java method mirrors, as kernel reports name it.
 *
 * @param name the symbol, for example {@code mutex_lock}
 * @param file the source file, relative to the kernel's root
 */
public record CFunction(String name, String file) {
  /** No function of the kernel: user mode, or what nothing mirrors. */
  public static final CFunction NONE = new CFunction("", "");

  @Override
  public String toString() {
    return name;
  }
}
