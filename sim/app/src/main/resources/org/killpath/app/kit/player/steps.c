#include "names.h"
#include "words.h"

#include <string.h>

static void read_wait(struct words *words, struct step *step)
{
	step->state = (enum state)words_which(words, "state", names_states);
	if (step->state == KILL_IS_OVER || words->why)
		return;
	step->subject = (enum subject)words_which(words, "who", names_subjects);
	if (words->why)
		return;
	if (step->subject == SUBJECT_TASK)
		step->task = words_task(words, "task");
	if (step->subject == SUBJECT_WORKER_OF)
		step->worker = words_number(words, "of", 0, plan_vqs(words->plan) - 1, 0);
	if (step->state == ASLEEP_ON || step->state == RETRIES)
		step->page = words_page(words, "page");
	if (step->state == BLOCKED_ON_VQ)
		step->vq = words_vq(words);
}

static void read_ioctl(struct words *words, struct step *step)
{
	step->request = (enum request)words_which(words, "request", names_requests);
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
		step->vq = words_vq(words);
		step->first_word = words_page_if(words, "first-word");
		step->second_word = words_page_if(words, "second-word");
		break;
	case SET_BACKEND:
		step->vq = words_vq(words);
		step->on = words_number(words, "on", 0, 2, 0);
		break;
	case SET_RUNNING:
		step->on = words_flag(words, "on");
		break;
	case NEW_WORKER:
		step->worker = words_number(words, "worker", 1, MAX_WORKERS - 1, 1);
		step->attach = (unsigned)words_number(words, "attach", 0, (1 << MAX_VQS) - 1, 0);
		break;
	case FREE_WORKER:
		step->worker = words_number(words, "worker", 0, MAX_WORKERS - 1, 0);
		break;
	case ATTACH_VRING_WORKER:
		step->vq = words_vq(words);
		step->worker = words_number(words, "worker", 0, MAX_WORKERS - 1, 0);
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
		step->on = words_flag(words, "update");
		step->whole = words_flag(words, "whole");
		step->page = words_page_if(words, "page");
		break;
	case VERB_KICK:
		step->vq = words_vq(words);
		step->count = words_number(words, "packets", 1, 8, 1);
		step->largest = words_flag(words, "largest");
		break;
	case VERB_KILL:
		step->way = (enum way)words_which(words, "by", names_ways);
		step->task = words_value(words, "task") ? words_task(words, "task") : NONE;
		break;
	case VERB_SIGNAL:
		step->task = words_task(words, "task");
		break;
	case VERB_SERVE:
	case VERB_DISCARD:
	case VERB_RECEIVE:
		step->page = words_page(words, "page");
		break;
	case VERB_REPEAT:
		step->count = words_number(words, "count", 1, MAX_REPEAT, 1);
		break;
	default:
		break;
	}
}

void step_read(struct words *words, struct task_plan *task)
{
	struct plan *plan = words->plan;
	struct step *step = &plan->steps[plan->step_count];
	int verb;

	if (!task || plan->step_count == MAX_STEPS) {
		words_wrong(words, task ? "fewer steps" : "a task before its steps");
		return;
	}
	memset(step, 0, sizeof *step);
	step->task = step->page = step->first_word = step->second_word = step->vq = NONE;
	step->other = NONE;
	step->count = 1;
	if (words_name(words, 1, step->at, sizeof step->at))
		return;
	verb = words->count > 2 ? name_find(names_verbs, words->word[2]) : NONE;
	if (verb == NONE) {
		words_wrong(words, "a step");
		return;
	}
	step->verb = (enum verb)verb;
	read_verb(words, step);
	plan->step_count++;
	task->end = plan->step_count;
}
