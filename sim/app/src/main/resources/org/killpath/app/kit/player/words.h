/* One line of a plan, taken apart; what is wrong with it is kept. */
#ifndef KILLPATH_WORDS_H
#define KILLPATH_WORDS_H

#include "plan.h"

#include <stdbool.h>
#include <stddef.h>

struct words {
	char *word[24];
	int count;
	struct plan *plan;
	const char *why;
};

/* Keeps the first thing that was wrong: what was expected. NONE. */
int words_wrong(struct words *words, const char *why);

/* The value of key=..., or NULL. */
const char *words_value(const struct words *words, const char *key);

/* Which of these names it is. */
int words_which(struct words *words, const char *key, const char *const *names);

/* A whole number; otherwise if the key is not there. */
int words_number(struct words *words, const char *key, int least, int most, int otherwise);
bool words_flag(struct words *words, const char *key);
int words_vq(struct words *words);

bool words_is_name(const char *text, size_t most);

/* Copies the word of that index if it is a name; 0 or NONE. */
int words_name(struct words *words, int index, char *name, size_t size);

/* A page or task of the plan; the second is NONE where no page is named. */
int words_page(struct words *words, const char *key);
int words_page_if(struct words *words, const char *key);
int words_task(struct words *words, const char *key);

/* steps.c: a line that is a step of the task. */
void step_read(struct words *words, struct task_plan *task);

#endif
