#include "plan.h"
#include "names.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

int plan_vqs(const struct plan *plan)
{
	return plan->device == SCSI ? 6 : 2;
}

bool plan_has(const struct plan *plan, enum verb verb)
{
	for (int i = 0; i < plan->step_count; i++)
		if (plan->steps[i].verb == verb)
			return true;
	return false;
}

bool plan_kills(const struct plan *plan, enum way way)
{
	for (int i = 0; i < plan->step_count; i++)
		if (plan->steps[i].verb == VERB_KILL && plan->steps[i].way == way)
			return true;
	return false;
}

bool plan_halts(const struct plan *plan)
{
	return plan_has(plan, VERB_STOP) || plan_has(plan, VERB_TRACE) || plan_has(plan, VERB_FREEZE);
}

bool plan_has_cgroup(const struct plan *plan)
{
	return plan_has(plan, VERB_FREEZE) || plan_kills(plan, BY_CGROUP_KILL);
}

bool plan_connects(const struct plan *plan)
{
	if (plan->device != VSOCK || !plan->staged || plan->placed[1][PART_BUFFERS] != NONE)
		return false;
	for (int i = 0; i < plan->step_count; i++)
		if (plan->steps[i].verb == VERB_KICK && plan->steps[i].vq == 1)
			return true;
	return false;
}

static void read_task(struct words *words)
{
	struct plan *plan = words->plan;
	struct task_plan *task = &plan->tasks[plan->task_count];

	if (plan->task_count == MAX_TASKS) {
		words_wrong(words, "fewer tasks");
		return;
	}
	memset(task, 0, sizeof *task);
	if (words_name(words, 1, task->name, sizeof task->name))
		return;
	task->membership = (enum membership)words_which(words, "group", names_memberships);
	task->obliged = words_flag(words, "obliged");
	task->in_set_up = words_flag(words, "set-up");
	plan->task_count++;
}

static void read_page(struct words *words)
{
	struct plan *plan = words->plan;
	struct page *page = &plan->pages[plan->page_count];

	if (plan->page_count == MAX_PAGES) {
		words_wrong(words, "fewer pages");
		return;
	}
	if (words_name(words, 1, page->name, sizeof page->name))
		return;
	page->backing = (enum backing)words_which(words, "backing", names_backings);
	page->shared = words_flag(words, "shared");
	page->there = words_flag(words, "there");
	plan->page_count++;
}

static void read_memory(struct words *words)
{
	const int vq = words_vq(words);
	const int part = words_which(words, "part", names_parts);
	const int page = words_page(words, "page");

	if (!words->why)
		words->plan->placed[vq][part] = page;
}

static void read_ordering(struct words *words)
{
	struct plan *plan = words->plan;

	if (words_name(words, 1, plan->id, sizeof plan->id))
		return;
	plan->device = (enum device_kind)words_which(words, "device", names_devices);
	plan->staged = words_flag(words, "staged");
	plan->sets_owner = words_flag(words, "set-owner");
	plan->starts = words_flag(words, "start");
	plan->only_user = words_flag(words, "only-user");
	plan->packet_afterwards = words_flag(words, "packet");
	plan->kthread = words_flag(words, "kthread");
	plan->busy_poll = words_flag(words, "busy-poll");
	plan->without_hot_plug = words_flag(words, "without-hot-plug");
	if (words_value(words, "userfaultfd"))
		plan->userfaultfd = (enum own_userfaultfd)words_which(words, "userfaultfd",
								      names_userfaultfds);
	if (words_value(words, "digest") && words_is_name(words_value(words, "digest"), sizeof plan->digest))
		memcpy(plan->digest, words_value(words, "digest"), strlen(words_value(words, "digest")) + 1);
}

