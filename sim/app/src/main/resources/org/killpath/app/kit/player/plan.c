#include "names.h"
#include "plan.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int plan_vqs(const struct plan *plan)
{
	return plan->device == SCSI ? 6 : 2;
}

/* One line, taken apart. */
struct words {
	char *word[24];
	int count;
	struct plan *plan;
	const char *why;
};

static int wrong(struct words *words, const char *why)
{
	if (!words->why)
		words->why = why;
	return NONE;
}

/* The value of key=..., or NULL. */
static const char *value(const struct words *words, const char *key)
{
	const size_t length = strlen(key);
	for (int i = 1; i < words->count; i++)
		if (!strncmp(words->word[i], key, length) && words->word[i][length] == '=')
			return words->word[i] + length + 1;
	return NULL;
}

static int word_of(struct words *words, const char *key, const char *const *names)
{
	const char *found = value(words, key);
	const int which = found ? name_find(names, found) : NONE;
	return which == NONE ? wrong(words, key) : which;
}

static int number(struct words *words, const char *key, int least, int most, int otherwise)
{
	const char *found = value(words, key);
	char *end;
	long parsed;

	if (!found)
		return otherwise;
	errno = 0;
	parsed = strtol(found, &end, 10);
	if (errno || *end || end == found || parsed < least || parsed > most)
		return wrong(words, key);
	return (int)parsed;
}

static bool flag(struct words *words, const char *key)
{
	return number(words, key, 0, 1, 0) == 1;
}

static int vq_of(struct words *words)
{
	const int vq = number(words, "vq", 0, plan_vqs(words->plan) - 1, NONE);
	return vq == NONE ? wrong(words, "vq") : vq;
}

static bool is_name(const char *text, size_t most)
{
	const size_t length = strlen(text);
	if (!length || length >= most)
		return false;
	for (; *text; text++)
		if (*text <= ' ' || *text >= 127 || *text == '=' || *text == '%')
			return false;
	return true;
}

static int copy_name(struct words *words, int index, char *name, size_t size)
{
	if (index >= words->count || !is_name(words->word[index], size))
		return wrong(words, "a name");
	memcpy(name, words->word[index], strlen(words->word[index]) + 1);
	return 0;
}

static int page_named(struct words *words, const char *key)
{
	const char *found = value(words, key);
	for (int i = 0; found && i < words->plan->page_count; i++)
		if (!strcmp(words->plan->pages[i].name, found))
			return i;
	return wrong(words, key);
}

/* A page, or NONE where none is named. */
static int page_if_named(struct words *words, const char *key)
{
	return value(words, key) ? page_named(words, key) : NONE;
}

static int task_named(struct words *words, const char *key)
{
	const char *found = value(words, key);
	for (int i = 0; found && i < words->plan->task_count; i++)
		if (!strcmp(words->plan->tasks[i].name, found))
			return i;
	return wrong(words, key);
}

static void read_wait(struct words *words, struct step *step)
{
	step->state = (enum state)word_of(words, "state", names_states);
	if (step->state == KILL_IS_OVER || words->why)
		return;
	step->subject = (enum subject)word_of(words, "who", names_subjects);
	if (words->why)
		return;
	if (step->subject == SUBJECT_TASK)
		step->task = task_named(words, "task");
	if (step->subject == SUBJECT_WORKER_OF)
		step->worker = number(words, "of", 0, plan_vqs(words->plan) - 1, 0);
	if (step->state == ASLEEP_ON || step->state == RETRIES)
		step->page = page_named(words, "page");
	if (step->state == BLOCKED_ON_VQ)
		step->vq = vq_of(words);
}

static void read_ioctl(struct words *words, struct step *step)
{
	step->request = (enum request)word_of(words, "request", names_requests);
	if (words->why)
		return;
	switch (step->request) {
	case SET_VRING_NUM:
	case SET_VRING_BASE:
	case GET_VRING_BASE:
	case SET_VRING_ADDR:
	case SET_VRING_KICK:
	case SET_VRING_CALL:
	case SET_VRING_ERR:
		step->vq = vq_of(words);
		step->first_word = page_if_named(words, "first-word");
		step->second_word = page_if_named(words, "second-word");
		break;
	case SET_BACKEND:
		step->vq = vq_of(words);
		step->on = flag(words, "on");
		break;
	case SET_RUNNING:
		step->on = flag(words, "on");
		break;
	case NEW_WORKER:
		step->worker = number(words, "worker", 1, MAX_WORKERS - 1, 1);
		step->attach = (unsigned)number(words, "attach", 0, (1 << MAX_VQS) - 1, 0);
		break;
	case FREE_WORKER:
		step->worker = number(words, "worker", 0, MAX_WORKERS - 1, 0);
		break;
	case ATTACH_VRING_WORKER:
		step->vq = vq_of(words);
		step->worker = number(words, "worker", 0, MAX_WORKERS - 1, 0);
		break;
	default:
		break;
	}
}

