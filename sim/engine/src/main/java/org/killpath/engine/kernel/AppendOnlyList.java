package org.killpath.engine.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
  private static final VarHandle SIZE = Fields.of(MethodHandles.lookup(), "size", int.class);
  private static final int FEW = 4;
  private static final Object[] NONE = {};

  /** Elements below {@link #size} never change; a longer array has all of them in it. */
  private Object[] elements = NONE;

  /** Released after the elements, acquired before them: so whoever counts one sees it, too. */
  private int size;

  @Override
  public synchronized boolean add(T element) {
    final int end = size;
    if (end == elements.length) {
      elements = end == 0 ? new Object[FEW] : Arrays.copyOf(elements, end * 2);
    }
    elements[end] = element;
    SIZE.setRelease(this, end + 1);
    return true;
  }

  @Override
  @SuppressWarnings("unchecked") // nothing else is ever put there
  public T get(int index) {
    if (index >= size()) {
      throw new IndexOutOfBoundsException(index);
    }
    return (T) elements[index];
  }

  @Override
  public int size() {
    return (int) SIZE.getAcquire(this);
  }

  @Override
  public Iterator<T> iterator() {
    final int end = size();
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
