package org.killpath.engine.primitive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/** {@code struct llist_head}: a lock-free list that is pushed to, and taken as a whole. */
public final class WorkList<T> extends Resource {
  private record Node<T>(T item, Node<T> next) {}

  private final AtomicReference<Node<T>> first = new AtomicReference<>();

  /** One of several of its class, told apart by {@code index}. */
  public WorkList(Kernel kernel, String label, int index) {
    super(kernel, label, index);
  }

  /** Part of {@code home}: an operation on it after that was freed is a use after free. */
  public WorkList(Kernel kernel, String label, Allocation home) {
    super(kernel, label, home);
  }

  /** One of several of its class, and part of {@code home}. */
  public WorkList(Kernel kernel, String label, int index, Allocation home) {
    super(kernel, label, index, home);
  }

  /** {@code llist_add()}. */
  public void add(Task current, T item) {
    visible(current, Op.ADD);
    Node<T> seen;
    do {
      seen = first.get();
    } while (!first.compareAndSet(seen, new Node<>(item, seen)));
  }

  /** {@code llist_del_all()} and {@code llist_reverse_order()}: all items, oldest first. */
  public List<T> takeAll(Task current) {
    visible(current, Op.TAKE);
    return oldestFirst(first.getAndSet(null));
  }

  @Override
  public boolean dependsOnState(Op op) {
    return op == Op.TAKE;
  }

  /** To take all of nothing shows no more than that there is nothing. */
  @Override
  public boolean changesNothing(Task task, Op op) {
    return op == Op.TAKE && first.get() == null;
  }

  /** {@code llist_empty()}. */
  public boolean isEmpty(Task current) {
    visible(current, Op.READ);
    return first.get() == null;
  }

  /** The items as an observer sees them who is no task, oldest first. */
  public List<T> peek() {
    return oldestFirst(first.get());
  }

  private static <T> List<T> oldestFirst(Node<T> newest) {
    if (newest == null) {
      return List.of();
    }
    final List<T> items = new ArrayList<>(4);
    for (Node<T> node = newest; node != null; node = node.next()) {
      items.add(node.item());
    }
    Collections.reverse(items);
    return items;
  }
}
