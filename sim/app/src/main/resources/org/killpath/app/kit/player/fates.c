#define _GNU_SOURCE
#include "fates.h"
#include "say.h"

#include <dirent.h>
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define CGROUPS "/run/killpath-cgroup"
#define CGROUP CGROUPS "/killpath"
#define CORE "/run/killpath-core"
#define PATTERN "/proc/sys/kernel/core_pattern"
#define USES_PID "/proc/sys/kernel/core_uses_pid"

/* Newer than some headers. */
#define PIDFD_OPEN 434
#define PROCESS_MRELEASE 448

static char pattern_before[256], uses_pid_before[16];

static int make_cgroup(void)
{
	mkdir("/run", 0755);
	mkdir(CGROUPS, 0700);
	if (mount("killpath", CGROUPS, "cgroup2", 0, NULL) && errno != EBUSY)
		return -errno;
	return mkdir(CGROUP, 0755) && errno != EEXIST ? -errno : 0;
}

int fates_prepare(struct stage *stage)
{
	pattern_before[0] = 0;
	if (plan_has(&stage->plan, VERB_DUMP_CORE)) {
		setting(USES_PID, "0\n", uses_pid_before, sizeof uses_pid_before);
		setting(PATTERN, CORE "\n", pattern_before, sizeof pattern_before);
	}
	return plan_has_cgroup(&stage->plan) ? make_cgroup() : 0;
}

int fates_join(const struct stage *stage)
{
	char number[16];
	if (!plan_has_cgroup(&stage->plan))
		return 0;
	snprintf(number, sizeof number, "%d", stage->owner.tgid);
	return (int)spit(CGROUP "/cgroup.procs", number);
}

