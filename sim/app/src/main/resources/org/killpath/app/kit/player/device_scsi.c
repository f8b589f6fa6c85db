#define _GNU_SOURCE
#include "device.h"
#include "say.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/vhost.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>

#define TARGET "/sys/kernel/config/target"
#define WWN "naa.6001405111111111"
#define INITIATOR "naa.6001405111111112"
#define REQUEST_LENGTH 51
#define EVENT_LENGTH 16

struct endpoint {
	int abi_version;
	char wwpn[224];
	unsigned short tpgt, reserved;
};
#define SET_ENDPOINT_IOCTL _IOW(VHOST_VIRTIO, 0x40, struct endpoint)
#define CLEAR_ENDPOINT_IOCTL _IOW(VHOST_VIRTIO, 0x41, struct endpoint)

/* A target with a portal group and no LUN: its commands are answered, and that is enough. */
static int prepare(struct stage *stage)
{
	static const char *const directories[] = {TARGET "/vhost", TARGET "/vhost/" WWN,
						  TARGET "/vhost/" WWN "/tpgt_1"};
	long result;
	(void)stage;
	mount("configfs", "/sys/kernel/config", "configfs", 0, NULL);
	for (size_t i = 0; i < sizeof directories / sizeof *directories; i++) {
		if (mkdir(directories[i], 0755) && errno != EEXIST) {
			result = -errno;
			say_failure(directories[i], result);
			return (int)result;
		}
	}
	result = spit(TARGET "/vhost/" WWN "/tpgt_1/nexus", INITIATOR);
	if (result < 0 && result != -EEXIST) {
		say_failure("nexus", result);
		return (int)result;
	}
	return 0;
}

static int nothing(struct stage *stage)
{
	(void)stage;
	return 0;
}

static long endpoint(struct stage *stage, unsigned long what)
{
	const struct endpoint target = {.wwpn = WWN, .tpgt = 1};
	return sys_ioctl(stage->device, what, &target);
}

static int start(struct stage *stage)
{
	return (int)endpoint(stage, SET_ENDPOINT_IOCTL);
}

static long request(struct stage *stage, const struct step *step)
{
	switch (step->request) {
	case SET_ENDPOINT:
		return endpoint(stage, SET_ENDPOINT_IOCTL);
	case CLEAR_ENDPOINT:
		return endpoint(stage, CLEAR_ENDPOINT_IOCTL);
	default:
		return -ENOTTY;
	}
}

static bool reachable(struct stage *stage)
{
	(void)stage;
	return true;
}

static long send_nothing(struct stage *stage)
{
	(void)stage;
	return -ENOTTY;
}

/* vq 0: control; vq 1: events, buffers to write; from vq 2 on: requests, each with its response. */
static void offer(struct stage *stage, int vq, int requests)
{
	if (requests) {
		device_make_available(stage, vq, requests);
		return;
	}
	for (int i = 0; i + 1 < RING; i += 2) {
		device_descriptor(stage, vq, i, memory_part(stage, vq, PART_BUFFERS),
				  vq == 1 ? EVENT_LENGTH : REQUEST_LENGTH,
				  vq == 1 ? DESCRIPTOR_WRITE : DESCRIPTOR_NEXT, i + 1);
		device_descriptor(stage, vq, i + 1, memory_part(stage, vq, PART_RESPONSES), 512,
				  DESCRIPTOR_WRITE, 0);
	}
	for (int i = 0; i < RING; i++)
		((uint16_t *)(memory_part(stage, vq, PART_RING) + 1024))[2 + i] =
		    (uint16_t)(2 * i % RING);
}

const struct driver driver_scsi = {.path = "/dev/vhost-scsi",
				   .rings = 6,
				   .prepare = prepare,
				   .open = nothing,
				   .before_start = nothing,
				   .start = start,
				   .request = request,
				   .reachable = reachable,
				   .send = send_nothing,
				   .offer = offer};
