package org.killpath.lab.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.lab.design.edit.BadSum;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.vhost.Design;

/**
 * The designs with a column of their own, in the order of the table: ours, then those that others
 * provide on the class path through {@link java.util.ServiceLoader}. Any other point of the {@link
 * DesignSpace} can be named besides.
 */
public final class DesignCatalogue {
  private static final List<String> COLUMNS = List.of(
      "upstream",
      "drain-first",
      "trylock-backoff",
      "trylock-unbounded",
      "deferred-detach",
      "deferred-detach-late",
      "assignment-lock",
      "lock-free-detach",
      "drop-worker-mutex",
      "flush-only-drain",
      "killable-datapath",
      "upstream-killable",
      "skip-foreign-vqs",
      "no-mutex-handler",
      "exit-without-handler",
      "dev-mutex",
      "flush-holds-mutex",
      "kthread",
      "ignore-sigkill",
      "unguarded-assignment",
      "unreferenced-task",
      "unreferenced-exit",
      "iotlb-size-zero",
      "owner-stops-only",
      "tmf-refusal-ignored");

  private final DesignSpace space;
  private final List<Design> designs;

  private DesignCatalogue(DesignSpace space, List<Design> designs) {
    this.space = space;
    this.designs = List.copyOf(designs);
  }

  /**
   * The designs of this project, and those that others provide.
   *
   * @throws BadProvider if one of those cannot be taken in
   */
  public static DesignCatalogue all() {
    final DesignSpace space = DesignSpace.all();
    final Ids ids = new Ids();
    space.words().forEach(ids::builtIn);
    final List<Design> designs = new ArrayList<>();
    COLUMNS.forEach(id -> designs.add(space.named(id).orElseThrow()));
    for (Provider<Design> provider : Provider.all(Design.class, "a design")) {
      final Design design = provider.service();
      ids.take(provider.ask("id()", design::id), provider);
      provider.line("proposedBy()", design::proposedBy);
      provider.line("changes()", design::changes);
      designs.add(design);
    }
    return new DesignCatalogue(space, designs);
  }

  public List<Design> designs() {
    return designs;
  }

  /** The class of somebody else's that is the design of that id; nothing if that is one of ours. */
  public Optional<Class<?>> providedBy(String id) {
    return designs.stream()
        .skip(COLUMNS.size())
        .filter(design -> design.id().equals(id))
        .findFirst()
        .map(Design::getClass);
  }

  /** What our own designs are made of. */
  public DesignSpace space() {
    return space;
  }

  /** The design of that name: one with a column of its own, an edit, or a sum of edits. */
  public Optional<Design> find(String id) {
    return designs.stream().filter(design -> design.id().equals(id)).findFirst().or(() -> sum(id));
  }

  private Optional<Design> sum(String id) {
    try {
      return Optional.of(space.parse(id));
    } catch (BadSum noDesign) {
      return Optional.empty();
    }
  }
}
