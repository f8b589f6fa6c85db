package org.killpath.lab.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.primitive.FileTable;
import org.killpath.lab.scenario.Scene.Membership;

/** The tasks of a world, what they share, and whose end is asked for. */
final class Cast {
  private final Kernel kernel;
  private final Mm mm = new Mm("owner's");
  private final TaskGroup ownerGroup;
  private final FileTable ownerFiles;
  private final Task owner;
  private final List<Task> actors = new ArrayList<>();
  private final List<Task> helpers = new ArrayList<>();
  private final List<TaskGroup> sharers = new ArrayList<>();
  private final Set<String> obligedRoles = new HashSet<>();

  Cast(Kernel kernel, Consumer<Task> ownersProgram) {
    this.kernel = kernel;
    this.ownerGroup = kernel.newGroup(mm);
    this.ownerFiles = new FileTable(kernel, "files of the owner");
    this.owner = newThread("owner", ownerGroup, ownersProgram);
  }

  /** A thread that shares the owner's memory and files. */
  private Task newThread(String role, TaskGroup group, Consumer<Task> program) {
    ownerFiles.share();
    return kernel.newTask("gt-" + role, group, role, current -> {
      program.accept(current);
      current.beginExit();
      current.exitMm();
      ownerFiles.exit(current);
    });
  }

  TaskGroup ownerGroup() {
    return ownerGroup;
  }

  FileTable ownerFiles() {
    return ownerFiles;
  }

  Task owner() {
    return owner;
  }

  /** The groups that share the owner's memory, and are not the owner's. */
  List<TaskGroup> sharers() {
    return sharers;
  }

  private TaskGroup newSharer() {
    final TaskGroup group = kernel.newGroup(mm);
    sharers.add(group);
    return group;
  }

  Task user(String role, Membership membership, Consumer<Task> program) {
    final TaskGroup group = membership == Membership.IN_GROUP ? ownerGroup : newSharer();
    final Task task = newThread(role, group, program);
    actors.add(task);
    return task;
  }

  Task helper(String role, Consumer<Task> program) {
    final Task task = newThread(role, newSharer(), program);
    helpers.add(task);
    return task;
  }

  Task other(String role, Consumer<Task> program) {
    final Task task =
        kernel.newTask("gt-" + role, kernel.newGroup(new Mm(role)), role, program::accept);
    actors.add(task);
    return task;
  }

  void oblige(String role) {
    obligedRoles.add(role);
  }

  Casting casting() {
    final Set<String> roles = new HashSet<>();
    kernel.tasks().forEach(task -> roles.add(task.role()));
    return new Casting(roles, obligedRoles);
  }

  boolean isObliged(Task task) {
    return task.group().isExiting() || obligedRoles.contains(task.role());
  }

  /** The owner sets the device up, the helpers wait for that. */
  void startSetUp() {
    kernel.start(owner);
    helpers.forEach(kernel::start);
  }

  void startActors() {
    actors.forEach(kernel::start);
  }

  /** What an actor still waits for, if the ordering needs it and it never came. */
  Optional<String> missedStage() {
    for (Task task : actors) {
      if (task.pendingOp() == Op.STAGE && task.isBlocked()) {
        return Optional.of(task.pendingOn().name());
      }
    }
    return Optional.empty();
  }
}
