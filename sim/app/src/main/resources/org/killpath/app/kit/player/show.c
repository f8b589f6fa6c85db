#define _GNU_SOURCE
#include "show.h"
#include "actor.h"
#include "device.h"
#include "fates.h"
#include "hooks.h"
#include "say.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Seconds. */
#define LONGEST_WAIT 12

/* It is waited for so many times as long as it should take. */
#define LATE_WATCHDOG 6

static int watchdog = 2, watchdog_thread;

void show_watchdog(int seconds)
{
	watchdog = seconds;
	watchdog_thread = look_for_watchdog();
}

static unsigned long long watchdog_looks(void)
{
	struct look look;
	glance_at(&look, watchdog_thread, watchdog_thread);
	return look.voluntary;
}

static void say_begin(const struct show *show, int round)
{
	const struct plan *plan = &show->stage->plan;
	struct line line;
	line_begin(&line, "begin");
	line_word(&line, "ordering", plan->id);
	line_word(&line, "digest", plan->digest);
	line_word(&line, "device", device_name(plan->device));
	line_word(&line, "form", plan->staged ? "staged" : "raced");
	line_number(&line, "round", round);
	line_end(&line);
}

static void say_end(const struct show *show, const char *how, bool clean)
{
	struct line line;
	line_begin(&line, "end");
	line_word(&line, "ordering", show->stage->plan.id);
	line_word(&line, "how", how);
	line_number(&line, "clean", clean);
	line_end(&line);
}

void show_phase(const char *phase, bool completed, bool quiet, double since)
{
	struct line line;
	line_begin(&line, "over");
	line_word(&line, "phase", phase);
	line_number(&line, "completed", completed);
	line_number(&line, "quiet", quiet);
	line_time(&line, "ms", cast_now() - since);
	line_end(&line);
}

/* --- the ordering */

static void note_raced_kills(struct show *show)
{
	const struct plan *plan = &show->stage->plan;
	for (int task = 0; task < plan->task_count; task++) {
		for (int i = plan->tasks[task].begin; i < plan->tasks[task].end; i++) {
			const struct step *step = &plan->steps[i];
			if (step->verb == VERB_KILL && (show->stage->actors[task].exited ||
							!cast_task(show, task)->look.there))
				show->group_killed[step->task == NONE ? plan->task_count
								      : step->task] = true;
		}
	}
}

static void let_all_go(struct show *show)
{
	struct stage *stage = show->stage;
	for (int i = 0; i < stage->plan.task_count; i++)
		stage->actors[i].go = GO_ALL;
	stage->owner.go = GO_ALL;
	for (int i = 0; i < stage->plan.task_count; i++)
		word_wake(&stage->actors[i].go);
	word_wake(&stage->owner.go);
}

/* Until everybody has done what they can; the step whose state never came, or NONE. */
static int go_through(struct show *show)
{
	const bool staged = show->stage->plan.staged;

	if (staged)
		cues_begin(show);
	else
		let_all_go(show);
	for (double late = cast_now() + 60; cast_now() < late;) {
		int missed = NONE;
		cast_look(show);
		if (staged)
			missed = cues_give(show, LONGEST_WAIT);
		else
			note_raced_kills(show);
		if (missed != NONE)
			return missed;
		if ((!staged || cues_over(show)) && cast_rests(show))
			return NONE;
		/* Something that never rests is a state, too. */
		if (staged && cues_over(show) && cast_now() - show->began > LONGEST_REST + LONGEST_WAIT)
			return NONE;
		breathe();
	}
	return staged ? cues_waits(show) : NONE;
}

bool show_wait_completed(struct show *show, double seconds)
{
	const double late = cast_now() + seconds;
	do {
		cast_look(show);
		if (cast_completed(show))
			return true;
		breathe();
	} while (cast_now() < late);
	return false;
}

/*
 * The watchdog has to have had its chance with everybody: it looks once to see
 * who is there, and again when the time is over. True if all is complete meanwhile.
 */
