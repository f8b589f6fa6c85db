/* The kernel's own log, as far as it concerns an ordering. */
#ifndef KILLPATH_WATCH_H
#define KILLPATH_WATCH_H

#include <stdbool.h>

#define MAX_REPORTED 32

struct watch {
	int fd;
	int reported[MAX_REPORTED];	/* threads that the hung-task watchdog named */
	int reported_count;
	int warnings;
	char warning[160];		/* the last one */
};

/* From now on; 0 or -errno. */
int watch_begin(struct watch *watch);

/* Takes in what came since. */
void watch_look(struct watch *watch);

bool watch_has_reported(const struct watch *watch, int tid);
void watch_end(struct watch *watch);

#endif
