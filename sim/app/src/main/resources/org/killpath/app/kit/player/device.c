#define _GNU_SOURCE
#include "device.h"
#include "say.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/vhost.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* Newer than some headers. */
#define FORK_FROM_OWNER_IOCTL _IOW(VHOST_VIRTIO, 0x84, uint8_t)

#define HOT_PLUG_BIT 2

/* Microseconds for which vhost-net polls. */
#define BUSY_POLL 20000

/* Where a ring's three parts lie on their page. */
#define AVAILABLE_AT 1024
#define USED_AT 2048

struct descriptor {
	uint64_t address;
	uint32_t length;
	uint16_t flags, next;
};

struct available {
	uint16_t flags, index, ring[RING];
};

const struct driver *device_driver(const struct stage *stage)
{
	switch (stage->plan.device) {
	case VSOCK:
		return &driver_vsock;
	case NET:
		return &driver_net;
	case SCSI:
		break;
	}
	return &driver_scsi;
}

static struct available *available(const struct stage *stage, int vq)
{
	return (struct available *)(memory_part(stage, vq, PART_AVAILABLE) + AVAILABLE_AT);
}

void device_descriptor(struct stage *stage, int vq, int index, const void *place, uint32_t length,
		       int flags, int next)
{
	struct descriptor *table = (struct descriptor *)memory_part(stage, vq, PART_DESCRIPTORS);
	table[index] = (struct descriptor){.address = memory_guest_address(stage, place),
					   .length = length,
					   .flags = (uint16_t)flags,
					   .next = (uint16_t)next};
}

void device_make_available(struct stage *stage, int vq, int entries)
{
	struct available *ring = available(stage, vq);
	__sync_synchronize();
	ring->index = (uint16_t)(ring->index + entries);
	__sync_synchronize();
}

void device_fill_rings(struct stage *stage)
{
	const struct driver *driver = device_driver(stage);
	for (int vq = 0; vq < driver->rings; vq++) {
		struct available *ring = available(stage, vq);
		for (int i = 0; i < RING; i++)
			ring->ring[i] = (uint16_t)i;
		driver->offer(stage, vq, 0);
	}
}

static uint64_t ring_address(const struct stage *stage, const void *place)
{
	return stage->guest_addresses ? memory_guest_address(stage, place) : (uintptr_t)place;
}

size_t device_ring_address(const struct stage *stage, int vq, uint32_t *rest)
{
	const unsigned char *descriptors = memory_part(stage, vq, PART_DESCRIPTORS);
	const unsigned char *used = memory_part(stage, vq, PART_USED) + USED_AT;
	struct vhost_vring_addr address = {
	    .index = (unsigned)vq,
	    .desc_user_addr = ring_address(stage, descriptors),
	    .used_user_addr = ring_address(stage, used),
	    .avail_user_addr = ring_address(stage, available(stage, vq))};
	if (memory_log(stage)) {
		address.flags = 1 << VHOST_VRING_F_LOG;
		address.log_guest_addr = memory_guest_address(stage, used);
	}
	memcpy(rest, (const unsigned char *)&address + sizeof address.index,
	       sizeof address - sizeof address.index);
	return sizeof address - sizeof address.index;
}

static int own_descriptor = NONE;

void device_use(int descriptor)
{
	own_descriptor = descriptor;
}

int device_of(const struct stage *stage)
{
	return own_descriptor == NONE ? stage->device : own_descriptor;
}

int device_prepare(struct stage *stage)
{
	const struct driver *driver = device_driver(stage);
	for (int vq = 0; vq < driver->rings; vq++) {
		stage->kick[vq] = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
		stage->spare_kick[vq] = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
		if (stage->kick[vq] < 0 || stage->spare_kick[vq] < 0)
			return -errno;
	}
	return driver->prepare(stage);
}

int device_open(struct stage *stage)
{
	const long fd = SYS_4(SYS_openat, AT_FDCWD, device_driver(stage)->path, O_RDWR | O_CLOEXEC, 0);
	if (fd < 0) {
		say_failure(device_driver(stage)->path, fd);
		return (int)fd;
	}
	stage->device = (int)fd;
	return device_driver(stage)->open(stage);
}

/* An ioctl of the set-up, which must not fail. */
static int must(struct stage *stage, const char *what, unsigned long request, const void *argument)
{
	const long result = sys_ioctl(stage->device, request, argument);
	if (result < 0)
		say_failure(what, result);
	return result < 0 ? (int)result : 0;
}

