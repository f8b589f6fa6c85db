#define _GNU_SOURCE
#include "device.h"
#include "fates.h"
#include "say.h"
#include "show.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

/* Seconds. */
#define LONGEST_RELEASE 6

static void serve_pages(struct show *show)
{
	const struct plan *plan = &show->stage->plan;
	show->stirred = cast_now();
	for (int page = 0; page < plan->page_count; page++) {
		/* What the group alone can serve, nobody serves. */
		if (show->userfaultfd < 0 && plan->pages[page].backing == BACKED_USERFAULTFD)
			continue;
		const long result = memory_serve(show->stage, show->userfaultfd, page);
		struct line line;
		line_begin(&line, "served");
		line_word(&line, "page", plan->pages[page].name);
		line_number(&line, "result", result);
		line_end(&line);
	}
}

/* Those who only live on go home; then a task of its own closes the supervisor's descriptor. */
static bool last_close(struct show *show)
{
	struct stage *stage = show->stage;
	const double began = cast_now();
	pid_t child;

	/* So do those who were never told to go on. */
	for (int i = 0; i < stage->plan.task_count; i++) {
		const struct actor *actor = (const struct actor *)&stage->actors[i];
		const bool idle = !actor->exited && actor->begun == actor->done;
		if (actor->tgid > 0 && (idle || stage->plan.tasks[i].in_set_up))
			kill(actor->tgid, SIGKILL);
	}
	kill(stage->owner.tgid, SIGKILL);
	child = fork();
	if (!child) {
		prctl(PR_SET_NAME, "kp-closer");
		if (show->device >= 0)
			close(show->device);
		_exit(0);
	}
	if (show->device >= 0)
		close(show->device);
	show->device = -1;
	cast_add(show, "closer", child, child, NULL);
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
