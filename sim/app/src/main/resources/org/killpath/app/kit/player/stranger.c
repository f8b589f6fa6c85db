/* vsock: a process of the host that has a connection with the guest, and no tie to the device. */
#define _GNU_SOURCE
#include "device.h"
#include "say.h"

#include <errno.h>
#include <linux/vm_sockets.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define STRANGERS_PORT 5000
#define GUESTS_PORT 9999
#define LENGTH 16
#define TO_HOST 1	/* the virtqueue */

/* Milliseconds. */
#define LONGEST_ANSWER 5000

/* What the guest writes before each packet. */
struct header {
	uint64_t from_cid, to_cid;
	uint32_t from_port, to_port, length;
	uint16_t type, operation;
	uint32_t flags, credit, taken;
} __attribute__((packed));

enum { REQUEST = 1, DATA = 5 };

static void put_packet(struct stage *stage)
{
	const int n = stage->sent++;
	unsigned char *place = memory_part(stage, TO_HOST, PART_BUFFERS) + n % RING * 128;
	struct header header = {.from_cid = stage->cid,
				.to_cid = VMADDR_CID_HOST,
				.from_port = GUESTS_PORT,
				.to_port = STRANGERS_PORT,
				.length = n ? LENGTH : 0,
				.type = 1,
				.operation = n ? DATA : REQUEST,
				.credit = 65536};
	memcpy(place, &header, sizeof header);
	device_descriptor(stage, TO_HOST, n % RING, place, sizeof header + header.length, 0, 0);
	device_make_available(stage, TO_HOST, 1);
}

void guest_sends(struct stage *stage, int packets)
{
	for (int i = 0; i < packets; i++)
		put_packet(stage);
}

static void send_and_kick(struct stage *stage)
{
	const struct step one = {.vq = TO_HOST, .count = 1};
	device_kick(stage, &one);
}

static bool is_there_something(int fd)
{
	struct pollfd wait = {.fd = fd, .events = POLLIN};
	return poll(&wait, 1, LONGEST_ANSWER) == 1;
}

static int listen_for_guest(void)
{
	const struct sockaddr_vm address = {
	    .svm_family = AF_VSOCK, .svm_cid = VMADDR_CID_ANY, .svm_port = STRANGERS_PORT};
	const int fd = socket(AF_VSOCK, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	if (bind(fd, (const struct sockaddr *)&address, sizeof address) || listen(fd, 1)) {
		const int error = -errno;
		close(fd);
		return error;
	}
	return fd;
}

/* The guest asks for a connection, which is accepted. */
int stranger_connect(struct stage *stage)
{
	const int listening = listen_for_guest();
	int fd;

	if (listening < 0)
		return listening;
	send_and_kick(stage);
	fd = is_there_something(listening) ? accept(listening, NULL, NULL) : -1;
	close(listening);
	return fd < 0 ? -ETIME : fd;
}

/* Serves the stranger's page when that is wanted; nobody else can. */
static void serve_later(struct stage *stage, int userfaultfd, int page)
{
	if (fork())
		return;
	prctl(PR_SET_NAME, "kp-server");
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	word_wait(&stage->serve[page], 0);
	memory_serve(stage, userfaultfd, page);
	_exit(0);
}

long stranger_receives(struct stage *stage, int page)
{
	const int fd = stranger_connect(stage);
	int userfaultfd, error;

	if (fd < 0)
		return fd;
	userfaultfd = memory_userfaultfd();
	if (userfaultfd < 0)
		return userfaultfd;
	error = memory_watch(stage, userfaultfd, page);
	if (error)
		return error;
	serve_later(stage, userfaultfd, page);
	send_and_kick(stage);
	if (!is_there_something(fd))
		return -ETIME;
	return sys6(SYS_recvfrom, fd, (long)memory_page(stage, page), LENGTH, 0, 0, 0);
}
