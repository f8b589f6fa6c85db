#define _GNU_SOURCE
#include "say.h"
#include "show.h"

#include <string.h>

/* So often is somebody looked at who may be trying the same thing again and again. */
#define SAMPLES 40

/* How often it was seen in which state; the stack is kept from where it could be had. */
static void sample(struct person *person, int *running, int *sleeping, int *blocked, int *other)
{
	struct look best;
	memset(&best, 0, sizeof best);
	*running = *sleeping = *blocked = *other = 0;
	for (int i = 0; i < SAMPLES; i++) {
		struct look look;
		look_at(&look, person->tgid, person->tid);
		if (!look.there)
			break;
		*running += look.state == 'R';
		*sleeping += look.state == 'S';
		*blocked += look.state == 'D';
		*other += !strchr("RSD", look.state);
		if (look.frame_count || !best.frame_count)
			best = look;
		if (i > 3 && !*running)
			break;
		breathe();
	}
	if (best.there && best.state == 'R' && !best.frame_count)
		look_closely(&best, person->tgid, person->tid);
	person->look = best;
}

static const char *group_of(const struct show *show, const struct person *person)
{
	const struct stage *stage = show->stage;
	if (person->kernel_thread)
		return "kernel";
	if (person->tgid == stage->owner.tgid)
		return "owner";
	for (int i = 0; i < stage->plan.task_count; i++)
		if (stage->actors[i].tgid == person->tgid)
			return stage->plan.tasks[i].membership == OUTSIDE ? "outside" : "apart";
	return "apart";
}

static void frames_of(const struct look *look, char *text, size_t size)
{
	size_t length = 0;
	text[0] = 0;
	for (int i = 0; i < look->frame_count; i++) {
		const size_t more = strlen(look->frames[i].function);
		if (length + more + 2 > size)
			return;
		if (length)
			text[length++] = '<';
		memcpy(text + length, look->frames[i].function, more + 1);
		length += more;
	}
}

/* The page that it faults on: of a FUSE page nobody tells, unless there is only one. */
static int page_of(const struct plan *plan, const struct person *person)
{
	int fuse = NONE, count = 0;
	if (person->page != NONE)
		return person->page;
	for (int page = 0; page < plan->page_count; page++) {
		if (plan->pages[page].backing == BACKED_PRESENT)
			continue;
		fuse = page;
		count++;
	}
	return count == 1 ? fuse : NONE;
}

void report_task(struct show *show, const char *phase, struct person *person)
{
	const struct plan *plan = &show->stage->plan;
	int running, sleeping, blocked, other;
	enum waiting waiting;
	bool retries;
	char frames[480], state[2] = "-";
	struct line line;

	sample(person, &running, &sleeping, &blocked, &other);
	/* Whoever is gone retries nothing any more; a task that sleeps has a stack to show. */
	retries = person->look.there && person_retries(person) &&
		  (running > 0 || !person->look.frame_count);
	waiting = look_waiting(&person->look);
	if (retries)
		waiting = WAITS_USER_PAGE;
	state[0] = retries ? 'R' : person->look.there ? person->look.state : '-';
	frames_of(&person->look, frames, sizeof frames);
	line_begin(&line, "task");
	line_word(&line, "phase", phase);
	line_word(&line, "role", person->role);
	line_number(&line, "tid", person->tid);
	line_number(&line, "tgid", person->tgid);
	line_word(&line, "group", group_of(show, person));
	line_word(&line, "state", state);
	if (person->look.there) {
		line_word(&line, "waits", waiting_name(waiting));
		line_word(&line, "function", look_function(&person->look));
		if (waiting == WAITS_USER_PAGE && page_of(plan, person) != NONE)
			line_word(&line, "page", plan->pages[page_of(plan, person)].name);
		line_number(&line, "seen-R", running);
		line_number(&line, "seen-S", sleeping);
		line_number(&line, "seen-D", blocked);
		line_number(&line, "seen-other", other);
		line_mask(&line, "pending", person->look.pending);
		line_mask(&line, "shared", person->look.shared_pending);
		line_word(&line, "frames", frames);
	}
	line_end(&line);
}

void report_everybody(struct show *show, const char *phase)
{
	for (int i = 0; i < show->person_count; i++)
		report_task(show, phase, &show->persons[i]);
}

static const char *role_of(const struct show *show, int tid)
{
	for (int i = 0; i < show->person_count; i++)
		if (show->persons[i].tid == tid)
			return show->persons[i].role;
	return "-";
}

void report_reports(struct show *show)
{
	for (int i = 0; i < show->watch.reported_count; i++) {
		struct line line;
		line_begin(&line, "reported");
		line_word(&line, "role", role_of(show, show->watch.reported[i]));
		line_number(&line, "tid", show->watch.reported[i]);
		line_end(&line);
	}
}
