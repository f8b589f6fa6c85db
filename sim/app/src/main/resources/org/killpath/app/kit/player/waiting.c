#include "calls.h"
#include "look.h"

#include <string.h>

static bool is_in_part(const struct look *look, const char *part)
{
	for (int i = 0; i < look->frame_count; i++)
		if (strstr(look->frames[i].function, part))
			return true;
	return false;
}

bool look_faults(const struct look *look)
{
	return is_in_part(look, "page_fault") || is_in_part(look, "handle_userfault") ||
	       is_in_part(look, "handle_mm_fault") || is_in_part(look, "user_addr_fault");
}

static bool is_one_of(const char *function, const char *const *functions)
{
	for (; *functions; functions++)
		if (!strcmp(function, *functions))
			return true;
	return false;
}

/* Up to 6.4 a flush waits in the first of these itself; later it takes a mutex there. */
static bool is_flush(const char *function)
{
	static const char *const flush[] = {"vhost_dev_flush", "vhost_worker_flush", NULL};
	return is_one_of(function, flush);
}

/*
 * The innermost frame of a task that waits for a mutex is the function that
 * wants it: the lock's own functions are not shown. Several functions take
 * more than one mutex; of those it cannot be told which one it is.
 */
static enum waiting mutex_of(const char *function)
{
	static const char *const dev[] = {"vhost_vsock_dev_ioctl", "vhost_net_ioctl",
					  "vhost_scsi_ioctl", "vhost_net_set_owner",
					  "vhost_net_reset_owner", NULL};
	static const char *const vq[] = {"vhost_transport_do_send_pkt",
					 "vhost_vsock_handle_tx_kick",
					 "handle_rx",
					 "handle_tx",
					 "vhost_vring_ioctl",
					 "vhost_scsi_handle_vq",
					 "vhost_scsi_ctl_handle_vq",
					 "vhost_scsi_evt_handle_kick",
					 "vhost_scsi_complete_cmd_work",
					 "vhost_dev_ioctl",
					 "vhost_vq_set_backend",
					 "vhost_set_memory",
					 "vhost_vsock_stop",
					 "vhost_init_device_iotlb",
					 "vhost_clear_device_iotlb",
					 NULL};
	static const char *const exit[] = {"vhost_task_fn", "vhost_task_stop", NULL};

	if (is_one_of(function, dev))
		return WAITS_DEV_MUTEX;
	if (is_one_of(function, vq))
		return WAITS_VQ_MUTEX;
	if (is_flush(function))
		return WAITS_WORKER_MUTEX;
	return is_one_of(function, exit) ? WAITS_EXIT_MUTEX : WAITS_SOME_MUTEX;
}

/*
 * The kill handler takes the worker's mutex first, whoever writes an IOTLB message the device's; both
 * take those of virtqueues behind that.
 */
static enum waiting mutex_or_vq(const struct frame *frame, enum waiting first)
{
	switch (calls_index(frame->function, frame->offset, "mutex_lock")) {
	case NONE:
		return WAITS_SOME_MUTEX;
	case 0:
		return first;
	default:
		return WAITS_VQ_MUTEX;
	}
}

static enum waiting waiting_in_d(const struct look *look)
{
	static const char *const messages[] = {"vhost_process_iotlb_msg", "vhost_chr_write_iter", NULL};
	const struct frame *inner = &look->frames[0];

	if (is_in_part(look, "rcu"))
		return WAITS_RCU;
	if (!strcmp(inner->function, "__vhost_worker_flush") ||
	    (is_flush(inner->function) &&
	     calls_index(inner->function, inner->offset, "wait_for_completion") != NONE))
		return WAITS_FLUSH;
	if (strstr(inner->function, "inflight") ||
	    !strcmp(inner->function, "vhost_net_ubuf_put_and_wait") ||
	    !strcmp(inner->function, "vhost_scsi_flush"))
		return WAITS_INFLIGHT;
	if (!strcmp(inner->function, "vhost_task_stop"))
		return WAITS_WORKER_EXIT;
	if (!strcmp(inner->function, "vhost_worker_killed"))
		return mutex_or_vq(inner, WAITS_WORKER_MUTEX);
	if (is_one_of(inner->function, messages))
		return mutex_or_vq(inner, WAITS_DEV_MUTEX);
	if (inner->of_vhost || !strncmp(inner->function, "handle_", 7) ||
	    !strcmp(inner->function, "vhost_task_fn"))
		return mutex_of(inner->function);
	return WAITS_ELSE;
}

enum waiting look_waiting(const struct look *look)
{
	/* Where a worker without work sleeps. */
	static const char *const loops[] = {"vhost_task_fn", "vhost_run_work_kthread_list",
					    "vhost_worker", NULL};

	switch (look->state) {
	case '-':
	case 'R':
		return WAITS_NOT;
	case 'Z':
	case 'X':
		return WAITS_ZOMBIE;
	case 'T':
	case 't':
		return WAITS_STOPPED;
	default:
		break;
	}
	if (!look->frame_count)
		return WAITS_ELSE;
	if (is_in_part(look, "handle_userfault") || is_in_part(look, "fuse_") ||
	    is_in_part(look, "filemap_fault"))
		return WAITS_USER_PAGE;
	if (is_in_part(look, "lock_sock"))
		return WAITS_SOCKET;
	/* Frozen by its cgroup, on its way back to user mode or in a worker's loop. */
	if (!strcmp(look->frames[0].function, "get_signal") ||
	    !strcmp(look->frames[0].function, "do_freezer_trap"))
		return WAITS_STOPPED;
	if (look->state == 'D')
		return waiting_in_d(look);
	if (is_one_of(look->frames[0].function, loops))
		return WAITS_IDLE;
	if (is_in_part(look, "futex_") || is_in_part(look, "_sys_poll") ||
	    is_in_part(look, "sys_ppoll"))
		return WAITS_USER_MODE;
	return WAITS_ELSE;
}

const char *waiting_name(enum waiting waiting)
{
	static const char *const names[] = {
	    "nothing", "user page", "dev.mutex", "vq.mutex", "worker.mutex", "exit_mutex",
	    "a mutex", "flush", "inflight", "worker's exit", "rcu", "idle",
	    "user mode", "socket lock", "stopped", "reaping", "something else"};
	return names[waiting];
}
