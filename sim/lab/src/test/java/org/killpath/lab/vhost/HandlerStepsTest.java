package org.killpath.lab.vhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.lab.catalogue.DesignCatalogue;

/**
 * The kill handler of each design, step by step, where nobody is in its way: what it does under
 * exit_mutex.
 */
class HandlerStepsTest {
  private static final List<String> MARK = List.of("locks worker.mutex", "writes worker.killed");
  private static final List<String> DETACH_UNLOCKED = List.of(
      "reads vq[0].worker", "writes vq[0].worker", "reads vq[1].worker", "writes vq[1].worker");
  private static final List<String> DETACH_LOCKED = List.of(
      "locks vq[0].mutex",
      "reads vq[0].worker",
      "writes vq[0].worker",
      "unlocks vq[0].mutex",
      "locks vq[1].mutex",
      "reads vq[1].worker",
      "writes vq[1].worker",
      "unlocks vq[1].mutex");
  private static final List<String> DETACH_TRYLOCK = DETACH_LOCKED.stream()
      .map(step -> step.replaceFirst("^locks", "tries to lock"))
      .toList();
  private static final List<String> DETACH_OWN = List.of(
      "reads vq[0].worker",
      "locks vq[0].mutex",
      "reads vq[0].worker",
      "writes vq[0].worker",
      "unlocks vq[0].mutex",
      "reads vq[1].worker",
      "locks vq[1].mutex",
      "reads vq[1].worker",
      "writes vq[1].worker",
      "unlocks vq[1].mutex");
  private static final List<String> DETACH_BY_CAS = List.of(
      "reads vq[0].worker",
      "compares and sets vq[0].worker",
      "reads vq[1].worker",
      "compares and sets vq[1].worker");
  private static final List<String> COUNT =
      List.of("reads worker.attachment_cnt", "writes worker.attachment_cnt");
  private static final String READERS = "begins a grace period of rcu";
  private static final String DRAIN = "takes all of worker[0].work_list";
  private static final String LOCK = "locks worker.mutex";
  private static final String UNLOCK = "unlocks worker.mutex";
  private static final List<String> TAIL = flat(COUNT, READERS, DRAIN, UNLOCK);

  private static final Map<String, List<String>> HANDLERS = handlers();

  private static Map<String, List<String>> handlers() {
    final Map<String, List<String>> handlers = new LinkedHashMap<>();
    handlers.put("upstream", flat(MARK, DETACH_LOCKED, TAIL));
    handlers.put("upstream-killable", flat(MARK, DETACH_LOCKED, TAIL));
    handlers.put("flush-holds-mutex", flat(MARK, DETACH_LOCKED, TAIL));
    handlers.put("drain-first", flat(MARK, DRAIN, DETACH_LOCKED, TAIL));
    handlers.put("trylock-backoff", flat(MARK, DETACH_TRYLOCK, TAIL));
    handlers.put(
        "trylock-unbounded",
        flat(MARK, "reads vq[0].worker", "reads vq[1].worker", DETACH_TRYLOCK, TAIL));
    handlers.put(
        "deferred-detach",
        flat(MARK, DRAIN, "writes worker[0].detach_queued", "creates a kernel worker", UNLOCK));
    handlers.put(
        "deferred-detach-late",
        flat(MARK, DRAIN, UNLOCK, "writes worker[0].detach_queued", "creates a kernel worker"));
    handlers.put(
        "assignment-lock",
        flat(MARK, "spin-locks assignment_lock", DETACH_UNLOCKED, "unlocks assignment_lock", TAIL));
    handlers.put("lock-free-detach", flat(MARK, DETACH_BY_CAS, TAIL));
    handlers.put("flush-only-drain", flat(MARK, DETACH_BY_CAS, TAIL));
    handlers.put("killable-datapath", flat(MARK, DETACH_BY_CAS, TAIL));
    handlers.put(
        "drop-worker-mutex",
        flat(MARK, UNLOCK, DETACH_LOCKED, READERS, LOCK, COUNT, DRAIN, UNLOCK));
    handlers.put("skip-foreign-vqs", flat(MARK, DETACH_OWN, TAIL));
    handlers.put(
        "no-mutex-handler",
        flat(
            "spin-locks worker[0].kill_lock",
            "writes worker.killed",
            DETACH_UNLOCKED,
            "unlocks worker[0].kill_lock",
            READERS,
            DRAIN,
            "completes worker.kill_done"));
    handlers.put("exit-without-handler", List.of());
    handlers.put(
        "dev-mutex",
        flat(
            "locks dev.mutex",
            MARK,
            DETACH_UNLOCKED,
            COUNT,
            UNLOCK,
            READERS,
            LOCK,
            DRAIN,
            UNLOCK,
            "unlocks dev.mutex"));
    return handlers;
  }

  private static List<String> flat(Object... parts) {
    final List<String> steps = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof List<?> list) {
        list.forEach(step -> steps.add((String) step));
      } else {
        steps.add((String) part);
      }
    }
    return steps;
  }

  @TestFactory
  Stream<DynamicTest> theHandlerOf() {
    return HANDLERS.entrySet().stream()
        .map(entry -> dynamicTest(
            entry.getKey(), () -> assertThat(stepsOf(entry.getKey())).isEqualTo(entry.getValue())));
  }

  private static List<String> stepsOf(String id) {
    final Design design = DesignCatalogue.all().find(id).orElseThrow();
    final List<String> steps = new ArrayList<>();
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, design);
      rig.kill(Kill.TGKILL);
      world.traceOf("worker").stream()
          .map(step -> step.substring("worker ".length()))
          .map(step -> step.replaceFirst("^creates group.*", "creates a kernel worker"))
          .forEach(steps::add);
    });
    return steps.subList(
        steps.indexOf("writes vtsk.KILLED") + 1, steps.indexOf("unlocks vtsk.exit_mutex"));
  }
}
