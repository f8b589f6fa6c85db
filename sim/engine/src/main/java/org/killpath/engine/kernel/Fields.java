package org.killpath.engine.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Access to fields in weaker or stronger ways than by their names. */
public final class Fields {
  private Fields() {}

  /**
   * The field of that name and type of the class that looks it up.
   *
   * @throws ExceptionInInitializerError if it has none: this is for static initializers
   */
  public static VarHandle of(MethodHandles.Lookup own, String name, Class<?> type) {
    try {
      return own.findVarHandle(own.lookupClass(), name, type);
    } catch (ReflectiveOperationException missing) {
      throw new ExceptionInInitializerError(missing);
    }
  }
}
