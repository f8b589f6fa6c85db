package org.killpath.lab.vhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.design.edit.DesignSpace;

/** Flushing one worker and a device, and queueing by virtqueue. */
class FlushTest {
  private static List<String> withoutStart(List<String> trace) {
    return trace.subList(1, trace.size());
  }

  private static Task flush(VsockRig rig) {
    final Task flusher = rig.outside("flusher", current -> rig.worker().vhostWorkerFlush(current));
    rig.world().settle();
    return flusher;
  }

  @Test
  void aFlushQueuesAnItemDropsWorkerMutexAndWaits() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      flush(rig);
      assertThat(withoutStart(world.traceOf("flusher")))
          .containsExactly(
              "flusher locks worker.mutex",
              "flusher reads worker.attachment_cnt",
              "flusher reads worker.killed",
              "flusher tests and sets flush.queued",
              "flusher adds to worker[0].work_list",
              "flusher wakes task[" + rig.workerTask().pid() + "]",
              "flusher unlocks worker.mutex",
              "flusher waits for flush completion",
              "flusher locks worker.mutex",
              "flusher unlocks worker.mutex");
    });
  }

  @Test
  void beforeTheFixOfTheSixTenKernelItKeptWorkerMutexWhileItWaited() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig =
          VsockRig.started(world, DesignSpace.all().named("flush-holds-mutex").orElseThrow());
      flush(rig);
      assertThat(withoutStart(world.traceOf("flusher")))
          .endsWith(
              "flusher wakes task[" + rig.workerTask().pid() + "]",
              "flusher waits for flush completion",
              "flusher unlocks worker.mutex");
    });
  }

  @Test
  void aFlushOfAKilledWorkerReturnsAtOnce() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      rig.kill(Kill.KILL);
      world.task("careless", current -> rig.worker().attachmentCnt().set(current, 1));
      world.settle();
      assertThat(flush(rig).isExited()).isTrue();
      assertThat(withoutStart(world.traceOf("flusher")))
          .containsExactly(
              "flusher locks worker.mutex",
              "flusher reads worker.attachment_cnt",
              "flusher reads worker.killed",
              "flusher unlocks worker.mutex");
    });
  }

  @Test
  void aFlushOfAWorkerThatServesNothingLooksNoFurther() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      world.task("careless", current -> rig.worker().attachmentCnt().set(current, 0));
      world.settle();
      flush(rig);
      assertThat(withoutStart(world.traceOf("flusher")))
          .containsExactly(
              "flusher locks worker.mutex",
              "flusher reads worker.attachment_cnt",
              "flusher unlocks worker.mutex");
    });
  }

  @Test
  void aFlusherWaitsForAllThatWasQueuedBeforeItInDWithNoLockOfTheWorkers() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig =
          VsockRig.started(world, new Upstream(), VsockRig.Memory.rxBuffers(Backing.USERFAULTFD));
      rig.packet();
      final Task flusher = flush(rig);
      assertThat(flusher.state()).isEqualTo(TaskState.D);
      assertThat(flusher.function()).map(CFunction::name).contains("__vhost_worker_flush");
      assertThat(flusher.heldLocks()).isEmpty();
      assertThat(flusher.pendingOn().awaited(flusher, Op.WAIT)).containsExactly(rig.workerTask());
      rig.serve(rig.rxMemory().buffers());
      assertThat(flusher.isExited()).isTrue();
    });
  }

  @Test
  void whileTheHandlerHoldsWorkerMutexAFlushWaitsThereAndThenHasNothingToDo() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final UserPage page = rig.hold(rig.device().rx().mutex());
      rig.kill(Kill.KILL);
      final Task flusher = flush(rig);
      assertThat(flusher.isBlockedOn(rig.worker().mutex())).isTrue();
      rig.serve(page);
      assertThat(flusher.isExited()).isTrue();
      assertThat(world.traceOf("flusher")).doesNotContain("flusher waits for flush completion");
    });
  }

  @Test
  void aFlushOfTheDeviceLooksEachWorkerUpByTheNextId() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      rig.inGroup("maker", current -> {
        rig.dev().mutex().lock(current);
        rig.dev().vhostWorkerCreate(current);
        rig.dev().mutex().unlock(current);
      });
      world.settle();
      world.forgetTrace();
      rig.outside("flusher", current -> rig.dev().vhostDevFlush(current));
      world.settle();
      assertThat(withoutStart(world.traceOf("flusher")))
          .startsWith("flusher reads dev.worker_xa", "flusher locks worker.mutex")
          .endsWith(
              "flusher unlocks worker.mutex",
              "flusher reads dev.worker_xa",
              "flusher locks worker.mutex",
              "flusher reads worker.attachment_cnt",
              "flusher unlocks worker.mutex",
              "flusher reads dev.worker_xa");
      assertThat(world.traceOf("flusher")).doesNotContain("flusher locks dev.mutex");
    });
  }

  @Test
  void nobodyWhoFlushesIsEverLeftBehindWhenTheWorkerIsKilled() {
    TinyWorld.randomly(500, FlushTest::flushAndKill);
    TinyWorld.freely(200, FlushTest::flushAndKill);
  }

  private static void flushAndKill(TinyWorld world) {
    final VsockRig rig = new VsockRig(world, new Upstream(), VsockRig.Memory.PRESENT);
    rig.inGroup("owner", current -> {
      rig.device().setOwner(current);
      current.pause();
    });
    world.settle();
    final Task flusher = rig.outside("flusher", current -> rig.worker().vhostWorkerFlush(current));
    rig.kill(Kill.KILL);
    assertThat(flusher.isExited()).isTrue();
    assertThat(rig.workerTask().isExited()).isTrue();
  }

  @Test
  void queueingByVirtqueueIsAnRcuReaderAndTakesNoMutex() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      world.task(
          "queuer",
          current -> assertThat(rig.dev()
                  .vhostVqWorkQueue(
                      current, rig.device().tx(), rig.device().tx().poll()))
              .isTrue());
      world.settle();
      assertThat(withoutStart(world.traceOf("queuer")))
          .containsExactly(
              "queuer enters a reader of rcu",
              "queuer reads vq[1].worker",
              "queuer tests and sets handle_tx_kick.queued",
              "queuer adds to worker[0].work_list",
              "queuer wakes task[" + rig.workerTask().pid() + "]",
              "queuer leaves a reader of rcu");
    });
  }

  @Test
  void queueingOnAVirtqueueWithoutAWorkerIsRefused() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      rig.kill(Kill.KILL);
      final VhostWork work = rig.device().rx().poll();
      world.task(
          "queuer",
          current -> assertThat(rig.dev().vhostVqWorkQueue(current, rig.device().rx(), work))
              .isFalse());
      world.settle();
      assertThat(withoutStart(world.traceOf("queuer")))
          .containsExactly(
              "queuer enters a reader of rcu",
              "queuer reads vq[0].worker",
              "queuer leaves a reader of rcu");
      assertThat(work.queued().peek()).isFalse();
      assertThat(work.account().outstanding()).isZero();
    });
  }
}
