/*
 * Plays teardown orderings of vhost on the kernel that it runs on, and says what
 * it sees: as the first process of a machine made for that, or as root's on a
 * test machine.
 */
#define _GNU_SOURCE
#include "boot.h"
#include "hooks.h"
#include "keep.h"
#include "pack.h"
#include "plan.h"
#include "say.h"
#include "show.h"
#include "stage.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/utsname.h>
#include <unistd.h>

#define PLANS "/killpath/plans"
#define BEFORE "/killpath/before"
#define DURING "/killpath/during"
#define FIRST_CID 4200
#define MAX_PLAN (256 * 1024)
#define MAX_PLANS 1000

/* Statuses as of every killpath command. */
enum { PLAYED, NOT_CLEAN, BAD_INPUT, FAILED };

struct options {
	int watchdog, rounds, repeat;
	long from;
	struct hooks hooks;
};

/* What is to be played. */
struct work {
	char **paths;
	long count;
	struct options options;
};

static int read_plan(struct plan *plan, const char *path)
{
	static char text[MAX_PLAN];
	char why[160];
	const long length = slurp(path, text, sizeof text);
	int line;

	if (length < 0 || length == MAX_PLAN - 1 || strlen(text) != (size_t)length) {
		fprintf(stderr, "%s: cannot be read\n", path);
		return BAD_INPUT;
	}
	line = plan_read(plan, text, why, sizeof why);
	if (line) {
		fprintf(stderr, "%s:%d: %s\n", path, line, why);
		say2("bad-plan", "file", path, "why", why);
		return BAD_INPUT;
	}
	return PLAYED;
}

