package org.killpath.lab.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.killpath.lab.ordering.BadScript;
import org.killpath.lab.ordering.KernelTask;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.scenario.Casting;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.script.Scripted;

/**
 * Every ordering there is, in the order of the table: our own (staged, their raced twins, races),
 * then those that others provide on the class path through {@link Orderings}.
 */
public final class ScenarioCatalogue {
  private final List<Scenario> scenarios;
  private final Map<String, Class<?>> providers;

  private ScenarioCatalogue(List<Scenario> scenarios, Map<String, Class<?>> providers) {
    this.scenarios = List.copyOf(scenarios);
    this.providers = Map.copyOf(providers);
  }

  /**
   * The orderings of this project, and those that others provide.
   *
   * @throws BadProvider if one of those cannot be taken in
   */
  public static ScenarioCatalogue all() {
    final Ids ids = new Ids();
    final List<Scenario> all = new ArrayList<>(builtIn());
    final Map<String, Class<?>> providers = new HashMap<>();
    all.forEach(scenario -> ids.builtIn(scenario.id()));
    for (Provider<Orderings> provider : Provider.all(Orderings.class, "orderings")) {
      for (Scenario scenario : provided(provider)) {
        ids.take(scenario.id(), provider);
        all.add(scenario);
        providers.put(scenario.id(), provider.service().getClass());
      }
    }
    return new ScenarioCatalogue(all, providers);
  }

  /** What {@code provider} provides, and then the raced twins of what is staged. */
  private static List<Scenario> provided(Provider<Orderings> provider) {
    final List<Scenario> given =
        provider.ask("scenarios()", () -> List.copyOf(provider.service().scenarios()));
    if (given.isEmpty()) {
      throw new BadProvider(provider.name() + ": scenarios() gives no orderings");
    }
    for (Scenario scenario : given) {
      provider.line("the story of " + scenario.id(), scenario::story);
      provider.line("the first actor of " + scenario.id(), scenario.actors()::first);
      provider.line("the second actor of " + scenario.id(), scenario.actors()::second);
      checkRoles(scenario, provider);
    }
    return withTwins(given);
  }

  /** A role that nobody has would be waited for by nobody, and found to be complete. */
  private static void checkRoles(Scenario scenario, Provider<Orderings> provider) {
    final Casting casting = provider.ask("the script of " + scenario.id(), scenario::casting);
    final List<String> named = new ArrayList<>(casting.obliged());
    named.removeIf(ScenarioCatalogue::isOfKernel);
    named.add(scenario.actors().first());
    named.add(scenario.actors().second());
    named.removeAll(casting.roles());
    if (!named.isEmpty()) {
      throw new BadProvider(provider.name() + ": " + scenario.id() + ": no task has the role "
          + named.get(0) + "; there are " + String.join(", ", new TreeSet<>(casting.roles())));
    }
  }

  /** Is it the role of a task that the kernel makes when it is needed? */
  private static boolean isOfKernel(String role) {
    return role.startsWith("worker")
        || role.equals("reaper")
        || Stream.of(KernelTask.values()).anyMatch(task -> task.role().equals(role));
  }

  private static List<Scenario> withTwins(List<Scenario> scenarios) {
    final List<Scenario> all = new ArrayList<>(scenarios);
    scenarios.stream().filter(Scenario::isStaged).map(Scenario::racedTwin).forEach(all::add);
    return all;
  }

  private static List<Scenario> builtIn() {
    final Map<Boolean, List<Scenario>> byStaging = OwnOrderings.all().stream()
        .map(OwnOrderings.Listed::scenario)
        .collect(Collectors.partitioningBy(Scenario::isStaged));
    final List<Scenario> all = withTwins(byStaging.get(true));
    all.addAll(byStaging.get(false));
    return all;
  }

  /**
   * The same, and an ordering of the user's with its raced twin.
   *
   * @throws BadScript if one of their ids is taken
   */
  public ScenarioCatalogue with(OrderingScript script) {
    final List<Scenario> all = new ArrayList<>(scenarios);
    for (Scenario scenario : of(script)) {
      if (find(scenario.id()).isPresent()) {
        throw new BadScript(
            script.place(),
            "the id " + scenario.id() + ", which another ordering has",
            "one that is free");
      }
      all.add(scenario);
    }
    return new ScenarioCatalogue(all, providers);
  }

  /** What a file of the user's gives: an ordering, and its raced twin if it is staged. */
  public static List<Scenario> of(OrderingScript script) {
    return withTwins(List.of(Scripted.scenario(script).readFrom(script.source().digest())));
  }

  /** The text of this project's own ordering of that id, if there is one: no raced twin has. */
  public static Optional<byte[]> ownText(String id) {
    return OwnOrderings.all().stream()
        .filter(listed -> listed.id().equals(id))
        .findFirst()
        .map(OwnOrderings.Listed::text);
  }

  public List<Scenario> scenarios() {
    return scenarios;
  }

  /**
   * The class of somebody else's that provides the ordering of that id; nothing if that is ours, or in
   * a file.
   */
  public Optional<Class<?>> providedBy(String id) {
    return Optional.ofNullable(providers.get(id));
  }

  /** The one of that id, or of that {@link Scenario#key}. */
  public Optional<Scenario> find(String id) {
    return scenarios.stream()
        .filter(scenario -> scenario.id().equals(id) || scenario.key().equals(id))
        .findFirst();
  }
}
