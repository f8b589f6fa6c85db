#include "names.h"
#include "plan.h"

#include <string.h>

const char *const names_verbs[] = {"wait", "ioctl", "start", "iotlb", "send", "kick", "close",
				    "kill", "signal", "serve", "dump-core", "execve", "process-mrelease",
				    "stop", "trace", "freeze", "go-on", "discard", "receive",
				    "hot-plug", "repeat", "again", NULL};
const char *const names_requests[] = {
    "SET_OWNER", "RESET_OWNER", "ACCESS_PLATFORM", "NO_FEATURES", "SET_MEM_TABLE", "REFUSED",
    "SET_LOG_BASE", "SET_LOG_FD", "SET_VRING_NUM", "SET_VRING_BASE", "GET_VRING_BASE", "SET_VRING_ADDR",
    "SET_VRING_KICK", "SET_VRING_CALL", "SET_VRING_ERR", "SET_RUNNING", "SET_BACKEND",
    "SET_ENDPOINT", "CLEAR_ENDPOINT", "NEW_WORKER", "FREE_WORKER", "ATTACH_VRING_WORKER", NULL};
const char *const names_states[] = {"asleep-on", "retries", "blocked-on-dev", "blocked-on-vq",
				     "blocked-on-socket", "halted",
				     "waits-for-flush", "waits-for-inflight", "exited", "at-rest",
				     "settled", "got-out", "kill-is-over", NULL};
const char *const names_subjects[] = {"task", "first-worker", "worker-of", NULL};
const char *const names_ways[] = {"kill", "tgkill", "exit-group", "cgroup-kill",
				    "oom-killer", "pid-namespace", NULL};
const char *const names_backings[] = {"present", "userfaultfd", "fuse", "fuse-read",
					"fuse-async", NULL};
const char *const names_parts[] = {"ring", "buffers", "responses", "descriptors", "available",
				     "used", "data", "log", NULL};
const char *const names_memberships[] = {"owner", "outside", "apart", NULL};
const char *const names_userfaultfds[] = {"none", "above", "below", NULL};
const char *const names_devices[] = {"vsock", "net", "scsi", NULL};

const char *verb_name(enum verb verb)
{
	return names_verbs[verb];
}

const char *request_name(enum request request)
{
	return names_requests[request];
}

const char *state_name(enum state state)
{
	return names_states[state];
}

const char *backing_name(enum backing backing)
{
	return names_backings[backing];
}

const char *device_name(enum device_kind kind)
{
	return names_devices[kind];
}

int name_find(const char *const *names, const char *name)
{
	for (int i = 0; names[i]; i++)
		if (!strcmp(names[i], name))
			return i;
	return NONE;
}

