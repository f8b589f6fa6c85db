#define _GNU_SOURCE
#include "show.h"

#include <dirent.h>
#include <linux/userfaultfd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* A machine may stand still for a while; nobody does anything then, and it does not count. */
#define LONGEST_TICK 0.1

/* Seconds. */
#define SPINS_AFTER 0.5

static double clock_now, last_look;

double cast_now(void)
{
	return clock_now;
}

static void tick(void)
{
	const double real = now();
	const double passed = last_look > 0 ? real - last_look : 0;
	clock_now += passed < LONGEST_TICK ? passed : LONGEST_TICK;
	last_look = real;
}

struct person *cast_add(struct show *show, const char *role, int tid, int tgid,
			volatile struct actor *actor)
{
	struct person *person;
	if (show->person_count == MAX_PERSONS)
		return &show->persons[MAX_PERSONS - 1];
	person = &show->persons[show->person_count++];
	memset(person, 0, sizeof *person);
	snprintf(person->role, sizeof person->role, "%s", role);
	person->tid = tid;
	person->tgid = tgid;
	person->actor = actor;
	person->page = NONE;
	person->inner = look_inner(tid);
	person->moved = cast_now();
	return person;
}

void cast_owner(struct show *show)
{
	struct stage *stage = show->stage;
	cast_add(show, "owner", stage->owner.tid, stage->owner.tgid, &stage->owner);
}

void cast_tasks(struct show *show)
{
	struct stage *stage = show->stage;
	for (int i = 0; i < stage->plan.task_count; i++)
		cast_add(show, stage->plan.tasks[i].name, stage->actors[i].tid,
			 stage->actors[i].tgid, &stage->actors[i]);
}

struct person *cast_task(struct show *show, int task)
{
	return &show->persons[task + 1];
}

static bool is_known(const struct show *show, int tid)
{
	for (int i = 0; i < show->person_count; i++)
		if (show->persons[i].tid == tid)
			return true;
	return false;
}

static void add_worker(struct show *show, int tid, int tgid, bool kernel_thread)
{
	char role[24];
	struct person *person;

	if (!tid || is_known(show, tid) || show->workers == MAX_WORKERS)
		return;
	if (show->workers)
		snprintf(role, sizeof role, "worker %c", 'A' + show->workers);
	else
		snprintf(role, sizeof role, "worker");
	if (!show->workers)
		show->first_worker = show->person_count;
	person = cast_add(show, role, tid, tgid, NULL);
	person->kernel_thread = kernel_thread;
	show->workers++;
}

/* Workers are threads of whoever made them, or of the kernel. */
void cast_workers(struct show *show)
{
	const struct stage *stage = show->stage;
	const int owner = stage->owner.tgid;
	int tid;

	for (int nth = 0; nth < MAX_WORKERS && (tid = look_for_worker(owner, nth)); nth++)
		add_worker(show, tid, owner, false);
	for (int i = 0; i < stage->plan.task_count; i++) {
		const int tgid = stage->actors[i].tgid;
		if (stage->plan.tasks[i].membership != OUTSIDE)
			continue;
		for (int nth = 0; nth < MAX_WORKERS && (tid = look_for_worker(tgid, nth)); nth++)
			add_worker(show, tid, tgid, false);
	}
	for (int nth = 0; nth < MAX_WORKERS && (tid = look_for_kthread(owner, nth)); nth++)
		add_worker(show, tid, tid, true);
}

struct person *cast_worker(struct show *show, int nth)
{
	return nth < show->workers ? &show->persons[show->first_worker + nth] : NULL;
}

/* Who faults on which page: the userfaultfd tells, and goes on telling while a fault is retried. */
static void take_faults(struct show *show)
{
	struct uffd_msg message;
	int budget = 64;

	while (show->userfaultfd >= 0 && budget-- &&
	       SYS_3(SYS_read, show->userfaultfd, &message, sizeof message) == sizeof message) {
		if (message.event != UFFD_EVENT_PAGEFAULT)
			continue;
		for (int i = 0; i < show->person_count; i++) {
			struct person *person = &show->persons[i];
			if (person->inner != (int)message.arg.pagefault.feat.ptid)
				continue;
			person->page = memory_page_at(show->stage, message.arg.pagefault.address);
			person->faults++;
			person->last_fault = cast_now();
		}
	}
}

static void look_once(struct person *person)
{
	const struct look before = person->look;
	glance_at(&person->look, person->tgid, person->tid);
	if (person->look.there != before.there || person->look.switches != before.switches ||
	    person->look.state != before.state || person->look.state == 'R')
		person->moved = cast_now();
}

/*
 * Where the group alone has the userfaultfd nobody tells of its faults, and on a machine with much to do
 * few of the tries are seen: so whoever never comes to rest is looked at closely now and then.
 */
static void look_for_spinning(struct person *person)
{
	struct look close;

	if (cast_now() - person->moved > STILL) {
		person->restless = 0;
		person->spins = false;
		return;
	}
	if (person->restless <= 0)
		person->restless = person->looked = cast_now();
	if (person->spins || cast_now() - person->looked < SPINS_AFTER)
		return;
	person->looked = cast_now();
	look_closely(&close, person->tgid, person->tid);
	person->spins = look_faults(&close);
}

void cast_look(struct show *show)
{
	tick();
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
	take_faults(show);
	watch_look(&show->watch);
	for (int i = 0; i < show->person_count; i++) {
		look_once(&show->persons[i]);
		look_for_spinning(&show->persons[i]);
	}
}

bool person_retries(const struct person *person)
{
	if (person->spins)
		return true;
	return person->faults - person->faults_before >= RETRIES_SEEN &&
	       cast_now() - person->last_fault < 1.0;
}

static bool is_idle_between_steps(const struct person *person)
{
	return person->actor && person->actor->begun == person->actor->done;
}

bool person_rests(const struct person *person)
{
	if (!person->look.there || person->look.state == 'Z' || person->look.state == 'X')
		return true;
	return person_retries(person) || cast_now() - person->moved > STILL;
}

bool group_is_gone(int tgid)
{
	char path[32];
	struct dirent *entry;
	int living = 0;
	DIR *tasks;

	snprintf(path, sizeof path, "/proc/%d/task", tgid);
	tasks = opendir(path);
	while (tasks && (entry = readdir(tasks))) {
		struct look look;
		if (atoi(entry->d_name) <= 0)
			continue;
		glance_at(&look, tgid, atoi(entry->d_name));
		/* A leader that has exited shows as a zombie while others of its group are there. */
		if (look.there && look.state != 'Z' && look.state != 'X')
			living++;
	}
	if (tasks)
		closedir(tasks);
	return living == 0;
}

bool cast_completed(struct show *show)
{
	const struct plan *plan = &show->stage->plan;
	const int owner = plan->task_count;

	if (show->group_killed[owner] && !group_is_gone(show->stage->owner.tgid))
		return false;
	for (int i = 0; i < plan->task_count; i++) {
		const struct actor *actor = (const struct actor *)&show->stage->actors[i];
		if (show->group_killed[i] && !group_is_gone(actor->tgid))
			return false;
		if (plan->tasks[i].obliged && !actor->exited && cast_task(show, i)->look.there)
			return false;
	}
	return true;
}

bool cast_rests(struct show *show)
{
	if (cast_now() - show->stirred <= STILL)
		return false;
	for (int i = 0; i < show->person_count; i++) {
		const struct person *person = &show->persons[i];
		if (!person_rests(person) && !is_idle_between_steps(person))
			return false;
	}
	return true;
}
