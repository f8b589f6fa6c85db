package org.killpath.engine.runtime.carrier;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;

/**
 * Makes virtual threads by reflection, because this program also runs on JDK 17, which has none.
 *
 * <p>A scheduler of one's own is not part of the public API: the builder has a package-private
 * constructor for it (JDK 21 to 25).
 */
final class VirtualThreads {
  private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";
  private static final String MAX_POOL_SIZE = "jdk.virtualThreadScheduler.maxPoolSize";

  private final Object builder;
  private final Method name;
  private final Method unstarted;

  private VirtualThreads(Object builder) throws ReflectiveOperationException {
    this.builder = builder;
    Class<?> type = Class.forName("java.lang.Thread$Builder");
    name = type.getMethod("name", String.class);
    unstarted = type.getMethod("unstarted", Runnable.class);
  }

  /** Virtual threads on the scheduler of the JVM. */
  static VirtualThreads scheduledByTheJvm() {
    try {
      confineToOnePlatformThread();
      return new VirtualThreads(Thread.class.getMethod("ofVirtual").invoke(null));
    } catch (ReflectiveOperationException e) {
      throw noVirtualThreads(e);
    }
  }

  /** Virtual threads whose continuations are submitted to the given scheduler. */
  static VirtualThreads scheduledBy(Executor scheduler) {
    Class<?> type;
    try {
      type = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder");
    } catch (ClassNotFoundException e) {
      throw noVirtualThreads(e);
    }
    try {
      confineToOnePlatformThread();
      Constructor<?> constructor = type.getDeclaredConstructor(Executor.class);
      constructor.setAccessible(true);
      return new VirtualThreads(constructor.newInstance(scheduler));
    } catch (InaccessibleObjectException e) {
      throw new UnsupportedOperationException(
          "needs --add-opens java.base/java.lang=ALL-UNNAMED", e);
    } catch (ReflectiveOperationException e) {
      throw new UnsupportedOperationException(
          "this JDK lets no program schedule virtual threads", e);
    }
  }

  Thread newThread(String threadName, Runnable task) {
    try {
      name.invoke(builder, threadName);
      return (Thread) unstarted.invoke(builder, task);
    } catch (InvocationTargetException | IllegalAccessException e) {
      throw noVirtualThreads(e);
    }
  }

  // The JVM reads these when its first virtual thread is made, whoever schedules that one.
  private static void confineToOnePlatformThread() {
    if (System.getProperty(PARALLELISM) == null && System.getProperty(MAX_POOL_SIZE) == null) {
      System.setProperty(PARALLELISM, "1");
      System.setProperty(MAX_POOL_SIZE, "1");
    }
  }

  private static UnsupportedOperationException noVirtualThreads(Exception cause) {
    return new UnsupportedOperationException("needs the virtual threads of JDK 21", cause);
  }
}
