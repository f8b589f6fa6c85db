#define _GNU_SOURCE
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define DEVICE_AT 100
#define BELOW 50
#define ABOVE 150
#define MORE_FROM 200
#define MORE 1000

int send_descriptors(int socket, const int *descriptors, int count)
{
	char byte = 'd', control[CMSG_SPACE(sizeof(int) * 2)] = {0};
	struct iovec io = {&byte, 1};
	struct msghdr message = {.msg_iov = &io,
				 .msg_iovlen = 1,
				 .msg_control = control,
				 .msg_controllen = CMSG_SPACE(sizeof(int) * (size_t)count)};
	struct cmsghdr *header = CMSG_FIRSTHDR(&message);

	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = SCM_RIGHTS;
	header->cmsg_len = CMSG_LEN(sizeof(int) * (size_t)count);
	memcpy(CMSG_DATA(header), descriptors, sizeof(int) * (size_t)count);
	return sendmsg(socket, &message, 0) < 0 ? -errno : 0;
}

int receive_descriptors(int socket, int *descriptors, int count)
{
	char byte, control[CMSG_SPACE(sizeof(int) * 2)] = {0};
	struct iovec io = {&byte, 1};
	struct msghdr message = {.msg_iov = &io,
				 .msg_iovlen = 1,
				 .msg_control = control,
				 .msg_controllen = sizeof control};
	struct cmsghdr *header;
	const ssize_t got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);

	if (got < 0)
		return -errno;
	header = got ? CMSG_FIRSTHDR(&message) : NULL;
	if (!header)
		return -EPIPE;
	memcpy(descriptors, CMSG_DATA(header), sizeof(int) * (size_t)count);
	return 0;
}

static int move(int fd, int number)
{
	if (dup3(fd, number, O_CLOEXEC) < 0)
		return -errno;
	close(fd);
	return number;
}

int files_arrange(struct stage *stage, int *userfaultfd)
{
	const struct rlimit room = {65536, 65536};
	int other;

	if (stage->plan.userfaultfd == OWN_NONE)
		return 0;
	setrlimit(RLIMIT_NOFILE, &room);
	stage->device = move(stage->device, DEVICE_AT);
	*userfaultfd = move(*userfaultfd, stage->plan.userfaultfd == OWN_BELOW ? BELOW : ABOVE);
	if (stage->device < 0 || *userfaultfd < 0)
		return stage->device < 0 ? stage->device : *userfaultfd;
	other = eventfd(0, EFD_CLOEXEC);
	for (int i = 0; i < MORE; i++)
		if (other < 0 || dup3(other, MORE_FROM + i, O_CLOEXEC) < 0)
			return -errno;
	close(other);
	return 0;
}
