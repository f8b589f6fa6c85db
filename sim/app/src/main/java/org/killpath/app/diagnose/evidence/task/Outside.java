package org.killpath.app.diagnose.evidence.task;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.killpath.app.diagnose.log.Call;

/**
 * A wait inside a call out of vhost, for something that is not vhost's.
 *
 * @param function where it waits: the innermost function that tells
 * @param what it waits for, in words
 * @param part the part of the kernel that it belongs to, in a word or two
 * @param culprits what functions or tasks of the same part are called
 */
public record Outside(String function, String what, String part, Pattern culprits) {
  /** A kind of wait, recognised by a function in it. */
  private record Rule(Pattern function, String what, String part, Pattern culprits) {
    static Rule of(String function, String what, String part, String culprits) {
      return new Rule(Pattern.compile(function), what, part, Pattern.compile(culprits));
    }
  }

  private static final String SOCKET_LAYER = "the socket layer";

  /** Whoever changes an address space, or takes a page fault in it, has its mmap_lock. */
  private static final String MM =
      ".*mmap.*|.*munmap.*|.*mprotect.*|.*madvise.*|.*mremap.*|dup_mm.*|khugepaged.*|handle_mm_fault";

  private static final List<Rule> RULES = List.of(
      Rule.of(
          "jbd2_.*|__jbd2_.*|start_this_handle|ext4_journal.*|ext4_.*",
          "the journal of an ext4 file system: a jbd2 commit",
          "ext4/jbd2",
          "jbd2.*|ext4_.*|kjournald2"),
      Rule.of("xfs_.*|xlog_.*", "an XFS file system or its log", "XFS", "xfs.*|xlog_.*"),
      Rule.of("btrfs_.*", "a btrfs file system", "btrfs", "btrfs.*"),
      Rule.of("f2fs_.*", "an f2fs file system", "f2fs", "f2fs.*"),
      Rule.of("nfs4?_.*|rpc_.*|__rpc_.*", "an NFS server", "NFS", "nfs.*|rpc_.*"),
      Rule.of("ceph_.*", "a Ceph server", "Ceph", "ceph.*"),
      Rule.of(
          "zio_.*|txg_.*|zil_.*|spa_.*|dmu_.*|dbuf_.*|arc_.*|zfs_.*|zpl_.*|cv_(?:timed)?wait.*|__cv_.*|taskq_wait.*",
          "a ZFS pool",
          "ZFS",
          "z_.*|txg_.*|spa.*|zio.*|dbuf.*"),
      Rule.of("bch2_.*|bcachefs_.*", "a bcachefs file system", "bcachefs", "bch.*"),
      Rule.of("drbd_.*|__drbd_.*", "a DRBD device", "DRBD", "drbd.*"),
      Rule.of("mmc_.*|__mmc_.*", "an MMC card", "MMC", "mmc.*"),
      Rule.of("hugetlb_.*", "a lock of huge pages", "huge pages", "hugetlb_.*"),
      Rule.of("cifs_.*|smb2_.*", "an SMB server", "SMB", "cifs.*|smb2.*"),
      Rule.of(
          "lock_sock_nested|__lock_sock",
          "the lock of a socket, which whoever sleeps inside recv() or send() on that socket has",
          SOCKET_LAYER,
          ".*_(recvmsg|sendmsg)|sock_.*"),
      Rule.of(
          "exit_aio",
          "requests of asynchronous I/O that are not complete (exit_aio)",
          "aio",
          "aio_.*"),
      Rule.of(
          "io_uring_.*|io_ring_.*",
          "requests of io_uring that are not complete",
          "io_uring",
          "io_.*"),
      Rule.of(
          "coredump_task_exit",
          "the end of its group's core dump, which another thread makes",
          "core dump",
          "do_coredump|vfs_coredump|coredump_wait"),
      Rule.of(
          "zap_pid_ns_processes",
          "the end of every process in its pid namespace",
          "pid namespace",
          "(?!)"),
      Rule.of(
          "rtnl_lock.*|rtnetlink_rcv_msg|__netlink_dump_start|netlink_dump",
          "the rtnl mutex of the network stack",
          "the network stack",
          ".*rtnl.*"),
      Rule.of(
          "cgroup_.*|__?cgroup_.*|cpuset_.*",
          "a lock of cgroups",
          "cgroups",
          "cgroup_.*|cpuset_.*"),
      Rule.of(
          "cpus_read_lock|percpu_down_.*|percpu_rwsem_.*|__percpu_down_.*",
          "a per-processor rw-semaphore",
          "a per-processor rw-semaphore",
          "percpu_.*"),
      Rule.of(
          "lock_mm_and_find_vma|mmap_read_lock.*|mmap_write_lock.*|__mmap_lock.*|get_mmap_lock_carefully",
          "mmap_lock of the memory that it shares",
          "mmap_lock",
          MM),
      Rule.of(
          "blk_.*|bio_.*|submit_bio.*|rq_qos_wait|wbt_wait|nvme_.*|scsi_.*|blkdev_.*|dm_.*|md_.*|raid.*",
          "the block layer: a disk or what is under it",
          "the block layer",
          "blk_.*|bio_.*|nvme.*|scsi_.*|dm_.*|md_.*|raid.*"),
      Rule.of(
          "target_.*|transport_.*|core_.*_(wait|flush).*",
          "the target core (LIO)",
          "the target core",
          "target_.*|transport_.*"),
      Rule.of(
          "flush_work|__flush_work.*|flush_workqueue|__flush_workqueue|drain_workqueue|cancel_work_sync|__cancel_work_sync.*",
          "a work item of a kernel worker",
          "a workqueue",
          "process_one_work"),
      Rule.of(
          "vfio_.*|kvm_.*|tun_.*|tap_.*|macvtap_.*|target_.*|nf_.*|netif_.*|napi_.*",
          "another driver",
          "another driver",
          "(?!)"));

