#define _GNU_SOURCE
#include "watch.h"
#include "sys.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int watch_begin(struct watch *watch)
{
	memset(watch, 0, sizeof *watch);
	watch->fd = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (watch->fd < 0)
		return -errno;
	lseek(watch->fd, 0, SEEK_END);
	return 0;
}

/* INFO: task NAME:TID blocked for more than 5 seconds. */
static void take_report(struct watch *watch, const char *text)
{
	const char *blocked = strstr(text, " blocked ");
	const char *colon = blocked;
	int tid;

	if (!blocked || !strstr(blocked, "for more than"))
		return;
	while (colon > text && *colon != ':')
		colon--;
	tid = atoi(colon + 1);
	if (tid > 0 && watch->reported_count < MAX_REPORTED && !watch_has_reported(watch, tid))
		watch->reported[watch->reported_count++] = tid;
}

static void take(struct watch *watch, char *record)
{
	char *text = strchr(record, ';');
	if (!text)
		return;
	text++;
	text[strcspn(text, "\n")] = 0;
	if (!strncmp(text, "INFO: task ", 11)) {
		take_report(watch, text + 11);
	} else if (!strncmp(text, "WARNING: ", 9) || !strncmp(text, "BUG: ", 5) ||
		   !strncmp(text, "Oops", 4)) {
		watch->warnings++;
		snprintf(watch->warning, sizeof watch->warning, "%s", text);
	}
}

void watch_look(struct watch *watch)
{
	char record[2048];

	while (watch->fd >= 0) {
		const ssize_t got = read(watch->fd, record, sizeof record - 1);
		if (got < 0 && errno == EPIPE)	/* some are lost, the next one is there */
			continue;
		if (got <= 0)
			return;
		record[got] = 0;
		take(watch, record);
	}
}

bool watch_has_reported(const struct watch *watch, int tid)
{
	for (int i = 0; i < watch->reported_count; i++)
		if (watch->reported[i] == tid)
			return true;
	return false;
}

void watch_end(struct watch *watch)
{
	if (watch->fd >= 0)
		close(watch->fd);
	watch->fd = -1;
}
