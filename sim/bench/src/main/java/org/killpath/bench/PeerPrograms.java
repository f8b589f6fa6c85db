package org.killpath.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.killpath.engine.program.FaultyPrograms;
import org.killpath.engine.program.Programs;

/** The programs that both tools run, on plain java.util.concurrent. */
@SuppressWarnings("LockNotBeforeTry") // each lock and unlock stands where ours does
final class PeerPrograms {
  private PeerPrograms() {}

  static List<PeerProgram> all() {
    return List.of(
        new PeerProgram(Programs.teardown(), () -> new Teardown()::run, false),
        new PeerProgram(Programs.mutex(3), () -> new LockOnce(3)::run, false),
        new PeerProgram(FaultyPrograms.account(), () -> new Account()::run, true),
        new PeerProgram(FaultyPrograms.reorder(3), () -> new Reorder()::run, true),
        new PeerProgram(FaultyPrograms.twostage(2), () -> new Twostage()::run, true),
        new PeerProgram(FaultyPrograms.alternation(3), () -> new Alternation()::run, true),
        new PeerProgram(FaultyPrograms.figure5(5), () -> new Figure5(5)::run, true),
        new PeerProgram(FaultyPrograms.philosophers(3), () -> new Philosophers(3)::run, true));
  }

  /** Three tasks; see {@link Programs#teardown}. */
  private static final class Teardown {
    private record Node(int item, Node next) {}

    private final Lock dev = new ReentrantLock();
    private final Lock worker = new ReentrantLock();
    private final Lock vq = new ReentrantLock();
    private final AtomicReference<Boolean> killed = new AtomicReference<>(false);
    private final AtomicReference<Boolean> attached = new AtomicReference<>(true);
    private final AtomicReference<Node> list = new AtomicReference<>();
    private final AtomicInteger readers = new AtomicInteger();

    void run() {
      PeerProgram.together(this::work, this::flush, this::kill);
    }

    private void add(int item) {
      Node seen;
      do {
        seen = list.get();
      } while (!list.compareAndSet(seen, new Node(item, seen)));
    }

    private void work() {
      for (int round = 0; round < 2; round++) {
        vq.lock();
        attached.get();
        list.getAndSet(null);
        vq.unlock();
      }
      worker.lock();
      killed.get();
      list.getAndSet(null);
      worker.unlock();
    }

    private void flush() {
      dev.lock();
      readers.incrementAndGet();
      if (attached.get()) {
        add(1);
      }
      readers.decrementAndGet();
      worker.lock();
      if (!killed.get()) {
        add(2);
      }
      worker.unlock();
      vq.lock();
      vq.unlock();
      dev.unlock();
    }

    private void kill() {
      worker.lock();
      killed.set(true);
      vq.lock();
      attached.set(false);
      vq.unlock();
      list.getAndSet(null);
      worker.unlock();
      dev.lock();
      dev.unlock();
    }
  }

  /** See {@link Programs#mutex}. */
  private static final class LockOnce {
    private final Lock mutex = new ReentrantLock();
    private final int tasks;

    LockOnce(int tasks) {
      this.tasks = tasks;
    }

    void run() {
      final Runnable[] bodies = new Runnable[tasks];
      Arrays.fill(bodies, (Runnable) this::lockOnce);
      PeerProgram.together(bodies);
    }

    private void lockOnce() {
      mutex.lock();
      mutex.unlock();
    }
  }

  /** See {@link FaultyPrograms#account}. */
  private static final class Account {
    private final Lock mutex = new ReentrantLock();
    private final AtomicInteger balance = new AtomicInteger(10);
    private volatile boolean bug;

    void run() {
      PeerProgram.together(() -> change(5), () -> change(-3));
      check(bug);
    }

    private void change(int amount) {
      final int seen = balance.get();
      mutex.lock();
      if (balance.get() != seen) {
        bug = true;
      }
      balance.set(seen + amount);
      mutex.unlock();
    }
  }

  /** See {@link FaultyPrograms#reorder}, with three tasks. */
  private static final class Reorder {
    private final AtomicInteger a = new AtomicInteger();
    private final AtomicInteger b = new AtomicInteger();
    private volatile boolean bug;

    void run() {
      PeerProgram.together(this::set, this::set, this::look);
      check(bug);
    }

    private void set() {
      a.set(1);
      b.set(-1);
    }

    private void look() {
      if (a.get() + b.get() != 0) {
        bug = true;
      }
    }
  }

  /** See {@link FaultyPrograms#twostage}, with two tasks. */
  private static final class Twostage {
    private final Lock first = new ReentrantLock();
    private final Lock second = new ReentrantLock();
    private final AtomicInteger x = new AtomicInteger();
    private final AtomicInteger y = new AtomicInteger();
    private volatile boolean bug;

    void run() {
      PeerProgram.together(this::write, this::read);
      check(bug);
    }

    private void write() {
      first.lock();
      x.set(1);
      first.unlock();
      second.lock();
      y.set(2);
      second.unlock();
    }

    private void read() {
      first.lock();
      final int seen = x.get();
      first.unlock();
      if (seen != 0) {
        second.lock();
        if (y.get() != seen + 1) {
          bug = true;
        }
        second.unlock();
      }
    }
  }

  /** See {@link FaultyPrograms#alternation}, of depth 3. */
  private static final class Alternation {
    private final AtomicInteger x = new AtomicInteger();
    private volatile boolean bug;

    void run() {
      PeerProgram.together(
          () -> {
            x.set(1);
            x.set(2);
          },
          () -> {
            final boolean one = x.get() == 1;
            final boolean two = x.get() == 2;
            if (one && two) {
              bug = true;
            }
          });
      check(bug);
    }
  }

  /** See {@link FaultyPrograms#figure5}. */
  private static final class Figure5 {
    private final Lock mutex = new ReentrantLock();
    private final AtomicInteger count = new AtomicInteger();
    private final int length;
    private volatile boolean bug;

    Figure5(int length) {
      this.length = length;
    }

    void run() {
      PeerProgram.together(this::count, this::look);
      check(bug);
    }

    private void count() {
      for (int i = 1; i <= length; i++) {
        mutex.lock();
        count.set(i);
        mutex.unlock();
      }
    }

    private void look() {
      mutex.lock();
      if (count.get() == length) {
        bug = true;
      }
      mutex.unlock();
    }
  }

  /** See {@link FaultyPrograms#philosophers}. */
  private static final class Philosophers {
    private final Lock[] forks;

    Philosophers(int n) {
      forks = new Lock[n];
      for (int i = 0; i < n; i++) {
        forks[i] = new ReentrantLock();
      }
    }

    void run() {
      final Runnable[] bodies = new Runnable[forks.length];
      for (int i = 0; i < forks.length; i++) {
        final Lock left = forks[i];
        final Lock right = forks[(i + 1) % forks.length];
        bodies[i] = () -> {
          left.lock();
          right.lock();
          right.unlock();
          left.unlock();
        };
      }
      PeerProgram.together(bodies);
    }
  }

  private static void check(boolean bug) {
    if (bug) {
      throw new AssertionError("the bug");
    }
  }
}
