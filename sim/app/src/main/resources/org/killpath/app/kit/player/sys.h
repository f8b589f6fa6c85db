/* System calls that leave errno alone, and small things around them. */
#ifndef KILLPATH_SYS_H
#define KILLPATH_SYS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>

#define PAGE 4096UL

/*
 * The tasks of an ordering share one address space, and with it the place where
 * the C library keeps errno. So they call the kernel through here: the result,
 * or -errno.
 */
long sys6(long number, long a, long b, long c, long d, long e, long f);

#define SYS_1(n, a) sys6(n, (long)(a), 0, 0, 0, 0, 0)
#define SYS_2(n, a, b) sys6(n, (long)(a), (long)(b), 0, 0, 0, 0)
#define SYS_3(n, a, b, c) sys6(n, (long)(a), (long)(b), (long)(c), 0, 0, 0)
#define SYS_4(n, a, b, c, d) sys6(n, (long)(a), (long)(b), (long)(c), (long)(d), 0, 0)

static inline long sys_ioctl(int fd, unsigned long request, const void *argument)
{
	return SYS_3(SYS_ioctl, fd, request, argument);
}

/* Seconds since some time in the past. */
double now(void);

/* How long the supervisor is away between two looks at the world. */
void breathe(void);

/* Sleeps until *word is another value than seen, or something else wakes it. */
void word_wait(const volatile int *word, int seen);
void word_wake(volatile int *word);

/* The beginning of a file, at most size - 1 bytes and a zero; its length, or -errno. */
long slurp(const char *path, char *buffer, size_t size);

/* Writes a text to a file that is there already; 0 or -errno. */
long spit(const char *path, const char *text);

/* The same for a setting in /proc/sys that may not exist; what it was before is kept. */
void setting(const char *path, const char *value, char *before, size_t size);

#endif
