package org.killpath.app.diagnose.log.form;

import java.util.regex.Pattern;

/** What the functions at the ends of a trace tell: is it one of a task that sleeps, and is it whole? */
public final class TraceEnds {
  /** Of x86, arm, arm64, ppc64, s390, riscv and loongarch, and of the idle loop. */
  private static final Pattern EDGE = Pattern.compile(
      "_{0,2}ret_from_.*|ret_fast_syscall|ret_to_user|kthread|entry_.*|el0t?_.*|system_call.*|sysret_.*"
          + "|tracesys|handle_(?:syscall|exception|sys)|do_trap_ecall_u|do_syscall(?:_64)?|_?sys_call.*"
          + "|pgm_check_handler|interrupt_return.*|asm_.*|start_secondary|start_kernel|secondary_startup.*"
          + "|cpu_startup_entry|child_rip|kernel_thread.*|io_int_handler|ext_int_handler");

  private TraceEnds() {}

  /** Is it where a task that does not run is, whatever it waits for? */
  public static boolean isInnermost(String function) {
    return function.equals("__schedule")
        || function.equals("context_switch")
        || function.startsWith("__switch_to");
  }

  /** May a trace of a task that sleeps begin with it, whole or without what a writer has left out? */
  public static boolean maySleep(String function) {
    return isInnermost(function)
        || function.contains("sched")
        || function.startsWith("finish_task_switch")
        || function.contains("lock")
        || function.contains("wait")
        || function.contains("sleep")
        || function.startsWith("down_")
        || function.startsWith("synchronize_");
  }

  /** Does it report that memory is short, on behalf of whoever wants some? */
  public static boolean reportsOnMemory(String function) {
    return function.equals("out_of_memory")
        || function.equals("dump_header")
        || function.startsWith("mem_cgroup_out_of_memory")
        || function.startsWith("oom_kill_process")
        || function.startsWith("warn_alloc");
  }

  /** Is it the outermost frame that there can be? */
  public static boolean isOutermost(String function) {
    return function.startsWith("ret_from_") || function.startsWith("entry_SYSCALL");
  }

  /** Does a trace that ends here end where the kernel was entered, or a thread began? */
  public static boolean isAtTheEdge(String function) {
    return isOutermost(function) || EDGE.matcher(function).matches();
  }
}
