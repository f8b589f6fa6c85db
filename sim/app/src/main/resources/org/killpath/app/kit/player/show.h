/* One ordering being played, as its supervisor sees it. */
#ifndef KILLPATH_SHOW_H
#define KILLPATH_SHOW_H

#include "look.h"
#include "stage.h"
#include "watch.h"

/* Whoever is not seen to move for so long is at rest (seconds). */
#define STILL 0.12

/* So often is a fault tried again before it counts as a retry. */
#define RETRIES_SEEN 12

/* Seconds. */
#define LONGEST_REST 8

#define MAX_PERSONS (MAX_TASKS + MAX_WORKERS + 2)

/* The owner, a task of the plan, a worker, the closer: somebody to keep an eye on. */
struct person {
	char role[MAX_NAME + 8];
	int tid, tgid;
	volatile struct actor *actor;	/* NULL: has no steps */
	bool kernel_thread;
	struct look look;
	double moved;		/* when it was last seen to have done something */
	int page;		/* its last fault on a page of the plan, or NONE */
	long faults;		/* so many of them since its step began */
	long faults_before;
	double last_fault;
	int inner;		/* its number in its own pid namespace */
	double restless;	/* since when it never came to rest; 0: it does */
	double looked;		/* when it was last looked at closely for that reason */
	bool spins;		/* it is in a fault all the time, and nobody is told of that */
};

/* Where a task is in its steps. */
struct cue {
	struct cursor cursor;
	int step;		/* the one that is due, or NONE */
	int let;		/* so many steps were allowed */
	bool given;		/* the one that is due is among them */
	double since;
};

struct show {
	struct stage *stage;
	int userfaultfd, device;	/* the supervisor's */
	int connection;			/* its end of the guest's, or -1 */
	struct watch watch;
	struct person persons[MAX_PERSONS];
	int person_count;
	struct cue cues[MAX_TASKS + 1];	/* the last one is the owner's */
	bool group_killed[MAX_TASKS + 1];
	int workers;		/* persons that are workers, in the order of their making */
	int first_worker;
	int serving[MAX_VQS];	/* the person that serves a virtqueue when the ordering begins */
	double began;
	double stirred;		/* when the supervisor itself last let something happen */
};

/* --- cast.c: who is there, and what they do */
void cast_owner(struct show *show);
void cast_tasks(struct show *show);
void cast_workers(struct show *show);
struct person *cast_add(struct show *show, const char *role, int tid, int tgid,
			volatile struct actor *actor);

/* Looks at everybody once; each look makes the clock go on. */
void cast_look(struct show *show);

/* Seconds in which the machine ran. */
double cast_now(void);

struct person *cast_task(struct show *show, int task);
struct person *cast_worker(struct show *show, int nth);

bool person_rests(const struct person *person);
bool person_retries(const struct person *person);
bool group_is_gone(int tgid);

/* Every group that was killed is gone, and whoever else is obliged has come to an end. */
bool cast_completed(struct show *show);

/* Nobody does anything any more. */
bool cast_rests(struct show *show);

/* --- cues.c: who may go on */
void cues_begin(struct show *show);

/* Lets everybody go on who may; the step whose wait has lasted too long, or NONE. */
int cues_give(struct show *show, double longest);
bool cues_over(const struct show *show);

/* A step for whose state somebody still waits, or NONE. */
int cues_waits(const struct show *show);

/* Lets go who has to make something in the set-up. */
int cues_set_up(struct show *show);

/* --- setup.c: what comes before the ordering; false if it cannot be */

/* The device, with its owner. */
bool setup_device(struct show *show);

/* Everybody else. */
bool setup_cast(struct show *show);

/* --- report.c: what is said */
void report_task(struct show *show, const char *phase, struct person *person);
void report_everybody(struct show *show, const char *phase);
void report_reports(struct show *show);

/* --- aftermath.c: what follows when an ordering is over */

/* How it ended. */
enum ending { COMPLETED, STUCK, MISSED };

/* Serves the pages, lets the group go on, makes the last close; true if nobody is left behind. */
bool aftermath(struct show *show, enum ending ending);

/* The same at once, without a look at anybody: only what a signal handler may do. */
void aftermath_cut_short(struct show *show);

/* --- show.c */

void show_phase(const char *phase, bool completed, bool quiet, double since);

/* Goes on looking until the world is complete, at most so long (seconds). */
bool show_wait_completed(struct show *show, double seconds);

/* The same until nobody does anything any more. */
bool show_wait_rest(struct show *show, double seconds);

/* Plays one; true if it left the machine as it was. */
bool show_play(struct stage *stage, int round);

/*
 * In the middle of one, also in a signal handler: nobody is to sleep any more on what only this
 * process can serve, for with that it could not come to an end itself; and all are killed.
 */
void show_abandon(void);

/* The time-out of the hung-task watchdog (seconds); it looks every second. */
void show_watchdog(int seconds);

#endif
