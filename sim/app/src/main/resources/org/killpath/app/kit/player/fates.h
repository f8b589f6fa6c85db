/* What befalls a group of tasks as a whole, and the ways in which it is killed. */
#ifndef KILLPATH_FATES_H
#define KILLPATH_FATES_H

#include "stage.h"

/* In the supervisor: what the plan's fates need; before the owner is there. 0 or -errno. */
int fates_prepare(struct stage *stage);

/* In the supervisor: the owner's group, as it is now, gets into its cgroup. 0 or -errno. */
int fates_join(const struct stage *stage);

/* In the owner: the first process of its pid namespace, if it is to have one. */
void fates_enter_namespace(struct stage *stage);

/* In a task of the plan. A thread that dumps core or executes a program does not come back. */
long fates_befall(struct stage *stage, enum verb verb);
long fates_kill(struct stage *stage, const struct step *step);

/* Ends whatever halts the owner's group. */
void fates_go_on(struct stage *stage);

/* In the supervisor, when all is over. */
void fates_end(struct stage *stage);

/* What may be left of an ordering that did not come to its end. */
void fates_forget(void);

#endif
