#define _GNU_SOURCE
#include "device.h"
#include "say.h"
#include "stage.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

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
	const int placed = stage->plan.placed[vq][part];
	if (placed != NONE)
		return memory_page(stage, placed);
	switch (part) {
	case PART_DESCRIPTORS:
	case PART_AVAILABLE:
	case PART_USED:
		return memory_part(stage, vq, PART_RING);
	case PART_DATA:
		return memory_part(stage, vq, PART_RESPONSES);
	case PART_RESPONSES:
		if (stage->plan.placed[vq][PART_BUFFERS] != NONE)
			return memory_part(stage, vq, PART_BUFFERS);
		break;
	default:
		break;
	}
	return stage->area + (2 * MAX_PAGES + PARTS_AT_HOME * (unsigned)vq + part) * PAGE;
}

unsigned char *memory_log(const struct stage *stage)
{
	const int placed = stage->plan.placed[0][PART_LOG];
	return placed == NONE ? NULL : memory_page(stage, placed);
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
		if (step->verb == VERB_IOTLB && step->page != NONE)
			device_put_message(stage, step);
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