/* Tasks may be named before they stand there, so their names are read first. */
static void read_line(struct words *words, bool steps, struct task_plan **task, int *seen)
{
	const char *word = words->word[0];
	struct plan *plan = words->plan;

	if (!strcmp(word, "step")) {
		if (steps)
			step_read(words, *task);
	} else if (!strcmp(word, "prepares") || !strcmp(word, "does")) {
		*task = *word == 'p' ? &plan->prepares : &plan->does;
		(*task)->begin = (*task)->end = plan->step_count;
	} else if (!strcmp(word, "task")) {
		if (!steps) {
			read_task(words);
		} else {
			*task = &plan->tasks[(*seen)++];
			(*task)->begin = (*task)->end = plan->step_count;
		}
	} else if (!strcmp(word, "page") && !steps) {
		read_page(words);
	} else if (!strcmp(word, "memory") && !steps) {
		read_memory(words);
	} else if (!strcmp(word, "ordering") && !steps) {
		if (plan->id[0])
			words_wrong(words, "one ordering");
		read_ordering(words);
	} else if (strcmp(word, "page") && strcmp(word, "memory") && strcmp(word, "ordering")) {
		words_wrong(words, "a word that is known");
	}
	if (!plan->id[0])
		words_wrong(words, "the ordering first");
}

static void split(struct words *words, char *line)
{
	words->count = 0;
	words->why = NULL;
	for (char *word = strtok(line, " "); word; word = strtok(NULL, " ")) {
		if (words->count == (int)(sizeof words->word / sizeof *words->word)) {
			words_wrong(words, "fewer words");
			return;
		}
		words->word[words->count++] = word;
	}
}

/* One pass over the text; the number of the bad line, or 0. The last line must say "end". */
static int pass(struct plan *plan, const char *text, bool steps, char *why, size_t size)
{
	struct words words = {.plan = plan};
	struct task_plan *task = NULL;
	int line = 0, seen = 0;
	char copy[512];

	while (*text) {
		const size_t length = strcspn(text, "\n");
		line++;
		if (length >= sizeof copy) {
			snprintf(why, size, "expected a shorter line");
			return line;
		}
		memcpy(copy, text, length);
		copy[length] = 0;
		text += length + (text[length] ? 1 : 0);
		if (line == 1) {
			if (strcmp(copy, "killpath-plan 1")) {
				snprintf(why, size, "expected killpath-plan %d", PLAN_VERSION);
				return line;
			}
			continue;
		}
		if (!strcmp(copy, "end"))
			return *text ? (snprintf(why, size, "expected nothing after the end"), line)
				     : 0;
		split(&words, copy);
		if (words.count)
			read_line(&words, steps, &task, &seen);
		if (words.why) {
			snprintf(why, size, "expected %s", words.why);
			return line;
		}
	}
	snprintf(why, size, "expected an end");
	return line + 1;
}

/* A group that has been killed once more is as dead as it will be; NONE stands for the owner's. */
static const char *kills_of(const struct plan *plan, int group)
{
	int kills = 0;
	for (int i = 0; i < plan->step_count; i++)
		kills += plan->steps[i].verb == VERB_KILL && plan->steps[i].task == group;
	return kills > 2 ? "two kills of each group at most" : NULL;
}

int plan_read(struct plan *plan, char *text, char *why, size_t size)
{
	const char *fault;
	int bad;

	memset(plan, 0, sizeof *plan);
	for (int vq = 0; vq < MAX_VQS; vq++)
		for (int part = 0; part < PARTS; part++)
			plan->placed[vq][part] = NONE;
	bad = pass(plan, text, false, why, size);
	if (!bad)
		bad = pass(plan, text, true, why, size);
	if (bad)
		return bad;
	if (!plan->id[0]) {
		snprintf(why, size, "expected an ordering");
		return 1;
	}
	fault = cursor_pair(plan, &plan->prepares);
	if (!fault)
		fault = cursor_pair(plan, &plan->does);
	for (int i = 0; !fault && i < plan->task_count; i++)
		fault = cursor_pair(plan, &plan->tasks[i]);
	for (int i = NONE; !fault && i < plan->task_count; i++)
		fault = kills_of(plan, i);
	if (fault) {
		snprintf(why, size, "expected %s", fault);
		return 1;
	}
	return 0;
}
