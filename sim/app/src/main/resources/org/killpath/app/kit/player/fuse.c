/* A file system of one file for each FUSE page; its server answers a read when it is told to. */
#define _GNU_SOURCE
#include "say.h"
#include "stage.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fuse.h>
#include <linux/futex.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define WHERE "/run/killpath-fuse"
#define THE_FILE 2

/* Seconds. */
#define LONGEST_PAUSE 15

static bool is_fuse(const struct stage *stage, int page)
{
	const enum backing backing = stage->plan.pages[page].backing;
	return backing == BACKED_FUSE || backing == BACKED_FUSE_READ ||
	       backing == BACKED_FUSE_ASYNC;
}

static void answer(int fd, uint64_t unique, int error, const void *data, size_t size)
{
	unsigned char reply[sizeof(struct fuse_out_header) + PAGE];
	struct fuse_out_header header = {.error = error, .unique = unique};

	header.len = (uint32_t)(sizeof header + size);
	memcpy(reply, &header, sizeof header);
	if (size)
		memcpy(reply + sizeof header, data, size);
	if (write(fd, reply, header.len) < 0 && errno != ENOENT)
		say_failure("fuse-answer", -errno);
}

static struct fuse_attr attributes(uint64_t node)
{
	const bool file = node == THE_FILE;
	return (struct fuse_attr){.ino = node,
				  .mode = file ? S_IFREG | 0666 : S_IFDIR | 0755,
				  .nlink = 1,
				  .size = file ? PAGE : 0,
				  .blksize = PAGE};
}

static void answer_read(struct stage *stage, int page, int fd, uint64_t unique)
{
	stage->fuse_read_seen[page] = 1;
	while (!stage->serve[page])
		word_wait(&stage->serve[page], 0);
	answer(fd, unique, 0, memory_page(stage, page), PAGE);
}

static void handle(struct stage *stage, int page, int fd, const struct fuse_in_header *in)
{
	/* Without FUSE_ASYNC_READ whoever faults asks for the page itself. */
	const bool ahead = stage->plan.pages[page].backing == BACKED_FUSE_ASYNC;
	const struct fuse_init_out init = {.major = 7,
					   .minor = 31,
					   .max_readahead = PAGE,
					   .max_write = PAGE,
					   .flags = ahead ? FUSE_ASYNC_READ : 0};
	const struct fuse_entry_out entry = {.nodeid = THE_FILE,
					     .generation = 1,
					     .entry_valid = 1000,
					     .attr_valid = 1000,
					     .attr = attributes(THE_FILE)};
	const struct fuse_attr_out attr = {.attr_valid = 1000, .attr = attributes(in->nodeid)};
	const struct fuse_open_out opened = {.fh = 7};

	switch (in->opcode) {
	case FUSE_INIT:
		answer(fd, in->unique, 0, &init, sizeof init);
		break;
	case FUSE_LOOKUP:
		answer(fd, in->unique, 0, &entry, sizeof entry);
		break;
	case FUSE_GETATTR:
		answer(fd, in->unique, 0, &attr, sizeof attr);
		break;
	case FUSE_OPEN:
		answer(fd, in->unique, 0, &opened, sizeof opened);
		break;
	case FUSE_READ:
		answer_read(stage, page, fd, in->unique);
		break;
	case FUSE_FORGET:
	case FUSE_BATCH_FORGET:
	case FUSE_INTERRUPT:
		break;
	default:
		answer(fd, in->unique, -ENOSYS, NULL, 0);
	}
}

/* Lives until the file system is gone. */
static void server(struct stage *stage, int page, int fd)
{
	static unsigned char request[1 << 17];
	struct pollfd wait = {.fd = fd, .events = POLLIN};

	prctl(PR_SET_NAME, "kp-fuse");
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (;;) {
		ssize_t got;
		if (stage->fuse_pause[page] && !stage->serve[page]) {
			stage->fuse_paused[page] = 1;
			word_wait(&stage->serve[page], 0);
		}
		if (poll(&wait, 1, 20) == 0)
			continue;
		got = read(fd, request, sizeof request);
		if (got < 0 && (errno == EINTR || errno == EAGAIN || errno == ENOENT))
			continue;
		if (got < (ssize_t)sizeof(struct fuse_in_header))
			_exit(0);
		handle(stage, page, fd, (const struct fuse_in_header *)request);
	}
}

static void file_of(int page, char *path, size_t size, const char *name)
{
	snprintf(path, size, WHERE "/%d%s", page, name);
}

int fuse_begin(struct stage *stage)
{
	for (int page = 0; page < stage->plan.page_count; page++) {
		char path[64], options[100];
		int fd;
		pid_t child;
		if (!is_fuse(stage, page))
			continue;
		mkdir("/run", 0755);
		mkdir(WHERE, 0700);
		file_of(page, path, sizeof path, "");
		mkdir(path, 0700);
		fd = open("/dev/fuse", O_RDWR | O_CLOEXEC | O_NONBLOCK);
		snprintf(options, sizeof options, "fd=%d,rootmode=40000,user_id=0,group_id=0", fd);
		if (fd < 0 || mount("killpath", path, "fuse", 0, options)) {
			const int error = -errno;
			if (fd >= 0)
				close(fd);
			return error;
		}
		child = fork();
		if (!child)
			server(stage, page, fd);
		close(fd);
		if (child < 0)
			return -errno;
	}
	return 0;
}

int fuse_open(int page)
{
	char path[64];
	int fd;
	file_of(page, path, sizeof path, "/page");
	fd = open(path, O_RDONLY | O_CLOEXEC);
	return fd < 0 ? -errno : fd;
}

void fuse_pause(struct stage *stage)
{
	const double late = now() + LONGEST_PAUSE;

	for (int page = 0; page < stage->plan.page_count; page++) {
		if (stage->plan.pages[page].backing != BACKED_FUSE)
			continue;
		stage->fuse_pause[page] = 1;
		while (!stage->fuse_paused[page] && now() < late)
			breathe();
	}
}

void fuse_forget(void)
{
	for (int page = 0; page < MAX_PAGES; page++) {
		char path[64];
		file_of(page, path, sizeof path, "");
		umount2(path, MNT_FORCE | MNT_DETACH);
		rmdir(path);
	}
	rmdir(WHERE);
}

void fuse_end(struct stage *stage)
{
	for (int page = 0; page < stage->plan.page_count; page++) {
		char path[64];
		if (!is_fuse(stage, page))
			continue;
		stage->serve[page] = 1;
		word_wake(&stage->serve[page]);
		file_of(page, path, sizeof path, "");
		umount2(path, MNT_FORCE | MNT_DETACH);
	}
}
