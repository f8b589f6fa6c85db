#define _GNU_SOURCE
#include "device.h"
#include "say.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/vhost.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#define TARGET "/sys/kernel/config/target"
#define WWN "naa.6001405111111111"
#define INITIATOR "naa.6001405111111112"
#define DISKS TARGET "/core/rd_mcp_0"
#define DISK DISKS "/killpath"
#define FABRIC TARGET "/vhost"
#define PORT FABRIC "/" WWN
#define GROUP PORT "/tpgt_1"
#define LUN GROUP "/lun/lun_0"
#define REQUEST_LENGTH 51
#define RESPONSE_LENGTH 108
#define DATA_LENGTH 512
#define EVENT_LENGTH 16

struct endpoint {
	int abi_version;
	char wwpn[224];
	unsigned short tpgt, reserved;
};
#define SET_ENDPOINT_IOCTL _IOW(VHOST_VIRTIO, 0x40, struct endpoint)
#define CLEAR_ENDPOINT_IOCTL _IOW(VHOST_VIRTIO, 0x41, struct endpoint)

/* A disk in memory, which nobody has linked to anything yet. */
static int prepare_disk(void)
{
	static const char *const directories[] = {DISKS, DISK};
	long result = 0;
	for (size_t i = 0; i < sizeof directories / sizeof *directories; i++)
		if (mkdir(directories[i], 0755) && errno != EEXIST)
			result = -errno;
	if (!result)
		result = spit(DISK "/control", "rd_pages=64");
	if (!result)
		result = spit(DISK "/enable", "1");
	if (!result && mkdir(LUN, 0755) && errno != EEXIST)
		result = -errno;
	if (result)
		say_failure(LUN, result);
	return (int)result;
}

long scsi_hot_plug(void)
{
	return SYS_3(SYS_symlinkat, DISK, -100, LUN "/disk");
}

void scsi_tidy(void)
{
	unlink(LUN "/disk");
	rmdir(LUN);
	rmdir(DISK);
	rmdir(DISKS);
}

void scsi_forget(void)
{
	scsi_tidy();
	rmdir(GROUP);
	rmdir(PORT);
	rmdir(FABRIC);
}

/* A target with a portal group and no LUN: its commands are answered, and that is enough. */
static int prepare(struct stage *stage)
{
	static const char *const directories[] = {FABRIC, PORT, GROUP};
	long result;
	mount("configfs", "/sys/kernel/config", "configfs", 0, NULL);
	for (size_t i = 0; i < sizeof directories / sizeof *directories; i++) {
		if (mkdir(directories[i], 0755) && errno != EEXIST) {
			result = -errno;
			say_failure(directories[i], result);
			return (int)result;
		}
	}
	result = spit(GROUP "/nexus", INITIATOR);
	if (result < 0 && result != -EEXIST) {
		say_failure("nexus", result);
		return (int)result;
	}
	return plan_has(&stage->plan, VERB_HOT_PLUG) ? prepare_disk() : 0;
}

static int nothing(struct stage *stage)
{
	(void)stage;
	return 0;
}

static long endpoint(struct stage *stage, unsigned long what)
{
	const struct endpoint target = {.wwpn = WWN, .tpgt = 1};
	return sys_ioctl(device_of(stage), what, &target);
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

/* INQUIRY to LUN 0 of the target, with data to be read; three descriptors each. */
static void offer_with_data(struct stage *stage, int vq)
{
	unsigned char *request = memory_part(stage, vq, PART_BUFFERS);
	uint16_t *entries = (uint16_t *)(memory_part(stage, vq, PART_AVAILABLE) + 1024) + 2;
	static const unsigned char lun[] = {1, 1, 0, 0}, inquiry[] = {0x12, 0, 0, 2, 0, 0};

	memcpy(request, lun, sizeof lun);
	memcpy(request + REQUEST_LENGTH - 32, inquiry, sizeof inquiry);
	for (int i = 0; i + 2 < RING; i += 3) {
		device_descriptor(stage, vq, i, request, REQUEST_LENGTH, DESCRIPTOR_NEXT, i + 1);
		device_descriptor(stage, vq, i + 1, memory_part(stage, vq, PART_RESPONSES),
				  RESPONSE_LENGTH, DESCRIPTOR_WRITE | DESCRIPTOR_NEXT, i + 2);
		device_descriptor(stage, vq, i + 2, memory_part(stage, vq, PART_DATA), DATA_LENGTH,
				  DESCRIPTOR_WRITE, 0);
	}
	for (int i = 0; i < RING; i++)
		entries[i] = (uint16_t)(3 * i % (RING - 1));
}

/* vq 0: control; vq 1: events, buffers to write; from vq 2 on: requests, each with its response. */
static void offer(struct stage *stage, int vq, int requests)
{
	if (requests) {
		device_make_available(stage, vq, requests);
		return;
	}
	if (stage->plan.placed[vq][PART_DATA] != NONE) {
		offer_with_data(stage, vq);
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
		((uint16_t *)(memory_part(stage, vq, PART_AVAILABLE) + 1024))[2 + i] =
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
