package org.killpath.lab.vhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Complaint;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.design.edit.DesignSpace;

/** The two worker loops, what wakes them, and how they are stopped. */
class WorkerLoopTest {
  @Test
  void anIdleVhostTaskLooksForSignalsThenStopThenWorkAndSleeps() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final int pid = rig.workerTask().pid();
      rig.packet();
      assertThat(world.traceOf("worker"))
          .containsExactly(
              "worker sleeps as task[" + pid + "]",
              "worker checks signals of group[" + rig.group().tgid() + "].signals",
              "worker sets the state of task[" + pid + "]",
              "worker reads vtsk.STOP",
              "worker takes all of worker[0].work_list",
              "worker clears send_pkt_work.queued",
              "worker locks vq[0].mutex",
              "worker reads vq[0].private_data",
              "worker takes all of send_pkt_queue",
              "worker reads dev.umem",
              "worker copies to or from rx ring",
              "worker copies to or from rx buffers",
              "worker copies to or from rx buffers",
              "worker copies to or from rx ring",
              "worker takes all of send_pkt_queue",
              "worker unlocks vq[0].mutex",
              "worker checks signals of group[" + rig.group().tgid() + "].signals",
              "worker sets the state of task[" + pid + "]",
              "worker reads vtsk.STOP",
              "worker takes all of worker[0].work_list");
      assertThat(rig.workerTask().state()).isEqualTo(TaskState.S);
      assertThat(rig.workerTask().function()).map(CFunction::name).contains("vhost_task_fn");
    });
  }

  @Test
  void aKthreadHasALoopOfItsOwnAndNoSignalEndsIt() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig =
          VsockRig.started(world, DesignSpace.all().named("kthread").orElseThrow());
      final int pid = rig.workerTask().pid();
      rig.packet();
      assertThat(world.traceOf("worker"))
          .startsWith(
              "worker sleeps as task[" + pid + "]",
              "worker sets the state of task[" + pid + "]",
              "worker reads kthread.SHOULD_STOP",
              "worker takes all of worker[0].work_list",
              "worker clears send_pkt_work.queued",
              "worker locks vq[0].mutex")
          .endsWith(
              "worker sets the state of task[" + pid + "]",
              "worker reads kthread.SHOULD_STOP",
              "worker takes all of worker[0].work_list");
      rig.kill(Kill.KILL);
      assertThat(rig.workerTask().state()).isEqualTo(TaskState.S);
      assertThat(rig.workerTask().function())
          .map(CFunction::name)
          .contains("vhost_run_work_kthread_list");
      assertThat(rig.worker().killed().peek()).isFalse();
    });
  }

  @Test
  void whatIsQueuedRunsOldestFirstAndEachItemOnceHoweverItIsInterleaved() {
    TinyWorld.randomly(300, world -> {
      final List<String> ran = Collections.synchronizedList(new ArrayList<>());
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final VhostWork first = item(rig, ran, "first");
      final VhostWork second = item(rig, ran, "second");
      world.task("queuer", current -> {
        rig.worker().vhostWorkerQueue(current, first);
        rig.worker().vhostWorkerQueue(current, second);
      });
      world.settle();
      assertThat(ran).containsExactly("first", "second");
      assertThat(first.account().outstanding()).isZero();
    });
  }

  @Test
  void anItemThatIsQueuedAlreadyIsNotQueuedAgainAndWakesNobody() {
    TinyWorld.inOrder(world -> {
      final List<String> ran = new ArrayList<>();
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final UserPage page = new UserPage(world.kernel(), "page", Backing.FROZEN_STORAGE);
      final VhostWork busy = new VhostWork(world.kernel(), "busy", VhostWork.Kind.DATA, page::copy);
      final VhostWork item = item(rig, ran, "item");
      world.task("first", current -> rig.worker().vhostWorkerQueue(current, busy));
      world.settle();
      world.task("queuer", current -> {
        rig.worker().vhostWorkerQueue(current, item);
        rig.worker().vhostWorkerQueue(current, item);
      });
      world.settle();
      assertThat(world.traceOf("queuer"))
          .containsExactly(
              "queuer starts task[" + pidOf(world, "queuer") + "]",
              "queuer tests and sets item.queued",
              "queuer adds to worker[0].work_list",
              "queuer wakes task[" + rig.workerTask().pid() + "]",
              "queuer tests and sets item.queued");
      rig.serve(page);
      assertThat(ran).containsExactly("item");
    });
  }

  @Test
  void anItemCanQueueItselfAgainSinceItsBitIsClearedBeforeItRuns() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final List<String> ran = new ArrayList<>();
      final VhostWork[] item = new VhostWork[1];
      item[0] = new VhostWork(world.kernel(), "again", VhostWork.Kind.DATA, current -> {
        ran.add("ran");
        if (ran.size() < 3) {
          rig.worker().vhostWorkerQueue(current, item[0]);
        }
      });
      world.task("queuer", current -> rig.worker().vhostWorkerQueue(current, item[0]));
      world.settle();
      assertThat(ran).hasSize(3);
      assertThat(item[0].account().outstanding()).isZero();
    });
  }

  @Test
  void stoppingALivingWorkerSetsStopWakesItAndWaitsForItsEnd() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      world.task("stopper", current -> rig.worker().thread().stop(current));
      world.settle();
      assertThat(world.traceOf("stopper").subList(1, 9))
          .containsExactly(
              "stopper locks vtsk.exit_mutex",
              "stopper reads vtsk.KILLED",
              "stopper writes vtsk.STOP",
              "stopper wakes task[" + rig.workerTask().pid() + "]",
              "stopper unlocks vtsk.exit_mutex",
              "stopper waits for vtsk.exited",
              "stopper frees task[" + rig.workerTask().pid() + "]",
              "stopper frees vhost_task");
      assertThat(world.traceOf("worker"))
          .endsWith(
              "worker reads vtsk.STOP",
              "worker locks vtsk.exit_mutex",
              "worker reads vtsk.STOP",
              "worker unlocks vtsk.exit_mutex",
              "worker completes vtsk.exited")
          .doesNotContain("worker writes worker.killed");
    });
  }

  @Test
  void stoppingAndKillingAWorkerAtOnceNeverHangsAndTouchesNothingFreed() {
    TinyWorld.randomly(400, WorkerLoopTest::stopAndKill);
    TinyWorld.freely(200, WorkerLoopTest::stopAndKill);
  }

  private static void stopAndKill(TinyWorld world) {
    final VsockRig rig = new VsockRig(world, new Upstream(), VsockRig.Memory.PRESENT);
    rig.inGroup("owner", current -> {
      rig.device().setOwner(current);
      current.pause();
    });
    world.settle();
    final Task stopper = rig.outside("stopper", current -> rig.worker().thread().stop(current));
    rig.kill(Kill.KILL);
    assertThat(stopper.isExited()).isTrue();
    assertThat(rig.workerTask().isExited()).isTrue();
    assertThat(world.kernel().complaints()).extracting(Complaint::what).isEmpty();
  }

  @Test
  void aKilledWorkerIsOnlyWaitedFor() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      rig.kill(Kill.KILL);
      world.task("stopper", current -> rig.worker().thread().stop(current));
      world.settle();
      assertThat(world.traceOf("stopper"))
          .doesNotContain("stopper writes vtsk.STOP")
          .contains("stopper waits for vtsk.exited");
    });
  }

  private static VhostWork item(VsockRig rig, List<String> ran, String name) {
    return new VhostWork(rig.world().kernel(), name, VhostWork.Kind.DATA, current -> ran.add(name));
  }

  private static int pidOf(TinyWorld world, String role) {
    return world.kernel().tasks().stream()
        .filter(task -> task.role().equals(role))
        .findFirst()
        .orElseThrow()
        .pid();
  }
}
