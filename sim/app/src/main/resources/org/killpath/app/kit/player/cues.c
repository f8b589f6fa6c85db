#define _GNU_SOURCE
#include "say.h"
#include "show.h"

#include <string.h>

static volatile struct actor *actor_of(struct show *show, int task)
{
	return task == show->stage->plan.task_count ? &show->stage->owner
						    : &show->stage->actors[task];
}

static struct person *person_of(struct show *show, int task)
{
	return task == show->stage->plan.task_count ? &show->persons[0] : cast_task(show, task);
}

static void next(struct show *show, struct cue *cue)
{
	cue->step = cursor_next(&cue->cursor, &show->stage->plan);
	cue->given = false;
	cue->since = cast_now();
}

void cues_begin(struct show *show)
{
	const struct plan *plan = &show->stage->plan;
	for (int task = 0; task <= plan->task_count; task++) {
		struct cue *cue = &show->cues[task];
		if (task < plan->task_count && plan->tasks[task].in_set_up) {
			cue->step = NONE;
			continue;
		}
		memset(cue, 0, sizeof *cue);
		cursor_begin(&cue->cursor, task == plan->task_count ? &plan->does
								    : &plan->tasks[task]);
		next(show, cue);
	}
}

static bool blocked(struct person *person, enum waiting waiting)
{
	enum waiting seen;
	if (!person || !person_rests(person))
		return false;
	look_at(&person->look, person->tgid, person->tid);
	seen = look_waiting(&person->look);
	return seen == waiting || (seen == WAITS_SOME_MUTEX && (waiting == WAITS_VQ_MUTEX ||
								 waiting == WAITS_DEV_MUTEX));
}

/* Is the supervisor told of faults on that page? */
static bool is_userfaultfd(const struct show *show, int page)
{
	return show->userfaultfd >= 0 &&
	       show->stage->plan.pages[page].backing == BACKED_USERFAULTFD;
}

/* Does it receive into that page, which is its own? */
static bool receives(const struct show *show, const struct person *person, int page)
{
	const struct plan *plan = &show->stage->plan;
	const struct step *step;
	if (!person->actor || person->actor->begun == person->actor->done)
		return false;
	step = &plan->steps[person->actor->step];
	return step->verb == VERB_RECEIVE && step->page == page;
}

static bool is_asleep_on(struct show *show, struct person *person, int page)
{
	if (!person)
		return false;
	if (is_userfaultfd(show, page) && person->page == page && person_retries(person))
		return true;
	if (!blocked(person, WAITS_USER_PAGE))
		return false;
	if (show->stage->plan.pages[page].backing == BACKED_FUSE_READ)
		return show->stage->fuse_read_seen[page];
	return !is_userfaultfd(show, page) || person->page == page || receives(show, person, page);
}

static bool has_settled(struct show *show, const struct person *person)
{
	return show->group_killed[show->stage->plan.task_count] && person && person_rests(person);
}

static bool kill_is_over(struct show *show)
{
	const int owner = show->stage->owner.tgid;
	struct person *worker = cast_worker(show, 0);

	if (!show->group_killed[show->stage->plan.task_count])
		return false;
	for (int i = 0; i < show->person_count; i++)
		if (show->persons[i].tgid == owner && !person_rests(&show->persons[i]))
			return false;
	return !worker || person_rests(worker);
}

static bool got_out(struct show *show, const struct person *person)
{
	for (int nth = 0; nth < show->workers; nth++)
		if (!person_rests(cast_worker(show, nth)))
			return false;
	return person && person->look.state != 'D';
}

static bool rests_in_a_step(struct person *person)
{
	const volatile struct actor *actor = person->actor;
	if (actor && (actor->exited || !person->look.there))
		return true;
	return (!actor || actor->begun > actor->done) && person_rests(person);
}

/* A task of the plan that has done all of its steps may have to wait for something in the end. */
static bool has_ended(const struct show *show, const struct step *step, const struct person *person)
{
	if (step->subject == SUBJECT_TASK && person->actor->exited)
		return show->cues[step->task].step == NONE;
	return !person->look.there;
}

/* What was done last has its effect first: nobody has been seen to move for it yet. */
static bool is_about_rest(enum state state)
{
	return state == AT_REST || state == SETTLED || state == GOT_OUT || state == KILL_IS_OVER;
}