void fates_enter_namespace(struct stage *stage)
{
	const struct rlimit unlimited = {RLIM_INFINITY, RLIM_INFINITY};
	pid_t first;

	if (plan_has(&stage->plan, VERB_DUMP_CORE))
		setrlimit(RLIMIT_CORE, &unlimited);
	if (!plan_kills(&stage->plan, BY_PID_NAMESPACE))
		return;
	/* This process stays outside, its child is the namespace's first, and that one's child the owner. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (unshare(CLONE_NEWPID))
		return;
	first = fork();
	if (first) {
		stage->namespace_init = first;
		while (waitpid(-1, NULL, 0) > 0 || errno == EINTR)
			;
		_exit(0);
	}
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (fork()) {
		prctl(PR_SET_NAME, "kp-init");
		for (;;)
			if (waitpid(-1, NULL, 0) < 0)
				pause();
	}
}

/* --- killing */

static int group_of(const struct stage *stage, int task)
{
	return task == NONE ? stage->owner.tgid : stage->actors[task].tgid;
}

/* By asking for it: the victim is whoever has the highest score, and that is the group. */
static long kill_for_memory(int group)
{
	char path[64], status[64];
	long result;

	snprintf(path, sizeof path, "/proc/%d/oom_score_adj", group);
	result = spit(path, "1000");
	if (!result)
		result = spit("/proc/sysrq-trigger", "f");
	snprintf(path, sizeof path, "/proc/%d/stat", group);
	/* The kernel does it a little later. */
	for (int i = 0; i < 2000 && !result; i++) {
		if (slurp(path, status, sizeof status) <= 0 || strstr(status, ") Z") ||
		    strstr(status, ") X"))
			return 0;
		breathe();
	}
	return result ? result : -ETIME;
}

long fates_kill(struct stage *stage, const struct step *step)
{
	const int group = group_of(stage, step->task);
	switch (step->way) {
	case BY_TGKILL:
		return SYS_3(SYS_tgkill, group, group, SIGKILL);
	case BY_EXIT_GROUP:
		return SYS_1(SYS_exit_group, 7);
	case BY_CGROUP_KILL:
		return spit(CGROUP "/cgroup.kill", "1");
	case BY_OOM_KILLER:
		return kill_for_memory(group);
	case BY_PID_NAMESPACE:
		return SYS_2(SYS_kill, stage->namespace_init, SIGKILL);
	case BY_KILL:
		break;
	}
	return SYS_2(SYS_kill, group, SIGKILL);
}

/* --- what else befalls it */

static void attach_to_all(struct stage *stage)
{
	char path[32];
	struct dirent *entry;
	int result = 1;
	DIR *tasks;

	snprintf(path, sizeof path, "/proc/%d/task", stage->owner.tgid);
	tasks = opendir(path);
	while (tasks && (entry = readdir(tasks))) {
		const int tid = atoi(entry->d_name);
		if (tid > 0 && ptrace(PTRACE_ATTACH, tid, 0, 0))
			result = -errno;
	}
	if (tasks)
		closedir(tasks);
	stage->traced = result;
	word_wake(&stage->traced);
}

/* A tracer lives until it is to let go, which its end does. */
static long trace(struct stage *stage)
{
	const pid_t tracer = fork();

	if (tracer < 0)
		return -errno;
	if (tracer) {
		word_wait(&stage->traced, 0);
		return stage->traced < 0 ? stage->traced : 0;
	}
	prctl(PR_SET_NAME, "kp-tracer");
	attach_to_all(stage);
	while (!stage->go_on) {
		while (waitpid(-1, NULL, WNOHANG | __WALL) > 0)
			;
		breathe();
	}
	_exit(0);
}

static long process_mrelease(const struct stage *stage)
{
	const long fd = SYS_2(PIDFD_OPEN, stage->owner.tgid, 0);
	long result;
	if (fd < 0)
		return fd;
	result = SYS_2(PROCESS_MRELEASE, fd, 0);
	SYS_1(SYS_close, fd);
	return result;
}

static long execute(void)
{
	const char *const arguments[] = {"player", "nothing", NULL}, *const environment[] = {NULL};
	return SYS_3(SYS_execve, "/proc/self/exe", arguments, environment);
}

static long dump_core(void)
{
	const long group = sys6(SYS_getpid, 0, 0, 0, 0, 0, 0);
	const long thread = sys6(SYS_gettid, 0, 0, 0, 0, 0, 0);
	return SYS_3(SYS_tgkill, group, thread, SIGSEGV);
}

void fates_go_on(struct stage *stage)
{
	stage->go_on = 1;
	if (plan_has(&stage->plan, VERB_FREEZE))
		spit(CGROUP "/cgroup.freeze", "0");
	if (plan_has(&stage->plan, VERB_STOP) && stage->owner.tgid > 0)
		SYS_2(SYS_kill, stage->owner.tgid, SIGCONT);
}

long fates_befall(struct stage *stage, enum verb verb)
{
	switch (verb) {
	case VERB_DUMP_CORE:
		return dump_core();
	case VERB_EXECVE:
		return execute();
	case VERB_PROCESS_MRELEASE:
		return process_mrelease(stage);
	case VERB_STOP:
		return SYS_2(SYS_kill, stage->owner.tgid, SIGSTOP);
	case VERB_TRACE:
		return trace(stage);
	case VERB_FREEZE:
		return spit(CGROUP "/cgroup.freeze", "1");
	case VERB_GO_ON:
		fates_go_on(stage);
		return 0;
	default:
		return -ENOSYS;
	}
}

void fates_forget(void)
{
	rmdir(CGROUP);
	umount2(CGROUPS, MNT_DETACH);
	rmdir(CGROUPS);
	unlink(CORE);
}

void fates_end(struct stage *stage)
{
	fates_go_on(stage);
	if (stage->namespace_init > 0)
		kill(stage->namespace_init, SIGKILL);
	if (plan_has_cgroup(&stage->plan))
		fates_forget();
	if (pattern_before[0]) {
		spit(PATTERN, pattern_before);
		spit(USES_PID, uses_pid_before);
		unlink(CORE);
	}
}
