package org.killpath.app.cli.option;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.killpath.app.cli.screen.ExitCall;
import org.killpath.engine.explore.Explorer.Progress;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.lab.cell.Cell;

/**
 * Waits for an explorer, but not for ever: a design of somebody's own may spin without taking a step
 * of the kernel's, and then nobody can stop it. And a virtual thread that finds no memory to be
 * unmounted keeps the only thread of the JVM's scheduler, on which no other one goes on. What is
 * finished by then is had, and where it spins is said.
 */
final class Supervisor implements Progress<Cell> {
  private static final int TICK_MILLIS = 200;

  /** Five seconds; a schedule takes less than one. Counted, for the process itself may be stopped. */
  private static final int PATIENT_TICKS = 25;

  /** What one counts if it is known who is stuck: the others have a second to end their schedules. */
  private static final int HOPELESS_TICKS = 5;

  /** A heap of which less is free, garbage included, counts as full. */
  private static final double ROOM = 1.0 / 16;

  private final Progress<Cell> display;
  private final int tickMillis;
  private final Map<Cell, Result<Cell>> finished = new ConcurrentHashMap<>();

  /** How often anything was told. */
  private final AtomicLong news = new AtomicLong();

  private long newsBefore;

  /** Has a cell found no memory? Others may have stopped for want of it. */
  private volatile boolean outOfMemory;

  /** {@code display} is told of what this is told of. */
  Supervisor(Progress<Cell> display) {
    this(display, TICK_MILLIS);
  }

  /** The patience of a test is shorter. */
  Supervisor(Progress<Cell> display, int tickMillis) {
    this.display = display;
    this.tickMillis = tickMillis;
  }

  @Override
  public void schedules(long more) {
    news.incrementAndGet();
    display.schedules(more);
  }

  @Override
  public void finished(Result<Cell> result) {
    news.incrementAndGet();
    if (result.failure().filter(Supervisor::isForWantOfMemory).isPresent()) {
      outOfMemory = true;
    }
    display.finished(result);
    finished.put(result.subject(), result);
  }

  /**
   * What {@code exploring} comes to.
   *
   * @param cells what is explored, in the order of the results
   * @param overdue should it have come to its end by now?
   * @param options of the run
   */
  List<Result<Cell>> run(
      Supplier<List<Result<Cell>>> exploring,
      List<Cell> cells,
      BooleanSupplier overdue,
      RunOptions options) {
    final FutureTask<List<Result<Cell>>> task = new FutureTask<>(exploring::get);
    final Thread thread = new Thread(task, "exploration");
    thread.setDaemon(true);
    thread.start();
    int late = 0;
    boolean starved = false;
    while (late < PATIENT_TICKS) {
      try {
        return task.get(tickMillis, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        final boolean over = overdue.getAsBoolean();
        starved = !over && isStarved();
        late = over || starved ? late + ticks() : 0;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      } catch (ExecutionException e) {
        throw thrown(e.getCause());
      }
    }
    return leftBehind(cells, starved, options);
  }

  /** Has nobody done anything since the tick before, where memory may be the reason? */
  private boolean isStarved() {
    final long before = newsBefore;
    newsBefore = news.get();
    return newsBefore == before && (outOfMemory || isHeapFull());
  }

  private static boolean isHeapFull() {
    final Runtime runtime = Runtime.getRuntime();
    final long used = runtime.totalMemory() - runtime.freeMemory();
    return runtime.maxMemory() - used < runtime.maxMemory() * ROOM;
  }

  private static boolean isForWantOfMemory(String failure) {
    return failure.contains(OutOfMemoryError.class.getName());
  }

  /** Whoever called {@code System.exit} is stuck in that. */
  private static int ticks() {
    return ExitCall.caller().isPresent() ? HOPELESS_TICKS : 1;
  }

  private static RuntimeException thrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }

  private List<Result<Cell>> leftBehind(List<Cell> cells, boolean starved, RunOptions options) {
    final List<Cell> unfinished =
        cells.stream().filter(cell -> !finished.containsKey(cell)).toList();
    final Optional<StackTraceElement> place = place(unfinished);
    final Set<Cell> stuck = unfinished.stream()
        .filter(cell -> place.map(frame -> isOf(cell, frame)).orElse(true))
        .limit(options.threads())
        .collect(Collectors.toSet());
    final Optional<String> failure = Optional.of(
        starved
            ? "an execution that does not go on, for want of memory"
            : "an execution that does not come to an end"
                + place.map(frame -> ": it is in " + words(frame)).orElse(""));
    final String strategy = options.strategies().apply(options.seed()).name();
    return cells.stream()
        .map(cell -> Optional.ofNullable(finished.get(cell))
            .orElseGet(() -> new Result<>(
                cell,
                strategy,
                options.seed(),
                Coverage.NOT_RUN,
                0,
                0,
                Optional.empty(),
                0,
                List.of(),
                stuck.contains(cell) ? failure : Optional.empty())))
        .toList();
  }

  /** Where code beside a design or an ordering of somebody's own is. */
  private static Optional<StackTraceElement> place(List<Cell> cells) {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Stream::of)
        .filter(frame -> !frame.getClassName().startsWith("org.killpath."))
        .filter(frame -> cells.stream().anyMatch(cell -> isOf(cell, frame)))
        .findFirst();
  }

  private static String words(StackTraceElement frame) {
    return frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
        + frame.getLineNumber() + ")";
  }

  private static boolean isOf(Cell cell, StackTraceElement frame) {
    final String name = frame.getClassName();
    final String itsPackage = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    return itsPackage.equals(cell.design().getClass().getPackageName())
        || itsPackage.equals(cell.scenario().getClass().getPackageName());
  }
}
