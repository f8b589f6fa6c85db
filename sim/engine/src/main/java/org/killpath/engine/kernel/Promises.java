package org.killpath.engine.kernel;

import java.util.List;
import java.util.Optional;

/**
 * What partial-order reduction may rely on of a {@link Resource}. Whoever promises nothing is right, and
 * searched for longer; a promise that does not hold hides executions.
 */
public interface Promises {
  /** No fact that could be learned alone. */
  int NO_FACT = -1;

  /**
   * Would {@code op}, performed now, have the same effect on either side of another of its kind, of
   * which the same is true? Then their order shows nothing.
   */
  default boolean commutes(Op op) {
    return false;
  }

  /** Does it depend on the present state, or on its task, what {@code op} would do here? See what follows. */
  default boolean dependsOnState(Op op) {
    return false;
  }

  /** Would {@code op}, which may write, change nothing if it were performed now? Then it only reads. */
  default boolean changesNothing(Task task, Op op) {
    return false;
  }

  /**
   * The {@linkplain Resource#fact fact} that is all that the pending {@code op} of {@code task} would learn;
   * {@link #NO_FACT} if it learns more, or writes.
   */
  default int learns(Task task, Op op) {
    return NO_FACT;
  }

  /** The fact that it makes untrue, if anybody can learn that alone. */
  default int refutes(Task task, Op op) {
    return NO_FACT;
  }

  /** The fact that it makes true, if anybody can learn that alone. */
  default int establishes(Task task, Op op) {
    return NO_FACT;
  }

  /** Would {@code op}, performed now, let waits here through that nothing before it did? */
  default boolean opens(Op op) {
    return false;
  }

  /**
   * Is it a lock that guards nothing but what visible operations show, unless its holder {@linkplain
   * #hidesSomething says so}? Then partial-order reduction need not try both orders of two critical
   * sections that have nothing else in common.
   */
  default boolean isTransparent() {
    return false;
  }

  /** Has the holder of this transparent lock changed something that no visible operation shows? */
  default boolean hidesSomething() {
    return false;
  }

  /**
   * Tasks that are gone, or can go no further, whenever an operation is possible here that looks at the
   * world. Told of the present, it holds of whatever could have been left out of the past, but for tasks
   * that are new. The more of them are told, the less has partial-order reduction to try.
   */
  default List<Task> awaitsRestOf() {
    return List.of();
  }

  /**
   * All that an operation here sees of the world that it looks at, but for the time that passes when
   * everybody is at rest; empty if it may see all of it.
   */
  default List<? extends Resource> looksOnlyAt() {
    return List.of();
  }

  /**
   * Those of them any one of which, seen as it is now, makes an operation here possible, and lets it come
   * to the same; none if it takes more than one. Partial-order reduction takes it to look at one alone.
   */
  default List<? extends Resource> enoughToSee() {
    return List.of();
  }

  /**
   * The task of which an operation here that looks at the world wants to know that it has ended, and
   * nothing else; if it is so.
   */
  default Optional<Task> awaitsEndOf() {
    return Optional.empty();
  }
}
