/* What all processes of one ordering share. */
#ifndef KILLPATH_STAGE_H
#define KILLPATH_STAGE_H

#include "plan.h"
#include "sys.h"

#include <stdint.h>

/* Entries of each ring. */
#define RING 16

/* Pages of the area: two for each page of the plan, and those of the virtqueues. */
#define AREA_PAGES (2 * MAX_PAGES + PARTS_AT_HOME * MAX_VQS)

/* An actor that may go through all of its steps, without waiting to be told. */
#define GO_ALL 1000000

struct actor {
	volatile int tid, tgid;
	volatile int go;	/* so many steps may be begun */
	volatile int begun, done;
	volatile int step;	/* the one that was begun last */
	volatile long result;	/* and what it gave */
	volatile int exited;
};

struct stage {
	struct plan plan;
	struct actor owner;
	struct actor actors[MAX_TASKS];

	volatile int ready;	/* the owner has set the device up */
	volatile int failed;
	volatile int curtain;	/* everybody is in place */

	unsigned char *area;	/* at the same address in every process */
	int device, tap, another_tap;	/* the owner's descriptors */
	int kick[MAX_VQS], spare_kick[MAX_VQS];
	volatile int worker_id[MAX_WORKERS];
	unsigned cid;		/* vsock: the guest's address */
	char tap_name[16], another_name[16];

	volatile int fuse_pause[MAX_PAGES], fuse_paused[MAX_PAGES];
	volatile int fuse_read_seen[MAX_PAGES];
	volatile int serve[MAX_PAGES];	/* whoever backs the page may deliver it */

	volatile int namespace_init;	/* the first process of the owner's pid namespace */
	volatile int traced;	/* 1: every thread is attached to; negative: it failed */
	volatile int go_on;	/* whatever halts the group is over */
	volatile int sent;	/* vsock: packets of the guest's connection */
	volatile int guest_addresses;	/* where the rings lie is said as the guest says it */
};

/* --- memory.c: the guest's memory, and the pages that nobody serves */

/* The area, with what the guest and the ioctls' arguments hold; before anybody is forked. */
int memory_prepare(struct stage *stage);

/* --- backing.c */

/* In the owner: puts userfaultfd and FUSE over the pages. The userfaultfd, or -errno. */
int memory_back(struct stage *stage);

/* A page of this process, watched by the userfaultfd; 0 or -errno. */
int memory_watch(struct stage *stage, int userfaultfd, int page);

/* A userfaultfd that tells which thread faults, or -errno. */
int memory_userfaultfd(void);

/* In whoever shares the owner's memory: the page is missing from now on. */
long memory_discard(const struct stage *stage, int page);

/* In whoever has the userfaultfd: the page is there from now on. */
long memory_serve(struct stage *stage, int userfaultfd, int page);

/* The page of the plan that lies at an address, or NONE. */
int memory_page_at(const struct stage *stage, uint64_t address);

unsigned char *memory_page(const struct stage *stage, int page);

/* The dirty log; NULL if there is none. */
unsigned char *memory_log(const struct stage *stage);

/* The page on which a part of a virtqueue lies, and what the guest calls its address. */
unsigned char *memory_part(const struct stage *stage, int vq, enum part part);
uint64_t memory_guest_address(const struct stage *stage, const void *address);

/* The argument of a vring ioctl, where the plan wants it; else made in place. */
union argument {
	struct {
		uint32_t index, value;
	} state;
	uint32_t words[16];
	uint64_t longs[8];
};
const void *memory_argument(const struct stage *stage, const struct step *step,
			    union argument *place);

/* --- fuse.c */

/* Mounts a file for each FUSE page, and has it served; before the owner is there. 0 or -errno. */
int fuse_begin(struct stage *stage);

/* In the owner: the file of a page. */
int fuse_open(int page);

/* The server does not read any more, if the plan wants it so. */
void fuse_pause(struct stage *stage);
void fuse_end(struct stage *stage);

/* What may be left of an ordering that did not come to its end. */
void fuse_forget(void);

#endif