long device_set_memory(struct stage *stage)
{
	struct {
		struct vhost_memory table;
		struct vhost_memory_region region;
	} memory;
	memset(&memory, 0, sizeof memory);
	memory.table.nregions = 1;
	memory.region.memory_size = AREA_PAGES * PAGE;
	memory.region.userspace_addr = (uintptr_t)stage->area;
	return sys_ioctl(stage->device, VHOST_SET_MEM_TABLE, &memory);
}

/* The same in the set-up. */
static int memory_table(struct stage *stage)
{
	const long result = device_set_memory(stage);
	if (result < 0)
		say_failure("SET_MEM_TABLE", result);
	return result < 0 ? (int)result : 0;
}

static int ring(struct stage *stage, int vq)
{
	struct vhost_vring_state state = {.index = (unsigned)vq, .num = RING};
	struct vhost_vring_file kick = {.index = (unsigned)vq, .fd = stage->kick[vq]};
	union argument address = {.words = {(unsigned)vq}};
	int result;

	device_ring_address(stage, vq, address.words + 1);
	result = must(stage, "SET_VRING_NUM", VHOST_SET_VRING_NUM, &state);
	state.num = 0;
	if (!result)
		result = must(stage, "SET_VRING_BASE", VHOST_SET_VRING_BASE, &state);
	if (!result)
		result = must(stage, "SET_VRING_ADDR", VHOST_SET_VRING_ADDR, &address);
	if (!result)
		result = must(stage, "SET_VRING_KICK", VHOST_SET_VRING_KICK, &kick);
	state.num = BUSY_POLL;
	if (!result && stage->plan.busy_poll)
		result = must(stage, "SET_VRING_BUSYLOOP_TIMEOUT", VHOST_SET_VRING_BUSYLOOP_TIMEOUT,
			      &state);
	return result;
}

int device_set_rings(struct stage *stage)
{
	const uint64_t log = (uintptr_t)memory_log(stage);
	const bool plugs = stage->plan.device == SCSI && plan_has(&stage->plan, VERB_HOT_PLUG) &&
			   !stage->plan.without_hot_plug;
	const uint64_t features = (log ? 1ull << VHOST_F_LOG_ALL : 0) | (plugs ? HOT_PLUG_BIT : 0);
	int result = must(stage, "SET_FEATURES", VHOST_SET_FEATURES, &features);

	if (!result)
		result = memory_table(stage);
	if (!result && log)
		result = must(stage, "SET_LOG_BASE", VHOST_SET_LOG_BASE, &log);
	for (int vq = 0; !result && vq < device_driver(stage)->rings; vq++)
		result = ring(stage, vq);
	return result;
}

int device_set_owner(struct stage *stage)
{
	const uint8_t fork_owner = 0;
	int result = 0;

	if (stage->plan.kthread)
		result = must(stage, "SET_FORK_FROM_OWNER", FORK_FROM_OWNER_IOCTL, &fork_owner);
	if (!result)
		result = must(stage, "SET_OWNER", VHOST_SET_OWNER, NULL);
	if (!result)
		result = device_set_rings(stage);
	return result ? result : device_driver(stage)->before_start(stage);
}

int device_start(struct stage *stage)
{
	return device_driver(stage)->start(stage);
}

static struct vhost_msg iotlb_message(const struct stage *stage, const struct step *step)
{
	struct vhost_msg message = {.type = VHOST_IOTLB_MSG};
	message.iotlb.iova = 0;
	message.iotlb.size = step->whole ? 0 : AREA_PAGES * PAGE;
	message.iotlb.uaddr = step->whole ? 0 : (uintptr_t)stage->area;
	message.iotlb.perm = VHOST_ACCESS_RW;
	message.iotlb.type = step->on ? VHOST_IOTLB_UPDATE : VHOST_IOTLB_INVALIDATE;
	if (step->whole)
		message.iotlb.size = ~0ull;
	return message;
}

void device_put_message(const struct stage *stage, const struct step *step)
{
	const struct vhost_msg message = iotlb_message(stage, step);
	memcpy(memory_page(stage, step->page), &message, sizeof message);
}

long device_iotlb(struct stage *stage, const struct step *step)
{
	const struct vhost_msg message = iotlb_message(stage, step);
	const void *place = step->page == NONE ? (const void *)&message
					       : memory_page(stage, step->page);
	return SYS_3(SYS_write, device_of(stage), place, sizeof message);
}

long device_kick(struct stage *stage, const struct step *step)
{
	const uint64_t one = 1;
	if (step->vq >= device_driver(stage)->rings)
		return -EINVAL;
	device_driver(stage)->offer(stage, step->vq, step->count);
	/* The device listens to one of the two. */
	SYS_3(SYS_write, stage->spare_kick[step->vq], &one, sizeof one);
	return SYS_3(SYS_write, stage->kick[step->vq], &one, sizeof one);
}
