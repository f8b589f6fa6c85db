/* One ordering, as the plan file tells it. What has been read may be relied on. */
#ifndef KILLPATH_PLAN_H
#define KILLPATH_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#define PLAN_VERSION 1

#define MAX_PAGES 8
#define MAX_TASKS 24
#define MAX_STEPS 400
#define MAX_VQS 8
#define MAX_WORKERS 8
#define MAX_NAME 32
#define MAX_PLACE 96
#define MAX_REPEAT 100000

#define NONE (-1)

enum device_kind { VSOCK, NET, SCSI };

enum backing { BACKED_PRESENT, BACKED_USERFAULTFD, BACKED_FUSE, BACKED_FUSE_READ,
	       BACKED_FUSE_ASYNC };

/* The first three have a home of their own on each virtqueue, if they are placed nowhere else. */
enum part {
	PART_RING,
	PART_BUFFERS,
	PART_RESPONSES,
	PART_DESCRIPTORS,
	PART_AVAILABLE,
	PART_USED,
	PART_DATA,
	PART_LOG,
	PARTS
};
#define PARTS_AT_HOME 3

/* Where the group has a userfaultfd that nobody else has, seen from its descriptor of the device. */
enum own_userfaultfd { OWN_NONE, OWN_ABOVE, OWN_BELOW };

enum membership { IN_OWNERS_GROUP, OUTSIDE, APART };

enum verb {
	VERB_WAIT,
	VERB_IOCTL,
	VERB_START,
	VERB_IOTLB,
	VERB_SEND,
	VERB_KICK,
	VERB_CLOSE,
	VERB_KILL,
	VERB_SIGNAL,
	VERB_SERVE,
	VERB_DUMP_CORE,
	VERB_EXECVE,
	VERB_PROCESS_MRELEASE,
	VERB_STOP,
	VERB_TRACE,
	VERB_FREEZE,
	VERB_GO_ON,
	VERB_DISCARD,
	VERB_RECEIVE,
	VERB_HOT_PLUG,
	VERB_REPEAT,
	VERB_AGAIN
};

enum request {
	SET_OWNER,
	RESET_OWNER,
	ACCESS_PLATFORM,
	NO_FEATURES,
	SET_MEM_TABLE,
	REFUSED,
	SET_LOG_BASE,
	SET_LOG_FD,
	SET_VRING_NUM,
	SET_VRING_BASE,
	GET_VRING_BASE,
	SET_VRING_ADDR,
	SET_VRING_KICK,
	SET_VRING_CALL,
	SET_VRING_ERR,
	SET_RUNNING,
	SET_BACKEND,
	SET_ENDPOINT,
	CLEAR_ENDPOINT,
	NEW_WORKER,
	FREE_WORKER,
	ATTACH_VRING_WORKER
};

enum state {
	ASLEEP_ON,
	RETRIES,
	BLOCKED_ON_DEV,
	BLOCKED_ON_VQ,
	BLOCKED_ON_SOCKET,
	HALTED,
	WAITS_FOR_FLUSH,
	WAITS_FOR_INFLIGHT,
	EXITED,
	AT_REST,
	SETTLED,
	GOT_OUT,
	KILL_IS_OVER
};

enum subject { SUBJECT_TASK, SUBJECT_FIRST_WORKER, SUBJECT_WORKER_OF };

enum way {
	BY_KILL,
	BY_TGKILL,
	BY_EXIT_GROUP,
	BY_CGROUP_KILL,
	BY_OOM_KILLER,
	BY_PID_NAMESPACE
};

struct page {
	char name[MAX_NAME];
	enum backing backing;
	bool shared, there;
};

struct step {
	char at[MAX_PLACE];	/* where it stands in the script */
	enum verb verb;
	enum request request;
	enum state state;
	enum subject subject;
	enum way way;
	/* Of whom a state is waited for, who gets a signal, whose group is killed; NONE: the owner's. */
	int task;
	int page, first_word, second_word;
	int vq;
	unsigned attach;	/* a bit for each virtqueue that the new worker is to serve */
	int worker;		/* 0 is the one that set-owner made */
	int on;			/* of SET_RUNNING, an IOTLB update; SET_BACKEND: 2 is another tap */
	int count;		/* of a repeat, of packets */
	bool largest, whole;
	int other;		/* the repeat's again, and the other way round */
};

struct task_plan {
	char name[MAX_NAME];
	enum membership membership;
	bool obliged, in_set_up;
	int begin, end;		/* its steps */
};

struct plan {
	char id[MAX_NAME], digest[MAX_PLACE];
	enum device_kind device;
	bool staged, sets_owner, starts, only_user, packet_afterwards, kthread, busy_poll;
	bool without_hot_plug;
	enum own_userfaultfd userfaultfd;
	struct page pages[MAX_PAGES];
	int page_count;
	int placed[MAX_VQS][PARTS];	/* a page, or NONE */
	struct task_plan prepares, does;
	struct task_plan tasks[MAX_TASKS];
	int task_count;
	struct step steps[MAX_STEPS];
	int step_count;
};

int plan_vqs(const struct plan *plan);

/* Is there such a step, or one that kills in that way? */
bool plan_has(const struct plan *plan, enum verb verb);
bool plan_kills(const struct plan *plan, enum way way);

/* Is the owner's group halted by something that has to be over in the end? */
bool plan_halts(const struct plan *plan);

/* Is it in a cgroup of its own? */
bool plan_has_cgroup(const struct plan *plan);

/* vsock: has a process of the host a connection with the guest? */
bool plan_connects(const struct plan *plan);

/*
 * Reads one plan from text, which it changes. Returns 0, or the number of the
 * line that is wrong, with why.
 */
int plan_read(struct plan *plan, char *text, char *why, size_t size);

const char *verb_name(enum verb verb);
const char *request_name(enum request request);
const char *state_name(enum state state);
const char *backing_name(enum backing backing);
const char *device_name(enum device_kind kind);

/* Where a task is in its steps; repeats included. */
struct cursor {
	int step, end, depth;
	int left[4];
	int opened[4];
};

/* Each again closes the repeat before it, inside one task; else what was expected. */
const char *cursor_pair(struct plan *plan, const struct task_plan *task);

void cursor_begin(struct cursor *cursor, const struct task_plan *task);

/* The next step that is something to do, or NONE. */
int cursor_next(struct cursor *cursor, const struct plan *plan);

#endif
