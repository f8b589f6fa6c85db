#define _GNU_SOURCE
#include "device.h"
#include "fates.h"
#include "say.h"
#include "show.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

/* Seconds. */
#define LONGEST_RELEASE 6

/* What the group alone can serve, nobody serves. */
static bool can_serve(const struct show *show, int page)
{
	return show->userfaultfd >= 0 ||
	       show->stage->plan.pages[page].backing != BACKED_USERFAULTFD;
}

static void serve_pages(struct show *show)
{
	const struct plan *plan = &show->stage->plan;
	show->stirred = cast_now();
	for (int page = 0; page < plan->page_count; page++) {
		if (!can_serve(show, page))
			continue;
		const long result = memory_serve(show->stage, show->userfaultfd, page);
		struct line line;
		line_begin(&line, "served");
		line_word(&line, "page", plan->pages[page].name);
		line_number(&line, "result", result);
		line_end(&line);
	}
}

void aftermath_cut_short(struct show *show)
{
	struct stage *stage = show->stage;

	for (int page = 0; page < stage->plan.page_count; page++)
		if (can_serve(show, page))
			memory_serve(stage, show->userfaultfd, page);
	fates_go_on(stage);
	for (int i = 0; i < stage->plan.task_count; i++) {
		const bool apart = stage->plan.tasks[i].membership == APART;
		/* Numbers in a pid namespace are no numbers here, and it ends as a whole. */
		if (stage->actors[i].tgid > 0 && (apart || stage->namespace_init <= 0))
			kill(stage->actors[i].tgid, SIGKILL);
	}
	if (stage->namespace_init > 0)
		kill(stage->namespace_init, SIGKILL);
	else if (stage->owner.tgid > 0)
		kill(stage->owner.tgid, SIGKILL);
}

/*
 * A task of its own closes the supervisor's descriptor, and only when the supervisor has closed its
 * own copy: whoever closes last may hang in it, and the supervisor must not.
 */
static void close_elsewhere(struct show *show)
{
	char nothing;
	int told[2];
	pid_t child;

	if (pipe2(told, O_CLOEXEC))
		return;
	child = fork();
	if (!child) {
		prctl(PR_SET_NAME, "kp-closer");
		close(told[1]);
		while (read(told[0], &nothing, 1) < 0)
			;
		if (show->device >= 0)
			close(show->device);
		_exit(0);
	}
	if (show->device >= 0 && child > 0) {
		close(show->device);
		show->device = -1;
	}
	close(told[0]);
	close(told[1]);
	if (child > 0)
		cast_add(show, "closer", child, child, NULL);
}

/* Those who only live on go home; then the last descriptor is closed. */
static bool last_close(struct show *show)
{
	struct stage *stage = show->stage;
	const double began = cast_now();

	/* So do those who were never told to go on. */
	for (int i = 0; i < stage->plan.task_count; i++) {
		const struct actor *actor = (const struct actor *)&stage->actors[i];
		const bool idle = !actor->exited && actor->begun == actor->done;
		if (actor->tgid > 0 && (idle || stage->plan.tasks[i].in_set_up))
			kill(actor->tgid, SIGKILL);
	}
	kill(stage->owner.tgid, SIGKILL);
	close_elsewhere(show);
	for (double late = began + LONGEST_RELEASE; cast_now() < late;) {
		bool gone = true;
		cast_look(show);
		for (int i = 0; i < show->person_count; i++)
			gone &= !show->persons[i].look.there;
		if (gone) {
			show_phase("last-close", true, true, began);
			return true;
		}
		breathe();
	}
	show_phase("last-close", false, cast_rests(show), began);
	report_everybody(show, "last-close");
	return false;
}

static void say_warning(const struct show *show, const char *phase, int *before)
{
	if (show->watch.warnings > *before)
		say2("warned", "phase", phase, "text", show->watch.warning);
	*before = show->watch.warnings;
}

bool aftermath(struct show *show, enum ending ending)
{
	struct stage *stage = show->stage;
	int warnings = 0;
	double began;
	bool gone;

	say_warning(show, "ordering", &warnings);
	if (ending == COMPLETED && stage->plan.packet_afterwards) {
		const long result = device_driver(stage)->send(stage);
		struct line line;
		show->stirred = cast_now();
		show_wait_rest(show, LONGEST_RELEASE);
		line_begin(&line, "packet");
		line_number(&line, "result", result);
		line_end(&line);
		say_warning(show, "packet", &warnings);
	}
	began = cast_now();
	serve_pages(show);
	if (ending == STUCK) {
		const bool released = show_wait_completed(show, LONGEST_RELEASE);
		show_phase("served", released, true, began);
		if (!released) {
			show_wait_rest(show, LONGEST_REST);
			report_everybody(show, "served");
		}
	}
	if (plan_halts(&stage->plan)) {
		const bool stuck = !show_wait_completed(show, 0);
		began = cast_now();
		show->stirred = began;
		fates_go_on(stage);
		if (ending == STUCK && stuck)
			show_phase("gone-on", show_wait_completed(show, LONGEST_RELEASE), true, began);
	}
	show_wait_rest(show, LONGEST_RELEASE);
	say_warning(show, "served", &warnings);
	gone = last_close(show);
	watch_look(&show->watch);
	say_warning(show, "last-close", &warnings);
	return gone;
}
