package org.killpath.app.diagnose.evidence.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.PrintedTask;

/**
 * What a call trace says: where in vhost a task is and what kind of wait it is in.
 *
 * @param functions those of vhost, innermost first; of a task that waits for the rest of its group to
 *     end, and is nowhere in vhost, those of that
 * @param reliable false if the kernel put a question mark before all of them
 * @param fault what the kernel does about a page fault, if it is in one
 * @param inner what it is in inside the innermost function of vhost, or all if none is on it
 * @param outside what the wait belongs to, if not to vhost
 * @param whole nothing is known to be cut off at its outer end
 */
public record Backtrace(
    List<String> functions,
    boolean reliable,
    Wait kind,
    Optional<Fault> fault,
    List<Call> inner,
    Optional<Outside> outside,
    boolean whole) {
  /** Who has to deliver a page. */
  public enum Fault {
    USERFAULTFD("a userfaultfd page that nobody has served"),
    FUSE("a page of a FUSE file whose server has not answered"),
    STORAGE("a page that storage has not delivered"),
    OTHER("a page fault");

    private final String words;

    Fault(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  static final Set<String> SCHEDULER = Set.of(
      "__switch_to",
      "__switch_to_asm",
      "finish_task_switch",
      "_switch",
      "__schedule",
      "schedule",
      "context_switch",
      "schedule_preempt_disabled",
      "schedule_rtlock",
      "rt_mutex_schedule",
      "schedule_timeout",
      "schedule_timeout_interruptible",
      "io_schedule",
      "io_schedule_timeout",
      "preempt_schedule",
      "preempt_schedule_common",
      "preempt_schedule_irq",
      "__cond_resched",
      "__schedule_loop");

  private static final Pattern PAGE_FAULT = Pattern.compile(
      "(asm_)?exc_page_fault|do_user_addr_fault|handle_mm_fault|_{0,3}do_page_fault|handle_page_fault"
          + "|do_mem_abort|do_translation_fault|do_dat_exception|do_exception|faultin_page");

  /** Where a thread waits for the others of its group, as the model calls the functions. */
  private static final Map<String, String> OF_A_GROUPS_END = Map.of(
      "do_coredump", "do_coredump",
      "vfs_coredump", "do_coredump",
      "coredump_wait", "do_coredump",
      "de_thread", "de_thread",
      "begin_new_exec", "begin_new_exec");

  public Backtrace {
    functions = List.copyOf(functions);
    inner = List.copyOf(inner);
  }

  public static final Backtrace NONE = new Backtrace(
      List.of(), false, Wait.UNKNOWN, Optional.empty(), List.of(), Optional.empty(), false);

  /** Reads what the kernel printed of a task. */
  public static Backtrace of(PrintedTask dump) {
    final List<String> reliable = functions(dump.calls(), true);
    final boolean any =
        !reliable.isEmpty() || (!dump.running() && dump.calls().stream().anyMatch(Call::reliable));
    final List<Call> calls =
        any ? dump.calls().stream().filter(Call::reliable).toList() : dump.calls();
    final List<String> functions = any ? reliable : functions(calls, false);
    final Optional<Fault> fault = fault(calls);
    final Wait kind = fault.isPresent()
        ? Wait.USER_MEMORY
        : dump.running() ? Wait.RUNNING : Sleeps.kind(calls, functions);
    final List<Call> inner = inner(calls);
    return new Backtrace(
        functions,
        any,
        kind,
        fault,
        inner,
        kind == Wait.RUNNING || isOfAGroupsEnd(functions)
            ? Optional.empty()
            : Outside.of(inner, kind, fault),
        dump.whole());
  }

  private static List<Call> inner(List<Call> calls) {
    if (!VhostNames.isIn(calls)) {
      return calls.stream().filter(call -> !SCHEDULER.contains(call.function())).toList();
    }
    return calls.stream()
        .takeWhile(call -> !VhostNames.isOurs(call) || call.function().equals("synchronize_rcu"))
        .filter(call -> !SCHEDULER.contains(call.function()))
        .toList();
  }

  private static List<String> functions(List<Call> calls, boolean reliableOnly) {
    final List<String> functions = new ArrayList<>();
    if (!VhostNames.isIn(calls)) {
      calls.stream()
          .filter(call -> call.reliable() || !reliableOnly)
          .flatMap(call -> Stream.ofNullable(OF_A_GROUPS_END.get(plain(call.function()))))
          .distinct()
          .forEach(functions::add);
      return functions;
    }
    for (Call call : calls) {
      if ((call.reliable() || !reliableOnly)
          && VhostNames.isOurs(call)
          && (functions.isEmpty()
              || !functions.get(functions.size() - 1).equals(plain(call.function())))) {
        functions.add(plain(call.function()));
      }
    }
    return functions;
  }

  /** Without what compilers add to the names of copies. */
  public static String plain(String symbol) {
    final int dot = symbol.indexOf('.');
    return dot > 0 ? symbol.substring(0, dot) : symbol;
  }

  private static Optional<Fault> fault(List<Call> calls) {
    Optional<Fault> fault = Optional.empty();
    for (Call call : calls) {
      final String function = plain(call.function());
      if (PAGE_FAULT.matcher(function).matches()) {
        return Optional.of(fault.orElse(Fault.OTHER));
      }
      if (VhostNames.isOurs(call) || OF_A_GROUPS_END.containsKey(function)) {
        return Optional.empty();
      }
      if (fault.isEmpty()) {
        fault = backing(function);
      }
    }
    return Optional.empty();
  }

  private static Optional<Fault> backing(String function) {
    if (function.equals("handle_userfault")) {
      return Optional.of(Fault.USERFAULTFD);
    }
    if (function.equals("request_wait_answer") || function.startsWith("fuse_")) {
      return Optional.of(Fault.FUSE);
    }
    return function.startsWith("folio_wait") || function.startsWith("filemap_")
        ? Optional.of(Fault.STORAGE)
        : Optional.empty();
  }

  /** Where it is: the innermost function of vhost. */
  public Optional<String> innermost() {
    return functions.stream().findFirst();
  }

  /** Is it nowhere in vhost, but in a core dump or execve(), waiting for the rest of its group? */
  public boolean isOfAGroupsEnd() {
    return isOfAGroupsEnd(functions);
  }

  private static boolean isOfAGroupsEnd(List<String> functions) {
    return !functions.isEmpty() && OF_A_GROUPS_END.containsKey(functions.get(0));
  }

  /** Does the log end it in the scheduler, so that it does not tell where the task is? */
  public boolean isCutOff() {
    return reliable && functions.isEmpty() && inner.isEmpty();
  }

  /** Does it tell anything of where the task is? */
  public boolean isKnown() {
    return !functions.isEmpty() || !inner.isEmpty();
  }

  /** Is it asleep on its way to a mutex or an rw-semaphore that {@code function} takes? */
  public boolean isAtALockOf(String function) {
    return kind != Wait.RUNNING
        && inner.stream()
            .findFirst()
            .filter(call -> Outside.isOfALock(plain(call.function())))
            .isPresent()
        && Stream.concat(inner.stream().map(call -> plain(call.function())), functions.stream())
            .anyMatch(function::equals);
  }

  /** Does it dump core? */
  public boolean isDump() {
    return has("do_coredump");
  }

  /** Is {@code function} on it? */
  public boolean has(String function) {
    return functions.contains(function);
  }
}