  private static final Pattern RW_SEMAPHORE = Pattern.compile(
      "(?:__)?down_(?:read|write).*|rwsem_down_.*|__rwsem_.*|(?:__)?rwbase_(?:read|write)_lock.*");
  private static final Pattern COMPLETION =
      Pattern.compile("(?:__|do_)*wait_for_common.*|wait_for_completion.*|schedule_timeout.*");
  private static final Pattern MUTEX =
      Pattern.compile("_{0,2}(?:rt_)?mutex_(?:lock|slowlock|rtmutex).*|_{0,2}ww_mutex_lock.*");
  /** With PREEMPT_RT, whoever wants a spinlock that is taken sleeps. */
  private static final Pattern SPINLOCK =
      Pattern.compile("rtlock_slowlock.*|rt_(?:spin|read|write)_lock.*|__rt_spin_lock.*");

  private static final Pattern FAULT = Pattern.compile(
      "(asm_)?exc_page_fault|do_user_addr_fault|_{0,3}do_page_fault|do_mem_abort|do_dat_exception|handle_page_fault|do_translation_fault");
  private static final Pattern PAGE = Pattern.compile(
      "folio_wait.*|__folio_lock.*|filemap_.*|__filemap_.*|wait_on_page_bit.*|__lock_page.*|folio_lock.*|swap_.*|do_swap_page.*|shmem_.*|do_shared_fault|do_read_fault");

  /** {@code inner} are the functions inside vhost's innermost one, without the scheduler's. */
  public static Optional<Outside> of(List<Call> inner, Wait kind, Optional<Backtrace.Fault> fault) {
    if (inner.isEmpty()
        || fault
            .filter(known -> known == Backtrace.Fault.USERFAULTFD || known == Backtrace.Fault.FUSE)
            .isPresent()) {
      return Optional.empty();
    }
    final Optional<Outside> known = byRule(inner);
    if (known.isPresent()) {
      return known;
    }
    final String first = Backtrace.plain(inner.get(0).function());
    if (kind == Wait.MUTEX || (kind == Wait.USER_MEMORY && MUTEX.matcher(first).matches())) {
      return taker(inner, MUTEX, "a mutex");
    }
    if (kind == Wait.COMPLETION) {
      return taker(inner, COMPLETION, "a completion");
    }
    if (SPINLOCK.matcher(first).matches()) {
      return taker(inner, SPINLOCK, "a spinlock");
    }
    if (RW_SEMAPHORE.matcher(first).matches()) {
      return inner.stream().anyMatch(call -> FAULT.matcher(call.function()).matches())
          ? Optional.of(mmapLock(first))
          : taker(inner, RW_SEMAPHORE, "an rw-semaphore");
    }
    return Optional.empty();
  }

  private static Outside mmapLock(String function) {
    return new Outside(
        function, "mmap_lock of the memory that it shares", "mmap_lock", Pattern.compile(MM));
  }

  /** In a page fault, what waits for the page itself is no outsider's wait. */
  private static Optional<Outside> byRule(List<Call> inner) {
    for (Call call : inner) {
      final String function = Backtrace.plain(call.function());
      if (PAGE.matcher(function).matches() || FAULT.matcher(function).matches()) {
        if (PAGE.matcher(function).matches() && inner.indexOf(call) > 0) {
          return Optional.empty();
        }
        if (FAULT.matcher(function).matches()) {
          return Optional.empty();
        }
        continue;
      }
      for (Rule rule : RULES) {
        if (rule.function().matcher(function).matches() && !rule.part().equals("another driver")) {
          return Optional.of(new Outside(function, rule.what(), rule.part(), rule.culprits()));
        }
      }
    }
    return Optional.empty();
  }

  /** Whose lock it is: the function that takes it, unless that is vhost's own. */
  private static Optional<Outside> taker(List<Call> inner, Pattern lock, String what) {
    boolean inLock = false;
    for (Call call : inner) {
      final String function = Backtrace.plain(call.function());
      final boolean ofLock = lock.matcher(function).matches();
      inLock |= ofLock;
      if (inLock && !ofLock) {
        final String module = call.module().isEmpty() ? "" : " [" + call.module() + "]";
        return Optional.of(new Outside(
            function,
            what + " that " + function + "()" + module
                + (lock == COMPLETION ? " waits for" : " takes"),
            call.module().isEmpty() ? function + "()" : call.module(),
            Pattern.compile(Pattern.quote(function))));
      }
    }
    return Optional.empty();
  }

  /** Does whoever waits for a mutex or an rw-semaphore sleep in it? */
  static boolean isOfALock(String function) {
    return MUTEX.matcher(function).matches() || RW_SEMAPHORE.matcher(function).matches();
  }

  /** Does the model have such a wait, so that it may be part of an ordering? */
  public boolean isModelled() {
    return part.equals(SOCKET_LAYER);
  }

  /** Is this function or task of the same part of the kernel? */
  public boolean concerns(String name) {
    return culprits.matcher(name).matches();
  }
}
