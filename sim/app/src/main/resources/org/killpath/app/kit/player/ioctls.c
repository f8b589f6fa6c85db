#define _GNU_SOURCE
#include "device.h"

#include <errno.h>
#include <linux/vhost.h>

/* Newer than some headers. */
#define NEW_WORKER_IOCTL _IOR(VHOST_VIRTIO, 0x8, unsigned)
#define FREE_WORKER_IOCTL _IOW(VHOST_VIRTIO, 0x9, unsigned)
#define ATTACH_WORKER_IOCTL _IOW(VHOST_VIRTIO, 0x15, struct vhost_vring_state)
#define ACCESS_PLATFORM_BIT (1ull << 33)

static unsigned long vring_request(enum request request)
{
	switch (request) {
	case SET_VRING_NUM:
		return VHOST_SET_VRING_NUM;
	case SET_VRING_BASE:
		return VHOST_SET_VRING_BASE;
	case GET_VRING_BASE:
		return VHOST_GET_VRING_BASE;
	case SET_VRING_ADDR:
		return VHOST_SET_VRING_ADDR;
	case SET_VRING_KICK:
		return VHOST_SET_VRING_KICK;
	case SET_VRING_CALL:
		return VHOST_SET_VRING_CALL;
	default:
		return VHOST_SET_VRING_ERR;
	}
}

static long attach(struct stage *stage, int vq, int worker)
{
	const struct vhost_vring_state state = {.index = (unsigned)vq,
						.num = (unsigned)stage->worker_id[worker]};
	return sys_ioctl(stage->device, ATTACH_WORKER_IOCTL, &state);
}

static long new_worker(struct stage *stage, const struct step *step)
{
	unsigned id = 0;
	long result = sys_ioctl(stage->device, NEW_WORKER_IOCTL, &id);
	stage->worker_id[step->worker] = (int)id;
	for (int vq = 0; result >= 0 && vq < MAX_VQS; vq++)
		if (step->attach & (1u << vq))
			result = attach(stage, vq, step->worker);
	return result;
}

static long refused(struct stage *stage)
{
	/* Padding that is not zero. */
	const struct vhost_memory table = {.nregions = 0, .padding = 1};
	return sys_ioctl(stage->device, VHOST_SET_MEM_TABLE, &table);
}

static long set_log(struct stage *stage, enum request request)
{
	const uint64_t base = 0;
	const int none = -1;
	return request == SET_LOG_BASE ? sys_ioctl(stage->device, VHOST_SET_LOG_BASE, &base)
				       : sys_ioctl(stage->device, VHOST_SET_LOG_FD, &none);
}

/* With an IOTLB the rings' addresses are the guest's, too, and have to be said again. */
static long set_features(struct stage *stage, uint64_t features)
{
	const long result = sys_ioctl(device_of(stage), VHOST_SET_FEATURES, &features);
	if (result >= 0)
		stage->guest_addresses = features == ACCESS_PLATFORM_BIT;
	return result;
}

long device_ioctl(struct stage *stage, const struct step *step)
{
	union argument place;

	switch (step->request) {
	case SET_OWNER:
		return sys_ioctl(stage->device, VHOST_SET_OWNER, NULL);
	case RESET_OWNER:
		return sys_ioctl(stage->device, VHOST_RESET_OWNER, NULL);
	case ACCESS_PLATFORM:
		return set_features(stage, ACCESS_PLATFORM_BIT);
	case NO_FEATURES:
		return set_features(stage, 0);
	case SET_MEM_TABLE:
		return device_set_memory(stage);
	case REFUSED:
		return refused(stage);
	case SET_LOG_BASE:
	case SET_LOG_FD:
		return set_log(stage, step->request);
	case SET_VRING_NUM:
	case SET_VRING_BASE:
	case GET_VRING_BASE:
	case SET_VRING_ADDR:
	case SET_VRING_KICK:
	case SET_VRING_CALL:
	case SET_VRING_ERR:
		return sys_ioctl(stage->device, vring_request(step->request),
				 memory_argument(stage, step, &place));
	case NEW_WORKER:
		return new_worker(stage, step);
	case FREE_WORKER:
		return sys_ioctl(stage->device, FREE_WORKER_IOCTL,
				 (const void *)&stage->worker_id[step->worker]);
	case ATTACH_VRING_WORKER:
		return attach(stage, step->vq, step->worker);
	case SET_RUNNING:
	case SET_BACKEND:
	case SET_ENDPOINT:
	case CLEAR_ENDPOINT:
		return device_driver(stage)->request(stage, step);
	}
	return -ENOSYS;
}
