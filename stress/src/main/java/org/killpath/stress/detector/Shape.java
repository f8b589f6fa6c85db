package org.killpath.stress.detector;

import java.util.List;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.SpinLock;
import org.killpath.engine.primitive.Stage;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;

/**
 * A world of two tasks in which, by construction, each either comes to its end or is stuck: it
 * depends on nothing but whether somebody helps. A stuck world can be released from outside.
 */
enum Shape {
  /** One waits for a completion; the other completes it, or not. */
  COMPLETION {
    @Override
    Parts build(Kernel kernel, boolean helped) {
      final Completion done = completion(kernel, "done");
      final Task first = task(kernel, "first", done::await);
      final Task second = task(kernel, "second", current -> {
        if (helped) {
          done.complete(current);
        }
      });
      return new Parts(first, second, !helped, false, done::complete);
    }
  },

  /** One holds a mutex for ever, or gives it back; the other wants it meanwhile. */
  MUTEX {
    @Override
    Parts build(Kernel kernel, boolean helped) {
      final Mutex mutex = new Mutex(kernel, "mutex");
      final Completion held = completion(kernel, "held");
      final Completion never = completion(kernel, "never");
      final Task first = task(kernel, "first", current -> {
        mutex.lock(current);
        held.complete(current);
        if (!helped) {
          never.await(current);
        }
        mutex.unlock(current);
      });
      final Task second = task(kernel, "second", current -> {
        held.await(current);
        mutex.lock(current);
        mutex.unlock(current);
      });
      return new Parts(first, second, !helped, !helped, never::complete);
    }
  },

  /** The same with a spinlock: both spin or sleep, nobody is on the way. */
  SPIN_LOCK {
    @Override
    Parts build(Kernel kernel, boolean helped) {
      final SpinLock lock = new SpinLock(kernel, "lock");
      final Completion held = completion(kernel, "held");
      final Completion never = completion(kernel, "never");
      final Task first = task(kernel, "first", current -> {
        lock.lock(current);
        held.complete(current);
        if (!helped) {
          never.await(current);
        }
        lock.unlock(current);
      });
      final Task second = task(kernel, "second", current -> {
        held.await(current);
        lock.lock(current);
        lock.unlock(current);
      });
      return new Parts(first, second, !helped, !helped, never::complete);
    }
  },

  /** Two mutexes, taken crosswise by tasks that each have one already, or in the same order. */
  CROSSED {
    @Override
    Parts build(Kernel kernel, boolean helped) {
      final Mutex one = new Mutex(kernel, "one");
      final Mutex two = new Mutex(kernel, "two");
      final Completion firstHas = completion(kernel, "first has one");
      final Completion secondHas = completion(kernel, "second has two");
      final Task first = task(kernel, "first", current -> {
        one.lock(current);
        if (!helped) {
          firstHas.complete(current);
          secondHas.await(current);
        }
        two.lock(current);
        two.unlock(current);
        one.unlock(current);
      });
      final Task second = task(kernel, "second", current -> {
        if (helped) {
          one.lock(current);
          two.lock(current);
        } else {
          two.lock(current);
          secondHas.complete(current);
          firstHas.await(current);
          one.lock(current);
        }
        one.unlock(current);
        two.unlock(current);
      });
      return new Parts(first, second, !helped, !helped);
    }
  },

  /** Both want one mutex again and again; between unlock and lock it is on its way. */
  CONTENDED {
    @Override
    Parts build(Kernel kernel, boolean helped) {
      final Mutex mutex = new Mutex(kernel, "mutex");
      final Completion never = completion(kernel, "never");
      final Task first = task(kernel, "first", current -> {
        lockOften(mutex, current);
        if (!helped) {
          never.await(current);
        }
      });
      final Task second = task(kernel, "second", current -> lockOften(mutex, current));
      return new Parts(first, second, !helped, false, never::complete);
    }

    private void lockOften(Mutex mutex, Task current) {
      for (int i = 0; i < 4; i++) {
        mutex.lock(current);
        mutex.unlock(current);
      }
    }
  },

