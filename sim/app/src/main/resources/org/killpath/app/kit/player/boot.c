#define _GNU_SOURCE
#include "boot.h"
#include "say.h"
#include "sys.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <unistd.h>

#define MODULES "/killpath/modules"

static void load(const char *name)
{
	char path[300];
	long result;
	int fd;

	snprintf(path, sizeof path, MODULES "/%s", name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	result = fd < 0 ? -errno : SYS_3(SYS_finit_module, fd, "", 0);
	if (fd >= 0)
		close(fd);
	if (result < 0 && result != -EEXIST)
		say_failure(name, result);
	else
		say("module", "name", name);
}

void boot_begin(void)
{
	struct dirent **names;
	int count;

	mkdir("/proc", 0755);
	mkdir("/sys", 0755);
	mkdir("/dev", 0755);
	mkdir("/run", 0755);
	mount("proc", "/proc", "proc", 0, NULL);
	mount("sysfs", "/sys", "sysfs", 0, NULL);
	mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
	mount("tmpfs", "/run", "tmpfs", 0, NULL);
	spit("/proc/sys/kernel/printk_devkmsg", "on\n");
	say_to_kmsg();
	count = scandir(MODULES, &names, NULL, alphasort);
	for (int i = 0; i < count; i++) {
		if (names[i]->d_name[0] != '.')
			load(names[i]->d_name);
		free(names[i]);
	}
	if (count >= 0)
		free(names);
}

void boot_end(void)
{
	reboot(RB_POWER_OFF);
	for (;;)
		pause();
}

long boot_word(const char *key, long otherwise)
{
	char line[2048];
	const char *found;
	slurp("/proc/cmdline", line, sizeof line);
	found = strstr(line, key);
	return found ? strtol(found + strlen(key), NULL, 10) : otherwise;
}

/* In the place of a value: the time-out of the watchdog; and what others change. */
static const char timeout[] = "", theirs[] = "";

static struct kept {
	const char *path;
	const char *value;
	char before[256];
} kept[] = {
    {"/proc/sys/kernel/printk_devkmsg", "on\n", ""},
    {"/proc/sys/kernel/hung_task_timeout_secs", timeout, ""},
    {"/proc/sys/kernel/hung_task_check_interval_secs", "1\n", ""},
    {"/proc/sys/kernel/hung_task_warnings", "-1\n", ""},
    {"/proc/sys/kernel/hung_task_panic", "0\n", ""},
    {"/proc/sys/kernel/core_uses_pid", theirs, ""},
    {"/proc/sys/kernel/core_pattern", theirs, ""},
};

#define KEPT (sizeof kept / sizeof *kept)

void settings_make(int watchdog)
{
	char seconds[16];
	snprintf(seconds, sizeof seconds, "%d\n", watchdog);
	for (size_t i = 0; i < KEPT; i++) {
		const char *value = kept[i].value == timeout ? seconds : kept[i].value;
		if (value == theirs)
			slurp(kept[i].path, kept[i].before, sizeof kept[i].before);
		else
			setting(kept[i].path, value, kept[i].before, sizeof kept[i].before);
	}
}

void settings_undo(void)
{
	for (size_t i = 0; i < KEPT; i++)
		if (kept[i].before[0])
			spit(kept[i].path, kept[i].before);
}
