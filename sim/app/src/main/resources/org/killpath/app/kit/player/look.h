/* What can be seen of a task from outside, and what that means. */
#ifndef KILLPATH_LOOK_H
#define KILLPATH_LOOK_H

#include "stage.h"

#define MAX_FRAMES 24
#define MAX_FUNCTION 48

struct frame {
	char function[MAX_FUNCTION];
	unsigned long offset;	/* of the place in it, from its beginning */
	bool of_vhost;	/* in one of vhost's modules, or named like that */
};

struct look {
	bool there;
	char name[32];
	char state;
	int tgid;
	unsigned long long pending, shared_pending;
	unsigned long long switches, voluntary;	/* all, and those of its own will */
	int frame_count;
	struct frame frames[MAX_FRAMES];	/* innermost first */
};

/* /proc/TGID/task/TID. There is no stack to be had of a task that runs. */
void look_at(struct look *look, int tgid, int tid);

/*
 * The same of a task that never sleeps for long: where it runs nobody else does
 * while we look, for it is moved to the processor that we are on, and back.
 */
void look_closely(struct look *look, int tgid, int tid);

/* State, name, signals alone. */
void glance_at(struct look *look, int tgid, int tid);

enum waiting {
	WAITS_NOT,
	WAITS_USER_PAGE,
	WAITS_DEV_MUTEX,
	WAITS_VQ_MUTEX,
	WAITS_WORKER_MUTEX,
	WAITS_EXIT_MUTEX,
	WAITS_SOME_MUTEX,
	WAITS_FLUSH,
	WAITS_INFLIGHT,
	WAITS_WORKER_EXIT,
	WAITS_RCU,
	WAITS_IDLE,
	WAITS_USER_MODE,
	WAITS_SOCKET,
	WAITS_STOPPED,
	WAITS_ZOMBIE,
	WAITS_ELSE
};

/* What the task waits for, judged by its state and its stack. */
enum waiting look_waiting(const struct look *look);
const char *waiting_name(enum waiting waiting);

/* Is it in a page fault of its own, wherever that has got to? */
bool look_faults(const struct look *look);

bool look_is_in(const struct look *look, const char *function);

/* The innermost function of vhost that the task is in; "-" if there is none. */
const char *look_function(const struct look *look);

/* A thread of the group whose name is that of a vhost worker; the n-th, or 0. */
int look_for_worker(int tgid, int nth);

/* A kernel thread that serves the owner's device; the n-th, or 0. */
int look_for_kthread(int owner, int nth);

/* The number that a task has in its own pid namespace; its own if it is in no other. */
int look_inner(int tid);

/* The task whose number is that in the pid namespace that this process is the first of; or 0. */
int look_for_inner(int first, int inner);

/* The thread of the hung-task watchdog, or 0. */
int look_for_watchdog(void);

#endif
