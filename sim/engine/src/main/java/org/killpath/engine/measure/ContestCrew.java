package org.killpath.engine.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Subject;

/**
 * The threads of one contest. Each takes one subject after the other and has a runtime of its own, so
 * a world never moves between threads, and no subject has anything from another.
 */
final class ContestCrew {
  /** What is done for one subject. */
  @FunctionalInterface
  interface Work {
    /** The result; empty if it is to be tried again when all others have been, not in haste. */
    Optional<Contest.Result> on(Subject subject, Controlled controlled, boolean inHaste);
  }

  private record Turn(int index, boolean inHaste) {}

  private final List<Subject> subjects;
  private final int threads;
  private final Runnable finished;
  private final Queue<Turn> queue = new ConcurrentLinkedQueue<>();
  private final AtomicReferenceArray<Contest.Result> results;

  ContestCrew(List<Subject> subjects, int threads, Runnable finished) {
    this.subjects = List.copyOf(subjects);
    this.threads = Math.max(1, Math.min(threads, subjects.size()));
    this.finished = finished;
    this.results = new AtomicReferenceArray<>(subjects.size());
    for (int i = 0; i < subjects.size(); i++) {
      queue.add(new Turn(i, true));
    }
  }

  /** The results of all subjects, in their order. */
  List<Contest.Result> run(Work work) {
    final CountDownLatch working = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      final Thread thread = new Thread(
          () -> {
            try {
              work(work);
            } finally {
              working.countDown();
            }
          },
          "contest-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    try {
      working.await();
    } catch (InterruptedException e) {
      queue.clear(); // and what is there already is not lost
      Thread.currentThread().interrupt();
    }
    return results();
  }

  private void work(Work work) {
    Controlled controlled = new Controlled(Carriers.best());
    try {
      for (Turn turn = queue.poll(); turn != null; turn = queue.poll()) {
        final Subject subject = subjects.get(turn.index());
        Optional<Contest.Result> result;
        try {
          result = work.on(subject, controlled, turn.inHaste());
        } catch (RuntimeException | Error thrown) {
          result = Optional.of(Contest.Result.failed(subject, thrown));
          controlled = new Controlled(Carriers.best()); // the old one may be in any state
        }
        if (result.isPresent()) {
          results.set(turn.index(), result.get());
          finished.run();
        } else {
          queue.add(new Turn(turn.index(), false));
        }
      }
    } finally {
      controlled.close();
    }
  }

  private List<Contest.Result> results() {
    final List<Contest.Result> all = new ArrayList<>();
    for (int i = 0; i < subjects.size(); i++) {
      final Contest.Result result = results.get(i);
      all.add(
          result == null ? Contest.Result.without(subjects.get(i), Fate.NOT_FINISHED, 0) : result);
    }
    return all;
  }
}
