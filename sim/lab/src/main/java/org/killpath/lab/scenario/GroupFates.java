package org.killpath.lab.scenario;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.primitive.CoreDump;
import org.killpath.engine.primitive.Exec;
import org.killpath.engine.primitive.Timeout;
import org.killpath.engine.primitive.UserPage;

/** What can befall the owner's group as a whole, beside a plain SIGKILL, and who else it concerns. */
public final class GroupFates {
  private final Kernel kernel;
  private final Cast cast;
  private final List<UserPage> pages;
  private Optional<CoreDump> coreDump = Optional.empty();
  private Optional<CorePipe> corePipe = Optional.empty();
  private Optional<Exec> exec = Optional.empty();
  private boolean halts;
  private boolean reaps;

  /**
   * @param pages all that will be there
   */
  GroupFates(Kernel kernel, Cast cast, List<UserPage> pages) {
    this.kernel = kernel;
    this.cast = cast;
    this.pages = pages;
  }

  // --- describing the scene

  /** A thread of the group may dump core. */
  public void expectCoreDump() {
    coreDump = Optional.of(new CoreDump(kernel, cast.ownerGroup()));
  }

  /** And into a pipe, which is full until somebody reads. */
  public void expectCorePipe() {
    expectCoreDump();
    corePipe = Optional.of(new CorePipe(kernel));
  }

  /** A thread of the group may execute a program. */
  public void expectExec() {
    exec = Optional.of(new Exec(kernel, cast.ownerGroup()));
  }

  /** The group may be halted, and goes on when the ordering is over. */
  public void expectHalt() {
    halts = true;
  }

  /** The group's memory may be reaped. */
  public void expectReaper() {
    reaps = true;
  }

  boolean reaps() {
    return reaps;
  }

  boolean halts() {
    return halts;
  }

  /** Where a core may be dumped into a pipe, that. */
  Optional<CorePipe> corePipe() {
    return corePipe;
  }

  // --- inside programs

  /** A signal that dumps core comes to {@code current}, which has nothing left to do then. */
  public void dumpCore(Task current) {
    coreDump.orElseThrow().dump(current, dumper -> corePipe.ifPresent(pipe -> pipe.write(dumper)));
  }

  /** {@code do_group_exit()}: that signal has come, and the process may not dump. */
  public void dieUndumped(Task current) {
    kill(current, TaskGroup.Kill.EXIT_GROUP);
  }

  /** Whoever is to have the core reads it to its end. */
  public void readCore(Task current) {
    corePipe.orElseThrow().read(current);
  }

  /** {@code execve(2)}; the new program ends at once, and if it fails, so does the old one. */
  public void exec(Task current) {
    exec.orElseThrow().exec(current);
  }

  /**
   * {@code process_mrelease(2)} of the group: refused unless everybody who shares the memory is told
   * to die.
   */
  public void processMrelease(Task current) {
    if (isToDie(current, cast.ownerGroup())
        && cast.sharers().stream().allMatch(group -> isToDie(current, group))) {
      reap(current);
    }
  }

  private static boolean isToDie(Task current, TaskGroup group) {
    return group.look(current, () -> group.isExiting() || group.isEmpty());
  }

  /** SIGKILL to the group, and to whom {@code how} says besides. */
  public void kill(Task current, TaskGroup.Kill how) {
    cast.ownerGroup().kill(current, how);
    spread(current, how);
  }

  /**
   * The OOM killer kills whoever shares the memory, too, and has its reaper look after it some time
   * later. A pid namespace ends with everybody in it: those that the owner has forked are.
   */
  private void spread(Task current, TaskGroup.Kill how) {
    if (how == TaskGroup.Kill.OOM_KILLER || how == TaskGroup.Kill.PID_NAMESPACE) {
      cast.sharers().forEach(group -> group.kill(current, how));
    }
    if (how == TaskGroup.Kill.OOM_KILLER) {
      kernel.start(kernel.createKthread(current, "oom_reaper", "reaper", this::reapLater));
    }
  }

  /** {@code OOM_REAPER_DELAY}: two seconds in which the victim may free its memory itself. */
  private void reapLater(Task current) {
    Timeout.sleep(current, "oom_reaper_timer");
    reap(current);
  }

  private void reap(Task current) {
    pages.forEach(page -> page.reap(current));
  }
}
