/* The tasks of an ordering: how they come to be, and how they do their steps. */
#ifndef KILLPATH_ACTOR_H
#define KILLPATH_ACTOR_H

#include "stage.h"

/* What an actor needs to know beside the stage. */
struct casting {
	struct stage *stage;
	int index;	/* in the plan */
	int device;	/* APART: the supervisor's descriptor of the device, or -1 */
	int userfaultfd;
};

/* The owner's whole life; does not return. Descriptors for the supervisor go through the socket. */
void owner_live(struct stage *stage, int socket);

/* In the supervisor: a task that shares nothing; it keeps the device if it has to close it. */
int actor_fork(struct stage *stage, int index, int device, int userfaultfd);

/* Does the task have a step that closes the supervisor's descriptor? */
bool actor_closes(const struct stage *stage, int index);

#endif
