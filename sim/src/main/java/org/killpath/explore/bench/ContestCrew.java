package org.killpath.explore.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import org.killpath.runtime.Controlled;
import org.killpath.runtime.carrier.Carriers;

/**
 * The threads of one contest. Each takes one subject after the other and has a runtime of its own, so
 * a world never moves between threads, and no subject has anything from another.
 */
final class ContestCrew {
  private final List<Subject> subjects;
  private final int threads;
  private final Runnable finished;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReferenceArray<Contest.Result> results;

  ContestCrew(List<Subject> subjects, int threads, Runnable finished) {
    this.subjects = List.copyOf(subjects);
    this.threads = Math.max(1, Math.min(threads, subjects.size()));
    this.finished = finished;
    this.results = new AtomicReferenceArray<>(subjects.size());
  }

  /** The results of {@code contest} on all subjects, in their order. */
  List<Contest.Result> run(BiFunction<Subject, Controlled, Contest.Result> contest) {
    final CountDownLatch working = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      final Thread thread = new Thread(
          () -> {
            try {
              work(contest);
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
      next.set(subjects.size()); // and what is there already is not lost
      Thread.currentThread().interrupt();
    }
    return results();
  }

  private void work(BiFunction<Subject, Controlled, Contest.Result> contest) {
    Controlled controlled = new Controlled(Carriers.best());
    try {
      for (int i = next.getAndIncrement(); i < subjects.size(); i = next.getAndIncrement()) {
        final Subject subject = subjects.get(i);
        try {
          results.set(i, contest.apply(subject, controlled));
        } catch (RuntimeException | Error thrown) {
          results.set(i, Contest.Result.failed(subject, thrown));
          controlled = new Controlled(Carriers.best()); // the old one may be in any state
        }
        finished.run();
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
