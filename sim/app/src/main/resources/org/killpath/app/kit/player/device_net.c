#define _GNU_SOURCE
#include "device.h"
#include "say.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <linux/if_tun.h>
#include <linux/vhost.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

/* An Ethernet type for experiments. */
#define FRAME_TYPE 0x88b5
#define FRAME_LENGTH 64
#define SENT_LENGTH 1000

static int prepare(struct stage *stage)
{
	(void)stage;
	return 0;
}

/* The kernel says nothing of its own through the tap; where it speaks no IPv6 there is no such file. */
static void no_frames_but_ours(const char *name)
{
	char path[80];
	snprintf(path, sizeof path, "/proc/sys/net/ipv6/conf/%s/disable_ipv6", name);
	spit(path, "1");
}

/* As the usual user has it: a header before each frame, and no limit to what is sent. */
static int open_tap(const char *name, int *descriptor)
{
	struct ifreq request;
	const int no_limit = 0x7fffffff;
	const long tap = SYS_4(SYS_openat, AT_FDCWD, "/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK, 0);
	int any;
	long result;

	if (tap < 0) {
		say_failure("/dev/net/tun", tap);
		return (int)tap;
	}
	*descriptor = (int)tap;
	any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (any < 0) {
		result = -errno;
		say_failure("socket", result);
		return (int)result;
	}
	memset(&request, 0, sizeof request);
	memcpy(request.ifr_name, name, sizeof request.ifr_name);
	request.ifr_flags = IFF_TAP | IFF_NO_PI | IFF_VNET_HDR;
	result = sys_ioctl(*descriptor, TUNSETIFF, &request);
	if (result >= 0)
		result = sys_ioctl(*descriptor, TUNSETSNDBUF, &no_limit);
	if (result >= 0)
		no_frames_but_ours(name);
	request.ifr_flags = IFF_UP;
	if (result >= 0)
		result = sys_ioctl(any, SIOCSIFFLAGS, &request);
	close(any);
	if (result < 0)
		say_failure("tap", result);
	return result < 0 ? (int)result : 0;
}

static bool wants_another(const struct plan *plan)
{
	for (int i = 0; i < plan->step_count; i++)
		if (plan->steps[i].verb == VERB_IOCTL && plan->steps[i].request == SET_BACKEND &&
		    plan->steps[i].on > 1)
			return true;
	return false;
}

static int open_taps(struct stage *stage)
{
	const int result = open_tap(stage->tap_name, &stage->tap);
	return result || !wants_another(&stage->plan)
		   ? result
		   : open_tap(stage->another_name, &stage->another_tap);
}

static int before_start(struct stage *stage)
{
	(void)stage;
	return 0;
}

static long set_backend(struct stage *stage, int vq, int fd)
{
	const struct vhost_vring_file file = {.index = (unsigned)vq, .fd = fd};
	return sys_ioctl(stage->device, VHOST_NET_SET_BACKEND, &file);
}

static int start(struct stage *stage)
{
	long result = set_backend(stage, 0, stage->tap);
	if (result >= 0)
		result = set_backend(stage, 1, stage->tap);
	return (int)result;
}

static long request(struct stage *stage, const struct step *step)
{
	const int backends[] = {-1, stage->tap, stage->another_tap};
	if (step->request != SET_BACKEND)
		return -ENOTTY;
	return set_backend(stage, step->vq, backends[step->on]);
}

/* The carrier comes a while after the link is up; frames are dropped until then. */
static bool reachable(struct stage *stage)
{
	char path[64], state[16];
	snprintf(path, sizeof path, "/sys/class/net/%s/operstate", stage->tap_name);
	slurp(path, state, sizeof state);
	return !strncmp(state, "up", 2) || !strncmp(state, "unknown", 7);
}

static long send_frame(struct stage *stage)
{
	static const unsigned char frame[FRAME_LENGTH] = {
	    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 0, 0, 0, 0, 1, FRAME_TYPE >> 8, FRAME_TYPE & 255};
	struct sockaddr_ll link = {.sll_family = AF_PACKET, .sll_halen = 6};
	const long fd = SYS_3(SYS_socket, AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
	long result;

	if (fd < 0)
		return fd;
	link.sll_ifindex = (int)if_nametoindex(stage->tap_name);
	result = sys6(SYS_sendto, fd, (long)frame, sizeof frame, 0, (long)&link, sizeof link);
	SYS_1(SYS_close, fd);
	return result == FRAME_LENGTH ? 0 : result;
}

/* vq 0: to the guest, whole pages to write; vq 1: from the guest, nothing yet. */
static void offer(struct stage *stage, int vq, int frames)
{
	if (!frames) {
		for (int i = 0; i < RING; i++)
			device_descriptor(stage, vq, i, memory_part(stage, vq, PART_BUFFERS),
					  vq == 0 ? PAGE : SENT_LENGTH,
					  vq == 0 ? DESCRIPTOR_WRITE : 0, 0);
		device_make_available(stage, vq, vq == 0 ? RING : 0);
	} else {
		device_make_available(stage, vq, vq == 0 ? 0 : frames);
	}
}

const struct driver driver_net = {.path = "/dev/vhost-net",
				  .rings = 2,
				  .prepare = prepare,
				  .open = open_taps,
				  .before_start = before_start,
				  .start = start,
				  .request = request,
				  .reachable = reachable,
				  .send = send_frame,
				  .offer = offer};
