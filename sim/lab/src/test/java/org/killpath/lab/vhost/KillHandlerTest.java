package org.killpath.lab.vhost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.vhost.VsockRig.Memory;
import org.killpath.lab.vhost.ioctl.VhostIoctl.DevCommand;

/** {@code vhost_worker_killed()} as the kernel has it, step by step. */
class KillHandlerTest {
  @Test
  void theStepsOfAKilledWorkerComeInTheKernelsOrder() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      rig.kill(Kill.TGKILL);
      final String group = "group[" + rig.group().tgid() + "].signals";
      assertThat(world.traceOf("worker"))
          .containsExactly(
              "worker sleeps as task[" + rig.workerTask().pid() + "]",
              "worker checks signals of " + group,
              "worker takes a signal of " + group,
              "worker locks vtsk.exit_mutex",
              "worker reads vtsk.STOP",
              "worker writes vtsk.KILLED",
              "worker locks worker.mutex",
              "worker writes worker.killed",
              "worker locks vq[0].mutex",
              "worker reads vq[0].worker",
              "worker writes vq[0].worker",
              "worker unlocks vq[0].mutex",
              "worker locks vq[1].mutex",
              "worker reads vq[1].worker",
              "worker writes vq[1].worker",
              "worker unlocks vq[1].mutex",
              "worker reads worker.attachment_cnt",
              "worker writes worker.attachment_cnt",
              "worker begins a grace period of rcu",
              "worker takes all of worker[0].work_list",
              "worker unlocks worker.mutex",
              "worker unlocks vtsk.exit_mutex",
              "worker completes vtsk.exited");
      assertThat(rig.workerTask().isExited()).isTrue();
      assertThat(rig.worker().attachmentCnt().peek()).isZero();
    });
  }

  @Test
  void itHoldsWorkerMutexWhileItWaitsForAVirtqueueButNoOtherVirtqueue() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final UserPage page = rig.hold(rig.device().tx().mutex());
      rig.kill(Kill.KILL);
      final Task worker = rig.workerTask();
      assertThat(worker.state()).isEqualTo(TaskState.D);
      assertThat(worker.isBlockedOn(rig.device().tx().mutex())).isTrue();
      assertThat(worker.callTrace())
          .extracting(CFunction::name)
          .containsExactly("vhost_worker_killed", "vhost_task_fn");
      assertThat(worker.heldLocks())
          .extracting(held -> held.lock().name())
          .containsExactly("vtsk.exit_mutex", "worker.mutex");
      assertThat(rig.device().rx().worker().peek()).as("vq 0 is detached").isEmpty();
      assertThat(rig.device().tx().worker().peek()).as("vq 1 is not").isPresent();
      rig.serve(page);
      assertThat(worker.isExited()).isTrue();
    });
  }

  @Test
  void aVirtqueueThatAnotherWorkerServesIsLockedAndLeftAlone() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final Task other = rig.outside("maker", current -> {
        rig.dev().mutex().lock(current);
        final VhostWorker second = rig.dev().vhostWorkerCreate(current).orElseThrow();
        rig.dev().vhostVqAttachWorker(current, rig.device().tx(), second);
        rig.dev().mutex().unlock(current);
        current.pause();
      });
      world.settle();
      world.forgetTrace();
      rig.kill(Kill.KILL);
      assertThat(world.traceOf("worker"))
          .containsSubsequence(
              "worker locks vq[1].mutex",
              "worker reads vq[1].worker",
              "worker unlocks vq[1].mutex",
              "worker reads worker.attachment_cnt")
          .doesNotContain("worker writes vq[1].worker");
      assertThat(rig.device().tx().worker().peek())
          .contains(rig.device().everyWorker().get(1));
      assertThat(rig.worker().attachmentCnt().peek()).isZero();
      assertThat(other.isExited()).isFalse();
    });
  }

  @Test
  void aWorkerThatServesNothingWaitsForNoReaders() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      rig.inGroup("maker", current -> {
        rig.dev().mutex().lock(current);
        rig.dev().vhostWorkerCreate(current);
        rig.dev().mutex().unlock(current);
      });
      world.settle();
      world.forgetTrace();
      rig.kill(Kill.KILL);
      assertThat(world.traceOf("worker")).contains("worker begins a grace period of rcu");
      final String second = rig.device().everyWorker().get(1).account().role();
      assertThat(world.traceOf(second))
          .filteredOn(step -> step.contains("worker B locks worker"))
          .hasSize(1);
      assertThat(world.traceOf(second).stream().filter(step -> step.contains("rcu")))
          .isEmpty();
      assertThat(rig.device().everyWorker().get(1).thread().task().isExited()).isTrue();
    });
  }

  @Test
  void theDrainRunsEverythingThatIsQueuedTheDataPathIncluded() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig =
          VsockRig.started(world, new Upstream(), Memory.rxBuffers(Backing.USERFAULTFD));
      rig.packet();
      rig.packet();
      rig.outside("flusher", current -> rig.device().ioctl(current, DevCommand.SET_OWNER));
      world.settle();
      world.forgetTrace();
      rig.kill(Kill.TGKILL);
      // The first packet's fault was broken by the signal; the second one's cannot be any more.
      final Task worker = rig.workerTask();
      assertThat(worker.state()).isEqualTo(TaskState.S);
      assertThat(worker.fatalSignalPending()).isFalse();
      assertThat(worker.callTrace())
          .extracting(CFunction::name)
          .containsExactly(
              "vhost_transport_do_send_pkt",
              "vhost_transport_send_pkt_work",
              "vhost_run_work_list",
              "vhost_worker_killed",
              "vhost_task_fn");
      assertThat(worker.heldLocks())
          .extracting(held -> held.lock().name())
          .containsExactly("vtsk.exit_mutex", "worker.mutex", "vq[0].mutex");
      rig.serve(rig.rxMemory().buffers());
      assertThat(world.kernel().tasks().stream().filter(task -> task.role().equals("flusher")))
          .allMatch(Task::isExited);
    });
  }

  @Test
  void afterKillTheFaultInTheDrainSpinsAndAfterTgkillOrExitGroupItSleeps() {
    for (Kill how : Kill.values()) {
      TinyWorld.inOrder(world -> {
        final VsockRig rig =
            VsockRig.started(world, new Upstream(), Memory.rxBuffers(Backing.USERFAULTFD));
        rig.packet();
        rig.packet();
        rig.kill(how);
        assertThat(rig.workerTask().state())
            .as("after %s", how)
            .isEqualTo(how.staysShared() ? TaskState.R : TaskState.S);
      });
    }
  }

  @Test
  void aReaderThatIsInsideHoldsTheHandlerUpInSynchronizeRcu() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final UserPage page = new UserPage(world.kernel(), "reader's page", Backing.USERFAULTFD);
      final Task reader = world.task("reader", current -> {
        world.kernel().rcu().readLock(current);
        page.copy(current);
        world.kernel().rcu().readUnlock(current);
      });
      world.settle();
      rig.kill(Kill.KILL);
      final Task worker = rig.workerTask();
      assertThat(worker.function()).map(CFunction::name).contains("synchronize_rcu");
      assertThat(worker.pendingOn().awaited(worker, worker.pendingOp())).containsExactly(reader);
      rig.serve(page);
      assertThat(worker.isExited()).isTrue();
    });
  }
}
