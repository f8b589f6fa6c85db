package org.killpath.engine.kernel;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.RandomAccess;

/**
 * A list that only grows, for several threads. Whoever iterates sees what was there when he began.
 * Unlike a copy-on-write list it does not copy for each element.
 */
final class AppendOnlyList<T> extends AbstractList<T> implements RandomAccess {
  private static final Object[] NONE = {};

  /** Elements below {@link #size} never change; a longer array is published with all of them in it. */
  private volatile Object[] elements = NONE;

  /** Written after the element, read before it. */
  private volatile int size;

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // under the monitor
  public synchronized boolean add(T element) {
    if (size == elements.length) {
      elements = Arrays.copyOf(elements, Math.max(4, size * 2));
    }
    elements[size] = element;
    size++;
    return true;
  }

  @Override
  @SuppressWarnings("unchecked") // nothing else is ever put there
  public T get(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return (T) elements[index];
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Iterator<T> iterator() {
    final int end = size;
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < end;
      }

      @Override
      public T next() {
        if (next == end) {
          throw new NoSuchElementException();
        }
        return get(next++);
      }
    };
  }
}
