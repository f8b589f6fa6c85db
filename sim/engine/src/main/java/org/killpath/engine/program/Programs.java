package org.killpath.engine.program;

import java.util.ArrayList;
import java.util.List;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.WorkList;

/**
 * The programs of the papers on reduction, by the names that they have there, and one to measure
 * speed by.
 */
public final class Programs {
  private Programs() {}

  /** {@code k} tasks that lock one mutex once: k! executions. */
  public static Program mutex(int k) {
    return new Program("mutex(" + k + ")", tasks -> {
      final Mutex mutex = new Mutex(tasks.kernel(), "mutex");
      for (int i = 0; i < k; i++) {
        tasks.add(current -> {
          mutex.lock(current);
          mutex.unlock(current);
        });
      }
    });
  }

  /** {@code n} tasks that have nothing in common: one execution. */
  public static Program independent(int n) {
    return new Program("independent(" + n + ")", tasks -> {
      for (Shared<Integer> own : variables(tasks.kernel(), "own", n)) {
        tasks.add(current -> {
          own.set(current, 1);
          own.set(current, own.get(current) + 1);
        });
      }
    });
  }

  /**
   * One writer of x, and {@code n} readers that each write a variable of their own before they read
   * x (POPL 2014, table 1): 2^n executions.
   */
  public static Program readers(int n) {
    return new Program("readers(" + n + ")", tasks -> {
      final Shared<Integer> x = new Shared<>(tasks.kernel(), "x", 0);
      tasks.add(current -> x.set(current, 1));
      for (Shared<Integer> local : variables(tasks.kernel(), "local", n)) {
        tasks.add(current -> {
          local.set(current, 0);
          x.get(current);
        });
      }
    });
  }

  /**
   * {@code n} tasks that each write {@code array[i] := array[i - 1] + 1}, and one that looks for the
   * last zero from the end (POPL 2014, figure 4).
   */
  public static Program lastzero(int n) {
    return new Program("lastzero(" + n + ")", tasks -> {
      final List<Shared<Integer>> array = variables(tasks.kernel(), "array", n + 1);
      tasks.add(current -> {
        int i = n;
        while (array.get(i).get(current) != 0) {
          i--;
        }
      });
      for (int j = 1; j <= n; j++) {
        final Shared<Integer> before = array.get(j - 1);
        final Shared<Integer> own = array.get(j);
        tasks.add(current -> own.set(current, before.get(current) + 1));
      }
    });
  }

  /**
   * {@code n} tasks that insert four keys each into a hash table of 128 cells, with a lock per cell
   * in the original and a compare-and-swap here as there (Flanagan and Godefroid, POPL 2005).
   */
  public static Program indexer(int n) {
    final int size = 128;
    final int most = 4;
    return new Program("indexer(" + n + ")", tasks -> {
      final List<Shared<Integer>> table = variables(tasks.kernel(), "table", size);
      for (int t = 0; t < n; t++) {
        final int thread = t;
        tasks.add(current -> {
          for (int m = 1; m <= most; m++) {
            final int word = m * 11 + thread;
            int hash = word * 7 % size;
            while (!table.get(hash).compareAndSet(current, 0, word)) {
              hash = (hash + 1) % size;
            }
          }
        });
      }
    });
  }

  /**
   * {@code n} tasks that each take an inode and, if it has no block, look for a free one, with a
   * lock per inode and per block (Flanagan and Godefroid, POPL 2005).
   */
  public static Program filesystem(int n) {
    final int inodes = 32;
    final int blocks = 26;
    return new Program("filesystem(" + n + ")", tasks -> {
      final Kernel kernel = tasks.kernel();
      final List<Mutex> lockInode = mutexes(kernel, "lock_inode", inodes);
      final List<Mutex> lockBlock = mutexes(kernel, "lock_block", blocks);
      final List<Shared<Integer>> inode = variables(kernel, "inode", inodes);
      final List<Shared<Integer>> busy = variables(kernel, "busy", blocks);
      for (int t = 0; t < n; t++) {
        final int i = t % inodes;
        tasks.add(current -> {
          lockInode.get(i).lock(current);
          if (inode.get(i).get(current) == 0) {
            int b = i * 2 % blocks;
            boolean found = false;
            while (!found) {
              lockBlock.get(b).lock(current);
              if (busy.get(b).get(current) == 0) {
                busy.get(b).set(current, 1);
                inode.get(i).set(current, b + 1);
                found = true;
              }
              lockBlock.get(b).unlock(current);
              b = (b + 1) % blocks;
            }
          }
          lockInode.get(i).unlock(current);
        });
      }
    });
  }

  /**
   * The bones of a teardown, for measuring speed: somebody who serves a queue, somebody who fills it
   * and waits, and somebody who kills; about 40 visible operations, nothing that blocks for ever.
   */
  public static Program teardown() {
    return new Program("teardown", tasks -> {
      final Kernel kernel = tasks.kernel();
      final Mutex dev = new Mutex(kernel, "dev.mutex");
      final Mutex worker = new Mutex(kernel, "worker.mutex");
      final Mutex vq = new Mutex(kernel, "vq.mutex");
      final Shared<Boolean> killed = new Shared<>(kernel, "killed", false);
      final Shared<Boolean> attached = new Shared<>(kernel, "attached", true);
      final WorkList<Integer> list = new WorkList<>(kernel, "list", 0);
      tasks.add(current -> {
        for (int round = 0; round < 2; round++) {
          vq.lock(current);
          attached.get(current);
          list.takeAll(current);
          vq.unlock(current);
        }
        worker.lock(current);
        killed.get(current);
        list.takeAll(current);
        worker.unlock(current);
      });
      tasks.add(current -> {
        dev.lock(current);
        kernel.rcu().readLock(current);
        if (attached.get(current)) {
          list.add(current, 1);
        }
        kernel.rcu().readUnlock(current);
        worker.lock(current);
        if (!killed.get(current)) {
          list.add(current, 2);
        }
        worker.unlock(current);
        vq.lock(current);
        vq.unlock(current);
        dev.unlock(current);
      });
      tasks.add(current -> {
        worker.lock(current);
        killed.set(current, true);
        vq.lock(current);
        attached.set(current, false);
        vq.unlock(current);
        list.takeAll(current);
        worker.unlock(current);
        dev.lock(current);
        dev.unlock(current);
      });
    });
  }

  private static List<Shared<Integer>> variables(Kernel kernel, String label, int count) {
    final List<Shared<Integer>> variables = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      variables.add(new Shared<>(kernel, label, i, 0));
    }
    return variables;
  }

  private static List<Mutex> mutexes(Kernel kernel, String label, int count) {
    final List<Mutex> mutexes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      mutexes.add(new Mutex(kernel, label, i));
    }
    return mutexes;
  }
}