  /** One sleeps until a flag is set, as the kernel does it; the other sets it and wakes, or not. */
  SLEEP {
    @Override
    Parts build(Kernel kernel, boolean helped) {
      final Shared<Boolean> flag = new Shared<>(kernel, "flag", false);
      final Task first = task(kernel, "first", current -> {
        current.setInterruptible();
        while (!flag.get(current)) {
          current.schedule();
          current.setInterruptible();
        }
        current.setRunning();
      });
      final Task second = task(kernel, "second", current -> {
        if (helped) {
          flag.set(current, true);
        }
        first.wake(current);
      });
      return new Parts(first, second, !helped, false, current -> {
        flag.set(current, true);
        first.wake(current);
      });
    }
  },

  /** One is inside a reader until it is let go; the other waits for a grace period. */
  RCU {
    @Override
    Parts build(Kernel kernel, boolean helped) {
      final Completion inside = completion(kernel, "inside");
      final Completion letGo = completion(kernel, "let go");
      final Task first = task(kernel, "first", current -> {
        kernel.rcu().readLock(current);
        inside.complete(current);
        letGo.await(current);
        kernel.rcu().readUnlock(current);
      });
      final Task second = task(kernel, "second", current -> {
        inside.await(current);
        if (helped) {
          letGo.complete(current);
        }
        kernel.rcu().synchronize(current);
      });
      return new Parts(first, second, !helped, !helped, letGo::complete);
    }
  },

  /** One holds a mutex for ever; the other waits for it killably, and is killed, or only signalled. */
  KILLABLE {
    @Override
    Parts build(Kernel kernel, boolean helped) {
      final Mutex mutex = new Mutex(kernel, "mutex");
      final Completion held = completion(kernel, "held");
      final Completion never = completion(kernel, "never");
      final Task second = task(kernel, "second", current -> {
        held.await(current);
        if (mutex.lockKillable(current)) {
          mutex.unlock(current);
        }
      });
      final Task first = task(kernel, "first", current -> {
        mutex.lock(current);
        held.complete(current);
        signal(current, second, helped);
        never.await(current);
        mutex.unlock(current);
      });
      return new Parts(first, second, true, !helped, never::complete);
    }
  },

  /** One faults on a userfaultfd page; the other sends a fatal signal, or one that has a handler. */
  FAULT {
    @Override
    Parts build(Kernel kernel, boolean helped) {
      final UserPage page = new UserPage(kernel, "page", Backing.USERFAULTFD);
      final Task first = task(kernel, "first", page::copy);
      final Task second = task(kernel, "second", current -> signal(current, first, helped));
      return new Parts(first, second, !helped, false, page::serve);
    }
  },

  /** One faults on dead storage and is killed, which does not help; serving the page does. */
  FROZEN_STORAGE {
    @Override
    Parts build(Kernel kernel, boolean helped) {
      final UserPage page = new UserPage(kernel, "page", Backing.FROZEN_STORAGE);
      final Task first = task(kernel, "first", current -> {
        if (!page.copy(current)) {
          throw new IllegalStateException("a signal ended the fault");
        }
      });
      final Task second = task(kernel, "second", current -> {
        new Stage(kernel, "first faults", () -> first.isBlockedOn(page)).await(current);
        signal(current, first, true);
        if (helped) {
          page.serve(current);
        }
      });
      return new Parts(first, second, !helped, false, page::serve);
    }
  },

  /** One is staged until the other is blocked; then it helps, or not. */
  STAGED {
    @Override
    Parts build(Kernel kernel, boolean helped) {
      final Completion done = completion(kernel, "done");
      final Task first = task(kernel, "first", done::await);
      final Task second = task(kernel, "second", current -> {
        new Stage(kernel, "first waits", () -> first.isBlockedOn(done)).await(current);
        if (helped) {
          done.complete(current);
        }
      });
      return new Parts(first, second, !helped, false, done::complete);
    }
  };

  abstract Parts build(Kernel kernel, boolean helped);

  static Task task(Kernel kernel, String role, Step program) {
    return kernel.newTask(role, kernel.newGroup(new Mm(role)), role, program::by);
  }

  private static Completion completion(Kernel kernel, String label) {
    return new Completion(kernel, label, List::of);
  }

  private static void signal(Task current, Task target, boolean fatal) {
    final TaskGroup group = target.group();
    if (fatal) {
      group.kill(current, Kill.KILL);
    } else {
      group.signalHandled(current, target);
    }
  }
}
