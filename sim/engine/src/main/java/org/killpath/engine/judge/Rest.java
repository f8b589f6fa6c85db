package org.killpath.engine.judge;

import java.util.Arrays;
import java.util.List;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.Description;
import org.killpath.engine.runtime.Part;

/**
 * Everything that evidence shows of a world at rest, as a key: two such are equal if, and only if,
 * the evidence is. One that is filled again and again finds what was kept under a copy.
 */
final class Rest implements Description {
  private long[] numbers = new long[64];
  private Object[] names = new Object[32];
  private int numberCount;
  private int nameCount;

  /** Takes down the state of {@code kernel}, which must be at rest. */
  void take(Kernel kernel, Part part) {
    numberCount = 0;
    nameCount = 0;
    name(part);
    final List<Task> tasks = kernel.tasks();
    for (int i = 0; i < tasks.size(); i++) {
      final Task task = tasks.get(i);
      task.describe(this);
    }
  }

  Rest copy() {
    final Rest copy = new Rest();
    copy.numbers = Arrays.copyOf(numbers, numberCount);
    copy.names = Arrays.copyOf(names, nameCount);
    copy.numberCount = numberCount;
    copy.nameCount = nameCount;
    return copy;
  }

  @Override
  public void number(long number) {
    if (numberCount == numbers.length) {
      numbers = Arrays.copyOf(numbers, numberCount * 2);
    }
    numbers[numberCount++] = number;
  }

  @Override
  public void name(Object name) {
    if (nameCount == names.length) {
      names = Arrays.copyOf(names, nameCount * 2);
    }
    names[nameCount++] = name;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rest that
        && Arrays.equals(numbers, 0, numberCount, that.numbers, 0, that.numberCount)
        && Arrays.equals(names, 0, nameCount, that.names, 0, that.nameCount);
  }

  @Override
  public int hashCode() {
    long hash = nameCount;
    for (int i = 0; i < numberCount; i++) {
      hash = mix(hash, numbers[i]);
    }
    for (int i = 0; i < nameCount; i++) {
      hash = mix(hash, names[i].hashCode());
    }
    return (int) (hash ^ (hash >>> 32));
  }

  private static long mix(long hash, long value) {
    final long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }
}
