#define _GNU_SOURCE
#include "files.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

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
