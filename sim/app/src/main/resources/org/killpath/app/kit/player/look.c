#define _GNU_SOURCE
#include "look.h"
#include "calls.h"

#include <dirent.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *line_of(const char *status, const char *key)
{
	const char *found = strstr(status, key);
	return found ? found + strlen(key) : NULL;
}

static unsigned long long number_of(const char *status, const char *key, int base)
{
	const char *found = line_of(status, key);
	return found ? strtoull(found, NULL, base) : 0;
}

void glance_at(struct look *look, int tgid, int tid)
{
	char path[64], status[4096];
	const char *state;

	memset(look, 0, sizeof *look);
	look->state = '-';
	snprintf(path, sizeof path, "/proc/%d/task/%d/status", tgid, tid);
	if (tid <= 0 || slurp(path, status, sizeof status) <= 0)
		return;
	look->there = true;
	sscanf(status, "Name:\t%31[^\n]", look->name);
	state = line_of(status, "\nState:\t");
	look->state = state ? *state : '?';
	look->tgid = (int)number_of(status, "\nTgid:\t", 10);
	look->pending = number_of(status, "\nSigPnd:\t", 16);
	look->shared_pending = number_of(status, "\nShdPnd:\t", 16);
	look->voluntary = number_of(status, "\nvoluntary_ctxt_switches:\t", 10);
	look->switches =
	    look->voluntary + number_of(status, "\nnonvoluntary_ctxt_switches:\t", 10);
}

/* [<0>] function+0x12/0x34 [module] */
static void read_frame(struct frame *frame, char *text)
{
	char *name = strstr(text, "] ");
	char *module;
	name = name ? name + 2 : text;
	module = strchr(name, '[');
	frame->of_vhost = module && strstr(module, "vhost");
	frame->offset = strchr(name, '+') ? strtoul(strchr(name, '+') + 1, NULL, 16) : 0;
	name[strcspn(name, "+ .\n")] = 0;
	snprintf(frame->function, sizeof frame->function, "%.*s", MAX_FUNCTION - 1, name);
	if (!strncmp(name, "vhost_", 6) && strcmp(name, "vhost_task_fn"))
		frame->of_vhost = true;
}

void look_at(struct look *look, int tgid, int tid)
{
	char path[64], stack[8192];
	char *line, *rest;

	glance_at(look, tgid, tid);
	if (!look->there)
		return;
	snprintf(path, sizeof path, "/proc/%d/task/%d/stack", tgid, tid);
	if (slurp(path, stack, sizeof stack) <= 0)
		return;
	for (line = strtok_r(stack, "\n", &rest); line && look->frame_count < MAX_FRAMES;
	     line = strtok_r(NULL, "\n", &rest))
		read_frame(&look->frames[look->frame_count++], line);
}

void look_closely(struct look *look, int tgid, int tid)
{
	cpu_set_t ours, its, here;
	const int cpu = sched_getcpu();

	look_at(look, tgid, tid);
	if (cpu < 0 || sched_getaffinity(0, sizeof ours, &ours) ||
	    sched_getaffinity(tid, sizeof its, &its))
		return;
	CPU_ZERO(&here);
	CPU_SET(cpu, &here);
	if (!sched_setaffinity(0, sizeof here, &here) &&
	    !sched_setaffinity(tid, sizeof here, &here))
		for (int i = 0; i < 100 && look->there && !look->frame_count; i++) {
			breathe();
			look_at(look, tgid, tid);
		}
	sched_setaffinity(tid, sizeof its, &its);
	sched_setaffinity(0, sizeof ours, &ours);
}

bool look_is_in(const struct look *look, const char *function)
{
	for (int i = 0; i < look->frame_count; i++)
		if (!strcmp(look->frames[i].function, function))
			return true;
	return false;
}

static bool is_in_part(const struct look *look, const char *part)
{
	for (int i = 0; i < look->frame_count; i++)
		if (strstr(look->frames[i].function, part))
			return true;
	return false;
}

const char *look_function(const struct look *look)
{
	for (int i = 0; i < look->frame_count; i++)
		if (look->frames[i].of_vhost || !strcmp(look->frames[i].function, "vhost_task_fn"))
			return look->frames[i].function;
	return "-";
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
					  "vhost_scsi_ioctl", "vhost_process_iotlb_msg",
					  "vhost_chr_write_iter", "vhost_net_set_owner",
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

/* The kill handler takes its own mutex first, and those of virtqueues behind that. */
static enum waiting mutex_of_handler(const struct frame *frame)
{
	switch (calls_index(frame->function, frame->offset, "mutex_lock")) {
	case NONE:
		return WAITS_SOME_MUTEX;
	case 0:
		return WAITS_WORKER_MUTEX;
	default:
		return WAITS_VQ_MUTEX;
	}
}

static enum waiting waiting_in_d(const struct look *look)
{
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
		return mutex_of_handler(inner);
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
	    "user mode", "stopped", "reaping", "something else"};
	return names[waiting];
}

static int nth_in(const char *directory, int wanted_tgid, const char *want, int nth)
{
	int found = 0;
	struct dirent *entry;
	DIR *all = opendir(directory);

	while (all && (entry = readdir(all))) {
		const int tid = atoi(entry->d_name);
		struct look look;
		if (tid <= 0)
			continue;
		glance_at(&look, wanted_tgid ? wanted_tgid : tid, tid);
		/* In the order of their numbers, which is that of their making. */
		if (look.there && !strncmp(look.name, want, strlen(want)) && nth-- == 0) {
			found = tid;
			break;
		}
	}
	if (all)
		closedir(all);
	return found;
}

int look_for_worker(int tgid, int nth)
{
	char path[32];
	snprintf(path, sizeof path, "/proc/%d/task", tgid);
	return nth_in(path, tgid, "vhost-", nth);
}

int look_for_kthread(int owner, int nth)
{
	char name[32];
	snprintf(name, sizeof name, "vhost-%d", owner);
	return nth_in("/proc", 0, name, nth);
}

int look_for_watchdog(void)
{
	return nth_in("/proc", 0, "khungtaskd", 0);
}