static void read_verb(struct words *words, struct step *step)
{
	switch (step->verb) {
	case VERB_WAIT:
		read_wait(words, step);
		break;
	case VERB_IOCTL:
		read_ioctl(words, step);
		break;
	case VERB_IOTLB:
		step->on = flag(words, "update");
		step->whole = flag(words, "whole");
		break;
	case VERB_KICK:
		step->vq = vq_of(words);
		step->count = number(words, "packets", 1, 8, 1);
		step->largest = flag(words, "largest");
		break;
	case VERB_KILL:
		step->way = (enum way)word_of(words, "by", names_ways);
		step->task = value(words, "task") ? task_named(words, "task") : NONE;
		break;
	case VERB_SIGNAL:
		step->task = task_named(words, "task");
		break;
	case VERB_SERVE:
		step->page = page_named(words, "page");
		break;
	case VERB_REPEAT:
		step->count = number(words, "count", 1, MAX_REPEAT, 1);
		break;
	default:
		break;
	}
}

static void read_step(struct words *words, struct task_plan *task)
{
	struct plan *plan = words->plan;
	struct step *step = &plan->steps[plan->step_count];
	int verb;

	if (!task || plan->step_count == MAX_STEPS) {
		wrong(words, task ? "fewer steps" : "a task before its steps");
		return;
	}
	memset(step, 0, sizeof *step);
	step->task = step->page = step->first_word = step->second_word = step->vq = NONE;
	step->other = NONE;
	step->count = 1;
	if (copy_name(words, 1, step->at, sizeof step->at))
		return;
	verb = words->count > 2 ? name_find(names_verbs, words->word[2]) : NONE;
	if (verb == NONE) {
		wrong(words, "a step");
		return;
	}
	step->verb = (enum verb)verb;
	read_verb(words, step);
	plan->step_count++;
	task->end = plan->step_count;
}

static void read_task(struct words *words)
{
	struct plan *plan = words->plan;
	struct task_plan *task = &plan->tasks[plan->task_count];

	if (plan->task_count == MAX_TASKS) {
		wrong(words, "fewer tasks");
		return;
	}
	memset(task, 0, sizeof *task);
	if (copy_name(words, 1, task->name, sizeof task->name))
		return;
	task->membership = (enum membership)word_of(words, "group", names_memberships);
	task->obliged = flag(words, "obliged");
	task->in_set_up = flag(words, "set-up");
	plan->task_count++;
}

static void read_page(struct words *words)
{
	struct plan *plan = words->plan;
	struct page *page = &plan->pages[plan->page_count];

	if (plan->page_count == MAX_PAGES) {
		wrong(words, "fewer pages");
		return;
	}
	if (copy_name(words, 1, page->name, sizeof page->name))
		return;
	page->backing = (enum backing)word_of(words, "backing", names_backings);
	plan->page_count++;
}

static void read_memory(struct words *words)
{
	const int vq = vq_of(words);
	const int part = word_of(words, "part", names_parts);
	const int page = page_named(words, "page");

	if (!words->why)
		words->plan->placed[vq][part] = page;
}

static void read_ordering(struct words *words)
{
	struct plan *plan = words->plan;

	if (copy_name(words, 1, plan->id, sizeof plan->id))
		return;
	plan->device = (enum device_kind)word_of(words, "device", names_devices);
	plan->staged = flag(words, "staged");
	plan->sets_owner = flag(words, "set-owner");
	plan->starts = flag(words, "start");
	plan->only_user = flag(words, "only-user");
	plan->packet_afterwards = flag(words, "packet");
	plan->kthread = flag(words, "kthread");
	if (value(words, "digest") && is_name(value(words, "digest"), sizeof plan->digest))
		memcpy(plan->digest, value(words, "digest"), strlen(value(words, "digest")) + 1);
}

/* Tasks may be named before they stand there, so their names are read first. */
static void read_line(struct words *words, bool steps, struct task_plan **task, int *seen)
{
	const char *word = words->word[0];
	struct plan *plan = words->plan;

	if (!strcmp(word, "step")) {
		if (steps)
			read_step(words, *task);
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
			wrong(words, "one ordering");
		read_ordering(words);
	} else if (strcmp(word, "page") && strcmp(word, "memory") && strcmp(word, "ordering")) {
		wrong(words, "a word that is known");
	}
	if (!plan->id[0])
		wrong(words, "the ordering first");
}

static void split(struct words *words, char *line)
{
	words->count = 0;
	words->why = NULL;
	for (char *word = strtok(line, " "); word; word = strtok(NULL, " ")) {
		if (words->count == (int)(sizeof words->word / sizeof *words->word)) {
			wrong(words, "fewer words");
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
	if (fault) {
		snprintf(why, size, "expected %s", fault);
		return 1;
	}
	return 0;
}
