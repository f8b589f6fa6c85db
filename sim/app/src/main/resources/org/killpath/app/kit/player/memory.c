#define _GNU_SOURCE
#include "device.h"
#include "say.h"
#include "stage.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * The page of the plan and the present one before it are neighbours, so that an
 * argument can lie across the border between the two.
 */
unsigned char *memory_page(const struct stage *stage, int page)
{
	return stage->area + (2 * (unsigned)page + 1) * PAGE;
}

unsigned char *memory_part(const struct stage *stage, int vq, enum part part)
{
	int placed = stage->plan.placed[vq][part];
	if (part == PART_RESPONSES && placed == NONE)
		placed = stage->plan.placed[vq][PART_BUFFERS];
	if (placed != NONE)
		return memory_page(stage, placed);
	return stage->area + (2 * MAX_PAGES + 3 * (unsigned)vq + part) * PAGE;
}

uint64_t memory_guest_address(const struct stage *stage, const void *address)
{
	return (uint64_t)((const unsigned char *)address - stage->area);
}

int memory_page_at(const struct stage *stage, uint64_t address)
{
	const uint64_t offset = address - (uint64_t)(uintptr_t)stage->area;
	const uint64_t index = offset / PAGE;
	if (index >= 2 * (uint64_t)stage->plan.page_count || index % 2 == 0)
		return NONE;
	return (int)(index / 2);
}

/* What stands behind the first word of a vring ioctl's argument. */
static size_t rest_of(const struct stage *stage, const struct step *step, uint32_t *rest)
{
	switch (step->request) {
	case SET_VRING_KICK:
		rest[0] = (uint32_t)stage->spare_kick[step->vq];
		return 4;
	case SET_VRING_CALL:
	case SET_VRING_ERR:
		rest[0] = (uint32_t)-1;
		return 4;
	case SET_VRING_ADDR:
		return device_ring_address(stage, step->vq, rest);
	case SET_VRING_NUM:
		rest[0] = RING;
		return 4;
	default:
		rest[0] = 0;
		return 4;
	}
}

static bool is_vring(const struct step *step)
{
	return step->verb == VERB_IOCTL && step->request >= SET_VRING_NUM &&
	       step->request <= SET_VRING_ERR;
}

/* Where its first word lies, and where what follows. */
static void places(const struct stage *stage, const struct step *step, unsigned char *local,
		   unsigned char **first, unsigned char **second)
{
	if (step->second_word != NONE && step->first_word == step->second_word) {
		*first = memory_page(stage, step->first_word) + 128;
		*second = *first + 4;
	} else if (step->second_word != NONE) {
		*second = memory_page(stage, step->second_word);
		*first = *second - 4;
	} else if (step->first_word != NONE) {
		*second = memory_page(stage, step->first_word) + PAGE;
		*first = *second - 4;
	} else {
		*first = local;
		*second = local + 4;
	}
}

const void *memory_argument(const struct stage *stage, const struct step *step,
			    union argument *place)
{
	unsigned char *first, *second;
	uint32_t rest[15];

	places(stage, step, (unsigned char *)place, &first, &second);
	if (first == (unsigned char *)place) {
		const size_t size = rest_of(stage, step, rest);
		place->words[0] = (uint32_t)step->vq;
		memcpy(second, rest, size);
	}
	return first;
}

/* Two ioctls may share a page only if they want the same words on it. */
static int put_once(unsigned char *place, const void *words, size_t size)
{
	static const unsigned char zeros[64];
	if (memcmp(place, words, size) && memcmp(place, zeros, size))
		return -EINVAL;
	memcpy(place, words, size);
	return 0;
}

static int put_arguments(struct stage *stage)
{
	for (int i = 0; i < stage->plan.step_count; i++) {
		const struct step *step = &stage->plan.steps[i];
		unsigned char *first, *second, local[64];
		uint32_t rest[15];
		const uint32_t vq = (uint32_t)step->vq;
		if (!is_vring(step) || (step->first_word == NONE && step->second_word == NONE))
			continue;
		places(stage, step, local, &first, &second);
		if (put_once(first, &vq, 4) ||
		    put_once(second, rest, rest_of(stage, step, rest))) {
			say2("failed", "what", "two arguments on one page", "at", step->at);
			return -EINVAL;
		}
	}
	return 0;
}

int memory_prepare(struct stage *stage)
{
	stage->area = mmap(NULL, AREA_PAGES * PAGE, PROT_READ | PROT_WRITE,
			   MAP_SHARED | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	if (stage->area == MAP_FAILED)
		return -errno;
	device_fill_rings(stage);
	return put_arguments(stage);
}

static int back_with_userfaultfd(struct stage *stage, int fd, int page)
{
	struct uffdio_register range = {.mode = UFFDIO_REGISTER_MODE_MISSING};
	void *place = memory_page(stage, page);
	if (mmap(place, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1,
		 0) == MAP_FAILED)
		return -errno;
	range.range.start = (uintptr_t)place;
	range.range.len = PAGE;
	return ioctl(fd, UFFDIO_REGISTER, &range) ? -errno : 0;
}

static int back_with_fuse(struct stage *stage, int page)
{
	const int fd = fuse_open(page);
	void *place = memory_page(stage, page);
	int result = 0;
	if (fd < 0)
		return fd;
	if (mmap(place, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, fd, 0) ==
	    MAP_FAILED)
		result = -errno;
	close(fd);
	return result;
}

int memory_back(struct stage *stage)
{
	struct uffdio_api api = {.api = UFFD_API, .features = UFFD_FEATURE_THREAD_ID};
	const int fd = (int)syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK);
	int result = 0;

	if (fd < 0)
		return -errno;
	if (ioctl(fd, UFFDIO_API, &api))
		return -errno;
	for (int page = 0; !result && page < stage->plan.page_count; page++) {
		switch (stage->plan.pages[page].backing) {
		case BACKED_USERFAULTFD:
			result = back_with_userfaultfd(stage, fd, page);
			break;
		case BACKED_FUSE:
		case BACKED_FUSE_READ:
			result = back_with_fuse(stage, page);
			break;
		case BACKED_PRESENT:
			break;
		}
	}
	return result ? result : fd;
}

long memory_serve(struct stage *stage, int userfaultfd, int page)
{
	struct uffdio_copy copy = {.len = PAGE};
	static unsigned char content[PAGE] __attribute__((aligned(4096)));

	switch (stage->plan.pages[page].backing) {
	case BACKED_USERFAULTFD:
		/* What the guest would have there; the owner alone has something else in this place. */
		memcpy(content, memory_page(stage, page), PAGE);
		copy.dst = (uintptr_t)memory_page(stage, page);
		copy.src = (uintptr_t)content;
		return SYS_3(SYS_ioctl, userfaultfd, UFFDIO_COPY, &copy);
	case BACKED_FUSE:
	case BACKED_FUSE_READ:
		stage->fuse_serve[page] = 1;
		word_wake(&stage->fuse_serve[page]);
		return 0;
	case BACKED_PRESENT:
		return 0;
	}
	return -EINVAL;
}
