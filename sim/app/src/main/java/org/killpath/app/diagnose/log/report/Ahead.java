package org.killpath.app.diagnose.log.report;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.killpath.app.diagnose.log.line.LogReader;
import org.killpath.app.diagnose.log.line.Marks;

/**
 * Lets a long log be cut into lines by one thread while another understands what was cut. The order
 * of the lines, and so what is understood, is the same as with one.
 */
final class Ahead implements LogReader.Lines, AutoCloseable {
  /** With fewer lines a second thread is not worth its beginning. */
  private static final int ALONE = 8192;

  private static final int WAITING = 4;

  /** So many lines behind one that is surely looked at, frames are looked at too, most likely. */
  private static final long NEAR = 64;

  private final LogParser parser;
  private final Repeats repeats = new Repeats();
  /** Stands behind the last. */
  private final Batch end = Batch.empty();

  private final BlockingQueue<Batch> waiting = new ArrayBlockingQueue<>(WAITING);
  private final FutureTask<Void> understanding = new FutureTask<>(this::understand, null);
  private int alone;
  private boolean begun;
  private Batch batch = Batch.empty();
  private long looked = -NEAR;

  Ahead(LogParser parser) {
    this.parser = parser;
    this.alone = Runtime.getRuntime().availableProcessors() > 1 ? ALONE : Integer.MAX_VALUE;
  }

  /** A line that came before is handed on as it was understood then. */
  @Override
  public int again(byte[] text, int from, int to, long number) {
    final Optional<Known> known = repeats.find(text, from, to);
    if (known.isEmpty()) {
      return UNKNOWN;
    }
    final Line line = known.get().line(text, from);
    final int marks = known.get().marks();
    if (alone > 0) {
      alone--;
      parser.line(line, marks, number);
    } else {
      batch.add(line, marks, number);
      handOnIfFull();
    }
    return marks;
  }

  @Override
  public void verbatim(byte[] text, int from, int to, int marks, long number) {
    line(text, from, to, marks, number);
    repeats.remember(text, from, to, marks);
  }

  @Override
  public void line(byte[] text, int from, int to, int marks, long number) {
    if (alone > 0) {
      alone--;
      parser.line(text, from, to, marks, number);
      return;
    }
    final boolean sure = LogParser.isSurelyWanted(marks);
    if (sure) {
      looked = number;
    }
    final boolean likely = Marks.have(marks, Marks.OFFSET) && number - looked < NEAR;
    batch.add(text, from, to, marks, number, sure || likely);
    handOnIfFull();
  }

  private void handOnIfFull() {
    if (batch.isFull()) {
      begin();
      put(batch);
      batch = Batch.empty();
    }
  }

  private void begin() {
    if (!begun) {
      begun = true;
      final Thread thread = new Thread(understanding, "understanding");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Nobody takes anything any more if what understands has failed; then that is told at the end. */
  private void put(Batch full) {
    try {
      boolean taken = false;
      while (!taken && !understanding.isDone()) {
        taken = waiting.offer(full, 1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      throw new UncheckedIOException(interrupted());
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while a log was read");
  }

  private void understand() {
    try {
      for (Batch next = waiting.take(); next != end; next = waiting.take()) {
        next.handTo(parser);
      }
    } catch (InterruptedException e) {
      throw new UncheckedIOException(interrupted());
    }
  }

  /** Waits until everything is understood. */
  @Override
  public void close() throws IOException {
    if (!begun) {
      batch.handTo(parser);
      return;
    }
    put(batch);
    put(end);
    try {
      understanding.get();
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException e) {
      throw thrown(e.getCause());
    }
  }

  private static RuntimeException thrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }
}