static bool wait_watchdog(struct show *show)
{
	const unsigned long long begin = watchdog_looks();
	const double least = cast_now() + watchdog + 1;
	const double late = cast_now() + LATE_WATCHDOG * (watchdog + 1);
	do {
		cast_look(show);
		if (cast_completed(show))
			return true;
		if (cast_now() > least && watchdog_thread &&
		    watchdog_looks() - begin >= (unsigned)watchdog + 2)
			return false;
		breathe();
	} while (cast_now() < (watchdog_thread ? late : least + 1));
	return false;
}

bool show_wait_rest(struct show *show, double seconds)
{
	const double late = cast_now() + seconds;
	do {
		cast_look(show);
		if (cast_rests(show))
			return true;
		breathe();
	} while (cast_now() < late);
	return false;
}

static void say_missed(const struct show *show, int step)
{
	const struct step *missed = &show->stage->plan.steps[step];
	struct line line;
	line_begin(&line, "missed");
	line_word(&line, "at", missed->at);
	line_word(&line, "state", state_name(missed->state));
	line_number(&line, "seconds", LONGEST_WAIT);
	line_end(&line);
}

static enum ending play(struct show *show)
{
	double since;
	bool completed;
	int missed;

	/* What starting has set going comes to rest before anybody does anything. */
	if (show->stage->plan.staged)
		show_wait_rest(show, LONGEST_REST);
	show->began = show->stirred = cast_now();
	missed = go_through(show);
	if (missed != NONE) {
		say_missed(show, missed);
		report_everybody(show, "missed");
		return MISSED;
	}
	since = show->began;
	completed = show_wait_completed(show, 0);
	if (!completed) {
		since = cast_now();
		completed = wait_watchdog(show);
	}
	show_phase("ordering", completed, cast_rests(show), since);
	report_everybody(show, "ordering");
	report_reports(show);
	if (!completed)
		hook_during();
	return completed ? COMPLETED : STUCK;
}

static void tidy(struct show *show)
{
	struct stage *stage = show->stage;
	fuse_end(stage);
	for (int vq = 0; vq < MAX_VQS; vq++) {
		if (stage->kick[vq] > 0)
			close(stage->kick[vq]);
		if (stage->spare_kick[vq] > 0)
			close(stage->spare_kick[vq]);
	}
	if (show->userfaultfd >= 0)
		close(show->userfaultfd);
	show->userfaultfd = -1;
	if (show->device >= 0)
		close(show->device);
	if (show->connection >= 0)
		close(show->connection);
	fates_end(stage);
	watch_end(&show->watch);
	if (stage->area && stage->area != MAP_FAILED)
		munmap(stage->area, AREA_PAGES * PAGE);
}

static void say_workers(struct show *show)
{
	struct line line;
	const char *kind = "none";
	if (show->workers)
		kind = cast_worker(show, 0)->kernel_thread ? "kthread" : "thread";
	line_begin(&line, "workers");
	line_number(&line, "count", show->workers);
	line_word(&line, "kind", kind);
	line_end(&line);
}

/* The one that is played; without a stage none is. */
static struct show show;

void show_abandon(void)
{
	if (show.stage)
		aftermath_cut_short(&show);
}

static bool over(const char *how, bool clean)
{
	say_end(&show, how, clean);
	show.stage = NULL;
	return clean;
}

bool show_play(struct stage *stage, int round)
{
	enum ending ending;
	bool clean;

	memset(&show, 0, sizeof show);
	show.userfaultfd = show.device = show.connection = -1;
	show.stage = stage;
	watch_begin(&show.watch);
	say_begin(&show, round);
	if (!setup_device(&show) || !setup_cast(&show)) {
		/* In a pid namespace it knows no number but its own there, and ends with the first. */
		if (stage->owner.tgid > 0 && stage->namespace_init <= 0)
			kill(stage->owner.tgid, SIGKILL);
		tidy(&show);
		return over("not-set-up", false);
	}
	say_workers(&show);
	hook_before();
	ending = play(&show);
	clean = aftermath(&show, ending);
	tidy(&show);
	/* Who is stuck may have what this would wait for. */
	if (clean && stage->plan.device == SCSI && plan_has(&stage->plan, VERB_HOT_PLUG))
		scsi_tidy();
	return over(ending == MISSED ? "missed" : "played", clean);
}
