package org.killpath.lab.scenario;

import java.util.Set;
import org.killpath.engine.kernel.Interleaver;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/**
 * Who has to do with an ordering, as its script says before anything is run. Tasks that the kernel makes
 * meanwhile are not among them.
 *
 * @param roles of the tasks that the script makes, and of the owner's first thread
 * @param obliged the roles without whose end the world is not complete
 */
public record Casting(Set<String> roles, Set<String> obliged) {
  public Casting {
    roles = Set.copyOf(roles);
    obliged = Set.copyOf(obliged);
  }

  static Casting of(Scenario scenario) {
    return scenario
        .script()
        .scene(new Kernel(new Nobody()), scenario.isStaged())
        .cast()
        .casting();
  }

  /** Lets nobody do anything. */
  private static final class Nobody implements Interleaver {
    private static IllegalStateException early(String what) {
      return new IllegalStateException("the script itself " + what
          + ": it describes the scene, and what is done stands in the programs of its tasks");
    }

    @Override
    public void step(Task current, Op op, Resource on) {
      throw early(op.phrase() + " " + on.name());
    }

    @Override
    public void await(Task current, Op op, Resource on) {
      throw early(op.phrase() + " " + on.name());
    }

    @Override
    public void start(Task task) {
      throw early("starts " + task);
    }

    @Override
    public void interrupt(Task task) {
      throw early("signals " + task);
    }

    @Override
    public void unpark(Task task) {
      throw early("wakes " + task);
    }
  }
}
