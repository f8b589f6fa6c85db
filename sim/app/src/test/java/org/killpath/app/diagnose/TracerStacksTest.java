package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.killpath.app.diagnose.render.DiagnosisText;

/** Stacks of tracing tools: where a task was at one moment, as in {@code /proc/PID/stack}. */
class TracerStacksTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();

  private static final String OFFCPUTIME = """
      Tracing off-CPU time (us) of all threads by kernel stack for 30 secs.

          finish_task_switch.isra.0
          __schedule
          schedule_preempt_disabled
          __mutex_lock.constprop.0
          vhost_worker_killed
          vhost_task_fn
          ret_from_fork
          -                vhost-77 (78)
              29998123

          finish_task_switch.isra.0
          __schedule
          schedule
          handle_userfault
          handle_mm_fault
          asm_exc_page_fault
          __get_user_nocheck_2
          vhost_get_avail_idx
          vhost_vsock_handle_tx_kick
          vhost_task_fn
          ret_from_fork
          -                vhost-77 (79)
              29998999

          do_nanosleep
          entry_SYSCALL_64_after_hwframe
          [unknown]
          clock_nanosleep
          -                qemu-system-x86 (77)
              1000
      """;

  static Stream<Arguments> stacks() {
    return Stream.of(
        Arguments.of("ftrace", "vhost-77/78 is blocked (D)", """
            # tracer: nop
                      vhost-77-78      [001] d..2.    12.000001: sched_switch: prev_comm=vhost-77 prev_pid=78 prev_prio=120 prev_state=D ==> next_comm=swapper/1 next_pid=0 next_prio=120
                      vhost-77-78      [001] d..2.    12.000002: <stack trace>
             => __schedule
             => schedule
             => __mutex_lock.constprop.0
             => vhost_worker_killed
             => vhost_task_fn
             => ret_from_fork
            """),
        Arguments.of("bpftrace, keys behind", "vhost-77/78 is blocked", """
            @[
                __schedule+929
                __mutex_lock+843
                vhost_worker_killed+155
                vhost_task_fn+193
                ret_from_fork+52
            , vhost-77, 78]: 1
            """),
        Arguments.of("bpftrace, keys before", "vhost-77/78 is blocked", """
            @blocked[vhost-77, 78,
                __schedule+929
                __mutex_lock+843
                vhost_worker_killed+155
                vhost_task_fn+193
            ]: 1
            """),
        Arguments.of("bpftrace, nobody named", "a task (name not in the log) is blocked", """
            @[
                __schedule+929
                __mutex_lock+843
                vhost_worker_killed+155
                vhost_task_fn+193
            ]: 1
            """),
        Arguments.of("trace-cmd", "pid 78 is blocked", """
                       <...>-78    [001] 12.000002: kernel_stack:         <stack trace >
            => __schedule (ffffffff81000010)
            => __mutex_lock (ffffffff81000410)
            => vhost_worker_killed (ffffffffc0000010)
            => vhost_task_fn (ffffffff81000810)
            """),
        Arguments.of("perf script", "vhost-77/78 is blocked (D)", """
            vhost-77      78 [001]    12.000001:  sched:sched_switch: prev_comm=vhost-77 prev_pid=78 prev_prio=120 prev_state=D ==> next_comm=swapper/1 next_pid=0 next_prio=120
            \tffffffff81c00010 __schedule+0x3a1 ([kernel.kallsyms])
            \tffffffff81c00410 __mutex_lock.constprop.0+0x34b ([kernel.kallsyms])
            \tffffffffc0000010 vhost_worker_killed+0x9b ([vhost])
            \tffffffff81000810 vhost_task_fn+0xc1 ([kernel.kallsyms])

            """),
        Arguments.of("folded", "vhost-77 (pid not in the log) is blocked", """
            vhost-77;ret_from_fork;vhost_task_fn;vhost_worker_killed;__mutex_lock;schedule 5000000
            """),
        Arguments.of("offcputime", "vhost-77/78 is blocked", OFFCPUTIME),
        Arguments.of("offcputime of Python 3.6", "vhost-77/78 is blocked", """
            Tracing off-CPU time (us) of all threads by kernel stack for 5 secs.

                b'__schedule'
                b'__mutex_lock.constprop.0'
                b'vhost_worker_killed'
                b'vhost_task_fn'
                b'ret_from_fork'
                -                b'vhost-77' (78)
                    5000000
            """),
        Arguments.of("offcputime, cut off", "a task (name not in the log) is blocked", """
            Tracing off-CPU time (us) of all threads by kernel stack for 5 secs.

                __schedule
                __mutex_lock.constprop.0
                vhost_worker_killed
                vhost_task_fn
            """),
        Arguments.of("printf of bpftrace", "vhost-77/78 is blocked", """
            Attaching 2 probes...
            vhost-77 78

                    __mutex_lock_slowpath+1
                    mutex_lock+60
                    vhost_worker_killed+98
                    vhost_task_fn+213
                    ret_from_fork+49

            qemu 77

                    do_nanosleep+1
                    do_syscall_64+60
            """),
        Arguments.of("printf of bpftrace, a number first", "vhost-77/78 is blocked", """
            Attached 1 probe
            78: vhost-77
                    __mutex_lock_slowpath+1
                    vhost_worker_killed+98
                    ret_from_fork+49
            """),
        Arguments.of(
            "printf of bpftrace, nobody named", "a task (name not in the log) is blocked", """
            Attaching 1 probe...

                    __mutex_lock_slowpath+1
                    vhost_worker_killed+98
                    ret_from_fork+49

                    do_nanosleep+1
                    do_syscall_64+60
            """),
        Arguments.of("trace", "vhost-77/78 is blocked", """
            PID     TID     COMM            FUNC             -
            77      78      vhost-77        __mutex_lock_slowpath
                    __mutex_lock_slowpath+0x1 [kernel]
                    mutex_lock+0x3c [kernel]
                    vhost_worker_killed+0x62 [vhost]
                    vhost_task_fn+0xd5 [kernel]
                    ret_from_fork+0x31 [kernel]

            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stacks")
  void theStackOfATaskThatSleepsIsRead(String tool, String who, String text) {
    assertThat(DIAGNOSING.text(text).summary())
        .startsWith(who)
        .contains("vhost_worker_killed()", "waits for a mutex", "one moment only");
  }

  @Test
  void whoeverWasOffTheProcessorWhereVhostHasALockMayHaveIt() {
    assertThat(DiagnosisText.of(DIAGNOSING.text(OFFCPUTIME), 1000))
        .contains("likeliest, vhost-77/79 has what it waits for", "vhost_get_avail_idx()");
  }

  @Test
  void bareNamesAreAStackOnlyBehindATitle() {
    final Diagnosis diagnosis = DIAGNOSING.text("""
        __mutex_lock.constprop.0
        vhost_worker_killed
        vhost_task_fn
        -                vhost-77 (78)
        """);
    assertThat(diagnosis.hangs()).isEmpty();
    assertThat(diagnosis.summary()).contains("were not understood");
  }

  @Test
  void theStackOfATaskThatRanIsNoWait() {
    assertThat(DIAGNOSING.text("""
            @[
                iotlb_access_ok+21
                vq_meta_prefetch+155
                handle_rx+193
                vhost_worker+20
            , vhost-77, 78]: 1
            """).summary())
        .contains("vhost-77/78 ran in iotlb_access_ok()")
        .doesNotContain("mutex");
  }

  @Test
  void theStackOfAnotherTaskIsNotAddedToIt() {
    final String log = """
        vhost-77      78 [001]    12.000001:  sched:sched_switch: prev_pid=78 x prev_state=D
        \tffffffff81c00010 __schedule+0x3a1 ([kernel.kallsyms])
        \tffffffffc0000010 vhost_worker_killed+0x9b ([vhost])
        bash        91 [001]    12.000005:  sched:sched_switch: prev_pid=91 x prev_state=S
        \tffffffff81c00010 __schedule+0x3a1 ([kernel.kallsyms])
        \tffffffff81c00011 do_wait+0x3a1 ([kernel.kallsyms])
        """;
    assertThat(DIAGNOSING.text(log).hangs().get(0).hang().victim().trace().functions())
        .containsExactly("vhost_worker_killed");
  }
}