static bool holds(struct show *show, const struct step *step)
{
	struct person *person = NULL;

	if (is_about_rest(step->state) && cast_now() - show->stirred <= STILL)
		return false;
	if (step->state == KILL_IS_OVER)
		return kill_is_over(show);
	if (step->subject == SUBJECT_TASK)
		person = cast_task(show, step->task);
	else if (step->subject == SUBJECT_FIRST_WORKER)
		person = cast_worker(show, 0);
	else if (show->serving[step->worker] != NONE)
		person = &show->persons[show->serving[step->worker]];
	if (!person)
		return false;
	switch (step->state) {
	case ASLEEP_ON:
		return is_asleep_on(show, person, step->page);
	case RETRIES:
		return person->page == step->page && person_retries(person);
	case BLOCKED_ON_DEV:
		return blocked(person, WAITS_DEV_MUTEX);
	case BLOCKED_ON_VQ:
		return blocked(person, WAITS_VQ_MUTEX);
	case BLOCKED_ON_SOCKET:
		return blocked(person, WAITS_SOCKET);
	case HALTED:
		return blocked(person, WAITS_STOPPED);
	case WAITS_FOR_FLUSH:
		return blocked(person, WAITS_FLUSH);
	case WAITS_FOR_INFLIGHT:
		return blocked(person, WAITS_INFLIGHT);
	case EXITED:
		return has_ended(show, step, person);
	case AT_REST:
		return rests_in_a_step(person);
	case SETTLED:
		return has_settled(show, person);
	case GOT_OUT:
		return got_out(show, person);
	case KILL_IS_OVER:
		break;
	}
	return false;
}

static void say_reached(const struct show *show, int task, const struct step *step)
{
	const struct plan *plan = &show->stage->plan;
	struct line line;
	line_begin(&line, "reached");
	line_word(&line, "task", task == plan->task_count ? "owner" : plan->tasks[task].name);
	line_word(&line, "at", step->at);
	line_word(&line, "state", state_name(step->state));
	line_end(&line);
}

/* Some steps have no end for who does them: the group is killed as soon as the step has begun. */
static void note_kill(struct show *show, const struct step *step,
		      const volatile struct actor *actor, int let)
{
	const struct plan *plan = &show->stage->plan;
	const bool own = step->verb == VERB_DUMP_CORE || step->verb == VERB_EXECVE;

	if (actor->begun < let || (step->verb != VERB_KILL && !own))
		return;
	if (!own && step->way != BY_EXIT_GROUP && actor->done < let)
		return;
	show->group_killed[own || step->task == NONE ? plan->task_count : step->task] = true;
	/* Whoever shares the memory, or lives in the namespace, dies with it. */
	if (!own && (step->way == BY_OOM_KILLER || step->way == BY_PID_NAMESPACE))
		for (int task = 0; task < plan->task_count; task++)
			if (plan->tasks[task].membership == OUTSIDE)
				show->group_killed[task] = true;
}

static void give(struct show *show, int task)
{
	struct cue *cue = &show->cues[task];
	volatile struct actor *actor = actor_of(show, task);

	while (cue->step != NONE) {
		const struct step *step = &show->stage->plan.steps[cue->step];
		if (step->verb == VERB_WAIT) {
			if (!holds(show, step))
				return;
			say_reached(show, task, step);
			next(show, cue);
			continue;
		}
		if (!cue->given) {
			struct person *person = person_of(show, task);
			person->faults_before = person->faults;
			cue->let++;
			cue->given = true;
			show->stirred = cast_now();
			actor->go = cue->let;
			word_wake(&actor->go);
		}
		note_kill(show, step, actor, cue->let);
		if (actor->done < cue->let)
			return;
		show->stirred = cast_now();
		next(show, cue);
	}
}

int cues_give(struct show *show, double longest)
{
	const int tasks = show->stage->plan.task_count;
	for (int task = 0; task <= tasks; task++) {
		give(show, task);
		if (show->cues[task].step != NONE &&
		    show->stage->plan.steps[show->cues[task].step].verb == VERB_WAIT &&
		    cast_now() - show->cues[task].since > longest)
			return show->cues[task].step;
	}
	return NONE;
}

/* Nobody is to be told anything any more: all are through, or in a step that does not end. */
bool cues_over(const struct show *show)
{
	const int tasks = show->stage->plan.task_count;
	for (int task = 0; task <= tasks; task++) {
		const struct cue *cue = &show->cues[task];
		const volatile struct actor *actor =
		    task == tasks ? &show->stage->owner : &show->stage->actors[task];
		if (cue->step == NONE)
			continue;
		if (show->stage->plan.steps[cue->step].verb == VERB_WAIT || actor->begun < cue->let)
			return false;
	}
	return true;
}

int cues_waits(const struct show *show)
{
	for (int task = 0; task <= show->stage->plan.task_count; task++) {
		const int step = show->cues[task].step;
		if (step != NONE && show->stage->plan.steps[step].verb == VERB_WAIT)
			return step;
	}
	return NONE;
}

/* A staged actor begins when it is told; this one is not in the ordering itself. */
int cues_set_up(struct show *show)
{
	const struct plan *plan = &show->stage->plan;
	const double late = now() + 10;

	for (int task = 0; task < plan->task_count; task++) {
		volatile struct actor *actor = &show->stage->actors[task];
		if (!plan->tasks[task].in_set_up)
			continue;
		actor->go = GO_ALL;
		word_wake(&actor->go);
		while (!actor->exited) {
			if (now() > late)
				return task;
			breathe();
		}
	}
	return NONE;
}
