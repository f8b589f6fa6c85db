/* What is behind the pages that are not simply there. */
#define _GNU_SOURCE
#include "say.h"
#include "stage.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

int memory_userfaultfd(void)
{
	struct uffdio_api api = {.api = UFFD_API, .features = UFFD_FEATURE_THREAD_ID};
	const int fd = (int)syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return -errno;
	return ioctl(fd, UFFDIO_API, &api) ? -errno : fd;
}

/* Private memory, or shared memory that nobody else has a mapping of. */
static int map(const struct page *page, void *place)
{
	int fd = -1, result = 0;
	int flags = MAP_FIXED | (page->shared ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS);

	if (page->shared) {
		fd = memfd_create("killpath", MFD_CLOEXEC);
		if (fd < 0 || ftruncate(fd, PAGE))
			result = -errno;
	}
	if (!result && mmap(place, PAGE, PROT_READ | PROT_WRITE, flags, fd, 0) == MAP_FAILED)
		result = -errno;
	if (fd >= 0)
		close(fd);
	return result;
}

int memory_watch(struct stage *stage, int userfaultfd, int page)
{
	struct uffdio_register range = {.mode = UFFDIO_REGISTER_MODE_MISSING};
	unsigned char content[PAGE];
	void *place = memory_page(stage, page);
	int result;

	memcpy(content, place, PAGE);
	result = map(&stage->plan.pages[page], place);
	if (result)
		return result;
	if (stage->plan.pages[page].there)
		memcpy(place, content, PAGE);
	range.range.start = (uintptr_t)place;
	range.range.len = PAGE;
	return ioctl(userfaultfd, UFFDIO_REGISTER, &range) ? -errno : 0;
}

static int back_with_fuse(struct stage *stage, int page)
{
	const int fd = fuse_open(page);
	void *place = memory_page(stage, page);
	int result = 0;
	if (fd < 0)
		return fd;
	if (mmap(place, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, fd, 0) ==
	    MAP_FAILED)
		result = -errno;
	close(fd);
	return result;
}

int memory_back(struct stage *stage)
{
	const int fd = memory_userfaultfd();
	int result = 0;

	if (fd < 0)
		return fd;
	for (int page = 0; !result && page < stage->plan.page_count; page++) {
		switch (stage->plan.pages[page].backing) {
		case BACKED_USERFAULTFD:
			result = memory_watch(stage, fd, page);
			break;
		case BACKED_FUSE:
		case BACKED_FUSE_READ:
		case BACKED_FUSE_ASYNC:
			result = back_with_fuse(stage, page);
			break;
		case BACKED_PRESENT:
			break;
		}
	}
	return result ? result : fd;
}

long memory_discard(const struct stage *stage, int page)
{
	const int advice = stage->plan.pages[page].shared ? MADV_REMOVE : MADV_DONTNEED;
	return SYS_3(SYS_madvise, memory_page(stage, page), PAGE, advice);
}

long memory_serve(struct stage *stage, int userfaultfd, int page)
{
	struct uffdio_copy copy = {.len = PAGE};
	static unsigned char content[PAGE] __attribute__((aligned(4096)));

	stage->serve[page] = 1;
	word_wake(&stage->serve[page]);
	if (stage->plan.pages[page].backing != BACKED_USERFAULTFD)
		return 0;
	/* What the guest would have there; the owner alone has something else in this place. */
	memcpy(content, memory_page(stage, page), PAGE);
	copy.dst = (uintptr_t)memory_page(stage, page);
	copy.src = (uintptr_t)content;
	return SYS_3(SYS_ioctl, userfaultfd, UFFDIO_COPY, &copy);
}
