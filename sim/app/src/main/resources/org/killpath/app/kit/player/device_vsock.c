#define _GNU_SOURCE
#include "device.h"

#include <errno.h>
#include <linux/vhost.h>
#include <linux/vm_sockets.h>
#include <sys/socket.h>

static int prepare(struct stage *stage)
{
	(void)stage;
	return 0;
}

static int before_start(struct stage *stage)
{
	const uint64_t cid = stage->cid;
	return (int)sys_ioctl(stage->device, VHOST_VSOCK_SET_GUEST_CID, &cid);
}

static long run(struct stage *stage, int running)
{
	return sys_ioctl(stage->device, VHOST_VSOCK_SET_RUNNING, &running);
}

static int start(struct stage *stage)
{
	return (int)run(stage, 1);
}

static long request(struct stage *stage, const struct step *step)
{
	return step->request == SET_RUNNING ? run(stage, step->on) : -ENOTTY;
}

static bool reachable(struct stage *stage)
{
	(void)stage;
	return true;
}

/* A connect() that nobody waits for: its first packet is queued for the guest. */
static long send_packet(struct stage *stage)
{
	const struct sockaddr_vm guest = {
	    .svm_family = AF_VSOCK, .svm_cid = stage->cid, .svm_port = 1234};
	const long fd = SYS_3(SYS_socket, AF_VSOCK, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	long result;
	if (fd < 0)
		return fd;
	result = SYS_3(SYS_connect, fd, &guest, sizeof guest);
	return result == -EINPROGRESS ? 0 : result;
}

/* vq 0: host to guest, whole pages to write; vq 1: guest to host, nothing yet. */
static void offer(struct stage *stage, int vq, int packets)
{
	if (!packets) {
		for (int i = 0; i < RING; i++)
			device_descriptor(stage, vq, i, memory_part(stage, vq, PART_BUFFERS), PAGE,
					  vq == 0 ? DESCRIPTOR_WRITE : 0, 0);
		device_make_available(stage, vq, vq == 0 ? RING : 0);
	} else if (vq == 1 && plan_connects(&stage->plan)) {
		guest_sends(stage, packets);
	} else {
		device_make_available(stage, vq, vq == 0 ? 0 : packets);
	}
}

const struct driver driver_vsock = {.path = "/dev/vhost-vsock",
				    .rings = 2,
				    .prepare = prepare,
				    .open = prepare,
				    .before_start = before_start,
				    .start = start,
				    .request = request,
				    .reachable = reachable,
				    .send = send_packet,
				    .offer = offer};
