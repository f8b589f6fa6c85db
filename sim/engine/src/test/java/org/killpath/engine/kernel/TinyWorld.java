package org.killpath.engine.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.primitive.Stage;
import org.killpath.engine.runtime.Chooser;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.FreeRunning;
import org.killpath.engine.runtime.Noise;
import org.killpath.engine.runtime.carrier.Carriers;

/**
 * A kernel with a few tasks and nothing else, to look at one primitive at a time.
 *
 * <p>A test writes the world down as a program that makes tasks, lets them run until none can go on
 * ({@link #settle}), and says what it then expects; further tasks and further settling may follow.
 * The same program runs in every interleaving, in random ones, or freely on real threads.
 */
public final class TinyWorld {
  private static final long SEED = 7;

  /** More interleavings than a test of one primitive should have. */
  private static final int MOST_INTERLEAVINGS = 200_000;

  private final Kernel kernel;
  private final Runnable quiescence;
  private final List<String> trace = new ArrayList<>();

  private TinyWorld(Kernel kernel, Runnable quiescence) {
    this.kernel = kernel;
    this.quiescence = quiescence;
  }

  // --- ways to run it

  /** Once, each task going on as long as it can, the oldest first. */
  public static void inOrder(Consumer<TinyWorld> program) {
    controlled(ready -> Math.max(ready.current(), 0), program, () -> false);
  }

  /** In every interleaving there is; returns how many those were. */
  public static int inEveryInterleaving(Consumer<TinyWorld> program) {
    final EveryChoice choice = new EveryChoice();
    final AtomicInteger worlds = new AtomicInteger();
    controlled(choice, program, () -> {
      if (worlds.incrementAndGet() > MOST_INTERLEAVINGS) {
        throw new IllegalStateException("more than " + MOST_INTERLEAVINGS + " interleavings");
      }
      return choice.next();
    });
    return worlds.get();
  }

  /** In some random interleavings. */
  public static void randomly(int worlds, Consumer<TinyWorld> program) {
    final SplittableRandom random = new SplittableRandom(SEED);
    final AtomicInteger left = new AtomicInteger(worlds);
    controlled(ready -> random.nextInt(ready.count()), program, () -> left.decrementAndGet() > 0);
  }

  /** On real threads that really block, as the operating system and some noise have it. */
  public static void freely(int worlds, Consumer<TinyWorld> program) {
    final ExecutorService pool = Executors.newCachedThreadPool(runnable -> {
      final Thread thread = new Thread(runnable, "tiny world");
      thread.setDaemon(true);
      return thread;
    });
    try {
      for (int i = 0; i < worlds; i++) {
        final Ear ear = new Ear();
        final FreeRunning runtime = new FreeRunning(pool, Noise.of(SEED + i), task -> false, ear);
        final TinyWorld world = new TinyWorld(new Kernel(runtime), () -> {
          runtime.watch();
          ear.hear();
        });
        try {
          program.accept(world);
        } finally {
          runtime.end();
        }
      }
    } finally {
      pool.shutdown();
    }
  }

  private static void controlled(Chooser chooser, Consumer<TinyWorld> program, Another another) {
    try (Controlled runtime = new Controlled(Carriers.best())) {
      do {
        final TinyWorld world = new TinyWorld(new Kernel(runtime), runtime::run);
        runtime.begin(chooser, (task, previous, blocked) -> world.note(task));
        try {
          program.accept(world);
        } finally {
          runtime.end();
        }
      } while (another.isThere());
    }
  }

  /** Blocks the thread that runs the program until the tasks are quiescent. */
  private static final class Ear implements FreeRunning.Listener {
    private final Semaphore heard = new Semaphore(0);
    private volatile Throwable failure;

    @Override
    public void quiescent() {
      heard.release();
    }

    @Override
    public void failed(Throwable thrown) {
      failure = thrown;
      heard.release();
    }

    private void hear() {
      heard.acquireUninterruptibly();
      if (failure != null) {
        throw new AssertionError("a task failed", failure);
      }
    }
  }

  /** Is there another world to run? */
  @FunctionalInterface
  private interface Another {
    boolean isThere();
  }

  // --- for programs

  public Kernel kernel() {
    return kernel;
  }

  /** A started task in a group and with a memory of its own. */
  public Task task(String role, Body body) {
    return thread(role, kernel.newGroup(new Mm(role)), body);
  }

  /** A started task in {@code group}. */
  public Task thread(String role, TaskGroup group, Body body) {
    final Task task = kernel.newTask(role, group, role, body);
    kernel.start(task);
    return task;
  }

  /** The task does not go on before {@code other} is blocked or gone: for a known order. */
  public void after(Task current, Task other) {
    new Stage(kernel, other + " can do no more", () -> other.isExited() || other.isBlocked())
        .await(current);
  }

  /** Lets everybody run until nobody can go on. */
  public void settle() {
    quiescence.run();
  }

  /** What the tasks did so far, in order: {@code worker locks vq[0].mutex}. Not when run freely. */
  public List<String> trace() {
    return List.copyOf(trace);
  }

  /** The trace begins anew. */
  public void forgetTrace() {
    trace.clear();
  }

  /** The part of the trace that tells what the tasks in these roles did. */
  public List<String> traceOf(String... roles) {
    return trace.stream()
        .filter(step -> Arrays.stream(roles).anyMatch(role -> step.startsWith(role + " ")))
        .toList();
  }

  private void note(Task task) {
    trace.add(
        task.role() + " " + task.pendingOp().phrase() + " " + task.pendingOn().name());
  }
}
