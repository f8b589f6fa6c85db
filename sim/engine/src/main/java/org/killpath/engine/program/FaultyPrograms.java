package org.killpath.engine.program;

import java.util.ArrayList;
import java.util.List;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.Shared;

/**
 * Programs that have a bug, by which papers compare strategies: of two papers, of the SCTBench suite
 * (Thomson, Donaldson, Betts: Concurrency testing using schedule bounding, PPoPP 2014), and the one
 * everybody knows.
 */
public final class FaultyPrograms {
  private FaultyPrograms() {}

  /** All of them, in the sizes that the comparison uses. */
  public static List<Program> all() {
    return List.of(
        figure5(20),
        alternation(1),
        alternation(2),
        alternation(3),
        alternation(4),
        reorder(3),
        reorder(10),
        twostage(2),
        twostage(10),
        account(),
        wronglock(3),
        philosophers(3),
        philosophers(5));
  }

  /**
   * One task counts to {@code length} under a lock; the other warns if it gets the lock only when the
   * first is done (Burckhardt et al., ASPLOS 2010, figure 5). A bug of depth 1.
   */
  public static Program figure5(int length) {
    return new Program("figure5(" + length + ")", tasks -> {
      final Mutex mutex = new Mutex(tasks.kernel(), "mutex");
      final Shared<Integer> count = new Shared<>(tasks.kernel(), "count", 0);
      tasks.add(current -> {
        for (int i = 1; i <= length; i++) {
          mutex.lock(current);
          count.set(current, i);
          mutex.unlock(current);
        }
      });
      tasks.add(current -> {
        mutex.lock(current);
        final int seen = count.get(current);
        current.kernel().warnOn(current, seen == length, "count == length");
        mutex.unlock(current);
      });
    });
  }

  /**
   * One task writes 1, 2, ... to a variable and the other reads it; a warning if each number was read
   * just when it was there. Of {@code depth + 1} accesses each must come before the next: a bug of
   * that depth.
   */
  public static Program alternation(int depth) {
    final int writes = depth / 2 + 1;
    final int reads = (depth + 1) / 2;
    return new Program("alternation(" + depth + ")", tasks -> {
      final Shared<Integer> x = new Shared<>(tasks.kernel(), "x", 0);
      tasks.add(current -> {
        for (int i = 1; i <= writes; i++) {
          x.set(current, i);
        }
      });
      tasks.add(current -> {
        boolean each = true;
        for (int i = 1; i <= reads; i++) {
          each &= x.get(current) == i;
        }
        current.kernel().warnOn(current, each, "each number was seen");
      });
    });
  }

  /**
   * {@code n - 1} setters write a := 1, b := -1; a checker warns if it reads one write without the
   * other (SCTBench, reorder).
   */
  public static Program reorder(int n) {
    return new Program("reorder(" + n + ")", tasks -> {
      final Shared<Integer> a = new Shared<>(tasks.kernel(), "a", 0);
      final Shared<Integer> b = new Shared<>(tasks.kernel(), "b", 0);
      for (int i = 1; i < n; i++) {
        tasks.add(current -> {
          a.set(current, 1);
          b.set(current, -1);
        });
      }
      tasks.add(current -> {
        final int seen = a.get(current) + b.get(current);
        current.kernel().warnOn(current, seen != 0, "a and b disagree");
      });
    });
  }

  /**
   * Half of {@code n} tasks write two variables, each under a lock of its own; the others read both
   * and warn if only the first was written (SCTBench, twostage).
   */
  public static Program twostage(int n) {
    return new Program("twostage(" + n + ")", tasks -> {
      final Kernel kernel = tasks.kernel();
      final Mutex first = new Mutex(kernel, "first");
      final Mutex second = new Mutex(kernel, "second");
      final Shared<Integer> x = new Shared<>(kernel, "x", 0);
      final Shared<Integer> y = new Shared<>(kernel, "y", 0);
      for (int i = 0; i < n / 2; i++) {
        tasks.add(current -> {
          first.lock(current);
          x.set(current, 1);
          first.unlock(current);
          second.lock(current);
          y.set(current, 2);
          second.unlock(current);
        });
        tasks.add(current -> {
          first.lock(current);
          final int seen = x.get(current);
          first.unlock(current);
          if (seen != 0) {
            second.lock(current);
            current
                .kernel()
                .warnOn(current, y.get(current) != seen + 1, "the second stage is missing");
            second.unlock(current);
          }
        });
      }
    });
  }

  /** A deposit and a withdrawal that read the balance outside the lock (SCTBench, account). */
  public static Program account() {
    return new Program("account", tasks -> {
      final Mutex mutex = new Mutex(tasks.kernel(), "mutex");
      final Shared<Integer> balance = new Shared<>(tasks.kernel(), "balance", 10);
      for (int amount : new int[] {5, -3}) {
        tasks.add(current -> {
          final int seen = balance.get(current);
          mutex.lock(current);
          current
              .kernel()
              .warnOn(current, balance.get(current) != seen, "the balance changed meanwhile");
          balance.set(current, seen + amount);
          mutex.unlock(current);
        });
      }
    });
  }

  /** {@code n} tasks add to a variable under one lock, and one under another (SCTBench, wronglock). */
  public static Program wronglock(int n) {
    return new Program("wronglock(" + n + ")", tasks -> {
      final Kernel kernel = tasks.kernel();
      final Mutex right = new Mutex(kernel, "right");
      final Mutex wrong = new Mutex(kernel, "wrong");
      final Shared<Integer> sum = new Shared<>(kernel, "sum", 0);
      for (int i = 0; i <= n; i++) {
        final Mutex mutex = i == 0 ? wrong : right;
        tasks.add(current -> {
          mutex.lock(current);
          final int seen = sum.get(current);
          sum.set(current, seen + 1);
          current.kernel().warnOn(current, sum.get(current) != seen + 1, "a lost update");
          mutex.unlock(current);
        });
      }
    });
  }

  /** {@code n} philosophers who each take the left fork first: they can all wait for the right. */
  public static Program philosophers(int n) {
    return new Program("philosophers(" + n + ")", tasks -> {
      final List<Mutex> forks = new ArrayList<>(n);
      for (int i = 0; i < n; i++) {
        forks.add(new Mutex(tasks.kernel(), "fork", i));
      }
      for (int i = 0; i < n; i++) {
        final Mutex left = forks.get(i);
        final Mutex right = forks.get((i + 1) % n);
        tasks.add(current -> {
          left.lock(current);
          right.lock(current);
          right.unlock(current);
          left.unlock(current);
        });
      }
    });
  }
}
