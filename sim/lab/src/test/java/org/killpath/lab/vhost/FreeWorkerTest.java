package org.killpath.lab.vhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Complaint;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.vhost.ioctl.CopiedArgument;
import org.killpath.lab.vhost.ioctl.WorkerIoctl;
import org.killpath.lab.vhost.uapi.Errno;

/** Freeing and destroying workers. */
class FreeWorkerTest {
  private static List<String> withoutStart(List<String> trace) {
    return trace.subList(1, trace.size());
  }

  /** A second worker, made by an outsider so that a kill of the owner's group passes it by. */
  private static VhostWorker second(VsockRig rig) {
    rig.outside("maker", current -> {
      rig.dev().mutex().lock(current);
      rig.dev().vhostWorkerCreate(current);
      rig.dev().mutex().unlock(current);
      current.pause();
    });
    rig.world().settle();
    rig.world().forgetTrace();
    return rig.device().everyWorker().get(1);
  }

  @Test
  void aWorkerThatServesAnybodyOrWasKilledCannotBeFreed() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final WorkerIoctl ioctl = new WorkerIoctl(rig.dev());
      final AtomicReference<Long> result = new AtomicReference<>();
      final Body free = id -> rig.outside("owner2", current -> {
        rig.dev().mutex().lock(current);
        result.set(ioctl.freeWorker(current, id, CopiedArgument.in(Optional.empty())));
        rig.dev().mutex().unlock(current);
      });
      free.id(0);
      world.settle();
      assertThat(result).hasValue(Errno.EBUSY);
      rig.kill(Kill.KILL);
      free.id(0);
      world.settle();
      assertThat(result).hasValue(Errno.EBUSY);
      free.id(7);
      world.settle();
      assertThat(result).hasValue(Errno.ENODEV);
    });
  }

  /** An ioctl on the worker with this id. */
  @FunctionalInterface
  private interface Body {
    void id(int id);
  }

  @Test
  void freeingAnIdleWorkerStopsItsThread() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final VhostWorker second = second(rig);
      final AtomicReference<Long> result = new AtomicReference<>();
      rig.outside("owner2", current -> {
        rig.dev().mutex().lock(current);
        result.set(new WorkerIoctl(rig.dev())
            .freeWorker(current, second.workerId(), CopiedArgument.in(Optional.empty())));
        rig.dev().mutex().unlock(current);
      });
      world.settle();
      assertThat(result).hasValue(0L);
      assertThat(withoutStart(world.traceOf("owner2")))
          .containsExactly(
              "owner2 locks dev.mutex",
              "owner2 reads dev.mm",
              "owner2 reads dev.worker_xa",
              "owner2 locks worker.mutex",
              "owner2 reads worker.attachment_cnt",
              "owner2 reads worker.killed",
              "owner2 reads worker.attachment_cnt",
              "owner2 unlocks worker.mutex",
              "owner2 reads worker[1].work_list",
              "owner2 writes dev.worker_xa",
              "owner2 locks vtsk.exit_mutex",
              "owner2 reads vtsk.KILLED",
              "owner2 writes vtsk.STOP",
              "owner2 wakes task[" + second.thread().task().pid() + "]",
              "owner2 unlocks vtsk.exit_mutex",
              "owner2 waits for vtsk.exited",
              "owner2 frees task[" + second.thread().task().pid() + "]",
              "owner2 frees vhost_task",
              "owner2 frees vhost_worker[1]",
              "owner2 unlocks dev.mutex");
      assertThat(second.isFreed()).isTrue();
      assertThat(world.kernel().complaints()).isEmpty();
    });
  }

  @Test
  void destroyingAWorkerThatStillHasWorkWarns() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      rig.kill(Kill.KILL);
      final VhostWork late =
          new VhostWork(world.kernel(), "late", VhostWork.Kind.DATA, current -> {});
      world.task("queuer", current -> rig.worker().vhostWorkerQueue(current, late));
      world.settle();
      rig.outside("closer", current -> rig.dev().vhostDevCleanup(current));
      world.settle();
      assertThat(world.kernel().complaints()).singleElement().satisfies(complaint -> {
        assertThat(complaint.kind()).isEqualTo(Complaint.Kind.WARNING);
        assertThat(complaint.what()).isEqualTo("!llist_empty(&worker->work_list)");
        assertThat(complaint.at())
            .hasValueSatisfying(at -> assertThat(at.name()).isEqualTo("vhost_worker_destroy"));
      });
      assertThat(late.account().outstanding()).isEqualTo(1);
    });
  }
}
