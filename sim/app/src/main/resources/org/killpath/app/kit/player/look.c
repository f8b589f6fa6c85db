#define _GNU_SOURCE
#include "look.h"

#include <dirent.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

const char *look_function(const struct look *look)
{
	for (int i = 0; i < look->frame_count; i++)
		if (look->frames[i].of_vhost || !strcmp(look->frames[i].function, "vhost_task_fn"))
			return look->frames[i].function;
	return "-";
}

/* Of the tasks whose names are, or begin with, what is wanted. */
static int nth_in(const char *directory, int wanted_tgid, const char *want, bool whole, int nth)
{
	const size_t length = strlen(want) + whole; /* with the zero at its end */
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
		if (look.there && !strncmp(look.name, want, length) && nth-- == 0) {
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
	return nth_in(path, tgid, "vhost-", false, nth);
}

int look_for_kthread(int owner, int nth)
{
	char name[32];
	snprintf(name, sizeof name, "vhost-%d", owner);
	return nth_in("/proc", 0, name, true, nth);
}

int look_for_watchdog(void)
{
	return nth_in("/proc", 0, "khungtaskd", true, 0);
}

int look_inner(int tid)
{
	char path[40], status[4096];
	const char *numbers;
	int inner = tid, next, length;

	snprintf(path, sizeof path, "/proc/%d/status", tid);
	if (slurp(path, status, sizeof status) <= 0)
		return tid;
	numbers = line_of(status, "\nNSpid:");
	while (numbers && sscanf(numbers, "%*[\t ]%d%n", &next, &length) == 1) {
		inner = next;
		numbers += length;
	}
	return inner;
}

/* Two processes are in the same pid namespace if the links say the same. */
static bool in_same_namespace(int one, int other)
{
	char path[40], here[64] = "", there[64] = "-";
	snprintf(path, sizeof path, "/proc/%d/ns/pid", one);
	if (readlink(path, here, sizeof here - 1) < 0)
		return false;
	snprintf(path, sizeof path, "/proc/%d/ns/pid", other);
	if (readlink(path, there, sizeof there - 1) < 0)
		return false;
	return !strncmp(here, there, sizeof here - 1);
}

int look_for_inner(int first, int inner)
{
	int found = 0;
	struct dirent *entry;
	DIR *all = opendir("/proc");

	while (all && !found && (entry = readdir(all))) {
		char path[40];
		struct dirent *thread;
		const int tgid = atoi(entry->d_name);
		DIR *threads;
		if (tgid <= 0 || !in_same_namespace(first, tgid))
			continue;
		snprintf(path, sizeof path, "/proc/%d/task", tgid);
		threads = opendir(path);
		while (threads && !found && (thread = readdir(threads)))
			if (atoi(thread->d_name) > 0 && look_inner(atoi(thread->d_name)) == inner)
				found = atoi(thread->d_name);
		if (threads)
			closedir(threads);
	}
	if (all)
		closedir(all);
	return found;
}
