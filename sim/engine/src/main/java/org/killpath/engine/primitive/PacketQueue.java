package org.killpath.engine.primitive;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/** A queue of packets with a lock of its own ({@code struct sk_buff_head}): each call is atomic. */
public final class PacketQueue<T> extends Resource {
  private final ConcurrentLinkedDeque<T> packets = new ConcurrentLinkedDeque<>();

  /** An empty queue. */
  public PacketQueue(Kernel kernel, String label) {
    super(kernel, label);
  }

  /** Part of {@code home}: an operation on it after that was freed is a use after free. */
  public PacketQueue(Kernel kernel, String label, Allocation home) {
    super(kernel, label, home);
  }

  /** {@code skb_queue_tail()}. */
  public void append(Task current, T packet) {
    visible(current, Op.ADD);
    packets.addLast(packet);
  }

  /** {@code skb_queue_splice_tail()}. */
  public void appendAll(Task current, Collection<T> more) {
    visible(current, Op.ADD);
    packets.addAll(more);
  }

  /** {@code skb_dequeue()}; empty if no packet waits. */
  public Optional<T> takeFirst(Task current) {
    visible(current, Op.TAKE);
    return Optional.ofNullable(packets.pollFirst());
  }

  /** {@code skb_queue_head()}: it will be the next one. */
  public void putBack(Task current, T packet) {
    visible(current, Op.ADD);
    packets.addFirst(packet);
  }

  /** {@code skb_queue_empty()}. */
  public boolean isEmpty(Task current) {
    visible(current, Op.READ);
    return packets.isEmpty();
  }

  /** {@code skb_queue_purge()}. */
  public void purge(Task current) {
    visible(current, Op.TAKE);
    packets.clear();
  }

  /** How many packets wait, as an observer sees it who is no task. */
  public int size() {
    return packets.size();
  }
}
