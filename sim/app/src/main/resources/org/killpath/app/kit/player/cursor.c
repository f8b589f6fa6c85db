#include "plan.h"

#include <string.h>

const char *cursor_pair(struct plan *plan, const struct task_plan *task)
{
	int open[4], depth = 0;

	for (int i = task->begin; i < task->end; i++) {
		struct step *step = &plan->steps[i];
		if (step->verb == VERB_REPEAT) {
			if (depth == 4)
				return "no more than four repeats inside each other";
			open[depth++] = i;
		} else if (step->verb == VERB_AGAIN) {
			if (!depth)
				return "a repeat before its again";
			step->other = open[--depth];
			plan->steps[step->other].other = i;
		}
	}
	return depth ? "an again for each repeat" : NULL;
}

void cursor_begin(struct cursor *cursor, const struct task_plan *task)
{
	memset(cursor, 0, sizeof *cursor);
	cursor->step = task->begin;
	cursor->end = task->end;
}

int cursor_next(struct cursor *cursor, const struct plan *plan)
{
	while (cursor->step < cursor->end) {
		const int here = cursor->step;
		const struct step *step = &plan->steps[here];
		cursor->step++;
		if (step->verb == VERB_REPEAT) {
			cursor->left[cursor->depth] = step->count;
			cursor->opened[cursor->depth++] = here;
		} else if (step->verb == VERB_AGAIN) {
			if (--cursor->left[cursor->depth - 1] > 0)
				cursor->step = cursor->opened[cursor->depth - 1] + 1;
			else
				cursor->depth--;
		} else {
			return here;
		}
	}
	return NONE;
}