/* One ordering, as often as asked for; false if nothing should be played after it. */
static bool play(const struct plan *plan, long number, const struct options *options)
{
	const int rounds = plan->staged ? options->repeat : options->rounds;
	for (int round = 1; round <= rounds; round++) {
		struct stage *stage = mmap(NULL, sizeof *stage, PROT_READ | PROT_WRITE,
					   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
		bool clean;
		if (stage == MAP_FAILED)
			return false;
		stage->plan = *plan;
		stage->cid = FIRST_CID + (unsigned)number;
		snprintf(stage->another_name, sizeof stage->another_name, "kq%u",
			 (unsigned)number % 10000u);
		snprintf(stage->tap_name, sizeof stage->tap_name, "kp%u", (unsigned)number % 10000u);
		clean = show_play(stage, round);
		munmap(stage, sizeof *stage);
		if (!clean)
			return false;
	}
	return true;
}

static void say_player(const struct options *options)
{
	struct utsname name;
	struct line line;
	uname(&name);
	line_begin(&line, "player");
	line_number(&line, "version", SAY_VERSION);
	line_word(&line, "kernel", name.release);
	line_word(&line, "machine", name.machine);
	line_number(&line, "watchdog", options->watchdog);
	line_number(&line, "cpus", sysconf(_SC_NPROCESSORS_ONLN));
	line_number(&line, "from", options->from);
	line_end(&line);
}

static void say_stop(long played, long left, const char *why)
{
	struct line line;
	line_begin(&line, "stop");
	line_number(&line, "played", played);
	line_number(&line, "left", left);
	line_word(&line, "why", why);
	line_end(&line);
}

static int play_all(void *given)
{
	const struct work *work = given;
	const struct options *options = &work->options;
	char **paths = work->paths;
	const long count = work->count;
	static struct plan plan;
	long played = 0;
	int status = PLAYED;

	say_player(options);
	hooks_are(&options->hooks);
	show_watchdog(options->watchdog);
	for (long i = options->from; i < count && status != NOT_CLEAN; i++) {
		if (read_plan(&plan, paths[i]) != PLAYED) {
			status = BAD_INPUT;
			played++;
			continue;
		}
		if (!play(&plan, i, options))
			status = NOT_CLEAN;
		played++;
	}
	say_stop(played, count - options->from - played,
		 status == NOT_CLEAN ? "not-clean" : "all-played");
	return status;
}

static int usage(void)
{
	fputs("usage: player play [OPTION...] PLAN...   (as root)\n"
	      "         --watchdog SECONDS, --rounds N, --repeat N\n"
	      "         --before SCRIPT, --during SCRIPT\n"
	      "       player check PLAN...\n"
	      "       player pack ARCHIVE NAME=FILE...\n",
	      stderr);
	return BAD_INPUT;
}

static int check(char **paths, int count)
{
	static struct plan plan;
	int status = PLAYED;
	for (int i = 0; i < count; i++) {
		if (read_plan(&plan, paths[i]) != PLAYED)
			status = BAD_INPUT;
		else
			printf("%s: %s, %d tasks, %d steps\n", paths[i], plan.id, plan.task_count,
			       plan.step_count);
	}
	return status;
}

static bool option(struct options *options, const char *name, const char *value)
{
	const int number = atoi(value);

	if (!strcmp(name, "--before") || !strcmp(name, "--during")) {
		*(name[2] == 'b' ? &options->hooks.before : &options->hooks.during) = value;
		return true;
	}
	if (number < 1 || number > 100000)
		return false;
	if (!strcmp(name, "--watchdog"))
		options->watchdog = number;
	else if (!strcmp(name, "--rounds"))
		options->rounds = number;
	else if (!strcmp(name, "--repeat"))
		options->repeat = number;
	else
		return false;
	return true;
}

static int as_program(char **arguments, int count)
{
	struct work work = {.options = {.watchdog = 2, .rounds = 20, .repeat = 1}};
	while (count >= 2 && arguments[0][0] == '-') {
		if (!option(&work.options, arguments[0], arguments[1]))
			return usage();
		arguments += 2;
		count -= 2;
	}
	if (!count)
		return usage();
	if (geteuid()) {
		fputs("player: only root can play\n", stderr);
		return FAILED;
	}
	/* Without its stack nobody is seen to wait for anything; without /proc nobody is seen at all. */
	if (access("/proc/self/stack", R_OK)) {
		fputs("player: there is no /proc/PID/stack\n", stderr);
		return FAILED;
	}
	say_to_kmsg();
	settings_make(work.options.watchdog);
	work.paths = arguments;
	work.count = count;
	return keep(play_all, &work);
}

static int is_plan(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static void as_init(void)
{
	struct work work = {0};
	struct options *options = &work.options;
	struct dirent **names;
	static char *paths[MAX_PLANS];
	int count;

	boot_begin();
	options->watchdog = (int)boot_word("killpath.watchdog=", 2);
	options->rounds = (int)boot_word("killpath.rounds=", 20);
	options->repeat = (int)boot_word("killpath.repeat=", 1);
	options->from = boot_word("killpath.from=", 0);
	options->hooks.before = access(BEFORE, F_OK) ? NULL : BEFORE;
	options->hooks.during = access(DURING, F_OK) ? NULL : DURING;
	count = scandir(PLANS, &names, is_plan, alphasort);
	for (int i = 0; i < count && i < MAX_PLANS; i++) {
		char path[300];
		snprintf(path, sizeof path, PLANS "/%s", names[i]->d_name);
		paths[i] = strdup(path);
	}
	work.paths = paths;
	work.count = count < 0 ? 0 : count < MAX_PLANS ? count : MAX_PLANS;
	settings_make(options->watchdog);
	play_all(&work);
	boot_end();
}

int main(int argc, char **argv)
{
	/* What a task of an ordering executes. */
	if (argc == 2 && !strcmp(argv[1], "nothing"))
		return PLAYED;
	signal(SIGPIPE, SIG_IGN);
	if (getpid() == 1)
		as_init();
	if (argc > 2 && !strcmp(argv[1], "play"))
		return as_program(argv + 2, argc - 2);
	if (argc > 2 && !strcmp(argv[1], "check"))
		return check(argv + 2, argc - 2);
	if (argc > 3 && !strcmp(argv[1], "pack"))
		return pack(argv[2], argc - 3, argv + 3) ? FAILED : PLAYED;
	return usage();
}
