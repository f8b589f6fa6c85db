#define _GNU_SOURCE
#include "actor.h"
#include "device.h"
#include "fates.h"
#include "files.h"
#include "say.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define STACK (64 * 1024UL)

static void name_it(const char *name)
{
	char comm[16] = "kp-";
	for (size_t i = 3; i < sizeof comm - 1 && *name; i++)
		comm[i] = *name++;
	SYS_2(SYS_prctl, PR_SET_NAME, comm);
}

static void enter(volatile struct actor *actor)
{
	actor->tgid = (int)sys6(SYS_getpid, 0, 0, 0, 0, 0, 0);
	__sync_synchronize();
	actor->tid = (int)sys6(SYS_gettid, 0, 0, 0, 0, 0, 0);
}

static long perform(const struct casting *casting, const struct step *step)
{
	struct stage *stage = casting->stage;

	switch (step->verb) {
	case VERB_IOCTL:
		return device_ioctl(stage, step);
	case VERB_START:
		return device_start(stage);
	case VERB_IOTLB:
		return device_iotlb(stage, step);
	case VERB_SEND:
		return device_driver(stage)->send(stage);
	case VERB_KICK:
		return device_kick(stage, step);
	case VERB_CLOSE:
		return SYS_1(SYS_close, casting->device);
	case VERB_KILL:
		return fates_kill(stage, step);
	case VERB_SIGNAL:
		return SYS_3(SYS_tgkill, stage->actors[step->task].tgid,
			     stage->actors[step->task].tid, SIGUSR1);
	case VERB_SERVE:
		return memory_serve(stage, casting->userfaultfd, step->page);
	case VERB_DUMP_CORE:
	case VERB_EXECVE:
	case VERB_PROCESS_MRELEASE:
	case VERB_STOP:
	case VERB_TRACE:
	case VERB_FREEZE:
	case VERB_GO_ON:
		return fates_befall(stage, step->verb);
	case VERB_DISCARD:
		return memory_discard(stage, step->page);
	case VERB_RECEIVE:
		return stranger_receives(stage, step->page);
	case VERB_HOT_PLUG:
		return scsi_hot_plug();
	case VERB_WAIT:
	case VERB_REPEAT:
	case VERB_AGAIN:
		break;
	}
	return 0;
}

static void say_result(const char *who, const struct step *step, long result)
{
	struct line line;
	line_begin(&line, "did");
	line_word(&line, "task", who);
	line_word(&line, "at", step->at);
	line_word(&line, "step",
		  step->verb == VERB_IOCTL ? request_name(step->request) : verb_name(step->verb));
	line_number(&line, "result", result);
	line_end(&line);
}

/*
 * A staged actor begins a step when the supervisor lets it; a raced one runs
 * through all of them at once, and says nothing meanwhile.
 */
static void play(const struct casting *casting, volatile struct actor *actor,
		 const struct task_plan *task)
{
	struct stage *stage = casting->stage;
	struct cursor cursor;
	int index, waited = 0;

	cursor_begin(&cursor, task);
	while ((index = cursor_next(&cursor, &stage->plan)) != NONE) {
		const struct step *step = &stage->plan.steps[index];
		if (step->verb == VERB_WAIT)
			continue;
		while ((waited = actor->go) <= actor->done)
			word_wait(&actor->go, waited);
		actor->step = index;
		__sync_synchronize();
		actor->begun = actor->done + 1;
		actor->result = perform(casting, step);
		if (stage->plan.staged)
			say_result(task->name, step, actor->result);
		__sync_synchronize();
		actor->done = actor->done + 1;
	}
	actor->exited = 1;
}

/* A thread of the owner's group, or a task that shares its memory and files. */
static int sharing(void *given)
{
	const struct casting casting = *(const struct casting *)given;
	struct stage *stage = casting.stage;
	const struct task_plan *task = &stage->plan.tasks[casting.index];

	name_it(task->name);
	enter(&stage->actors[casting.index]);
	play(&casting, &stage->actors[casting.index], task);
	if (task->in_set_up)	/* it lives on */
		for (;;)
			SYS_2(SYS_ppoll, NULL, 0);
	SYS_1(SYS_exit, 0);
	return 0;
}

static int spawn(struct stage *stage, int index, int userfaultfd)
{
	const int flags = stage->plan.tasks[index].membership == IN_OWNERS_GROUP
			      ? CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD |
				    CLONE_SYSVSEM
			      : CLONE_VM | CLONE_FILES | SIGCHLD;
	unsigned char *stack = mmap(NULL, STACK, PROT_READ | PROT_WRITE,
				    MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	struct casting *casting = (struct casting *)stack;

	if (stack == MAP_FAILED)
		return -errno;
	*casting = (struct casting){
	    .stage = stage, .index = index, .device = stage->device, .userfaultfd = userfaultfd};
	return clone(sharing, stack + STACK - 64, flags, casting) < 0 ? -errno : 0;
}

bool actor_closes(const struct stage *stage, int index)
{
	const struct task_plan *task = &stage->plan.tasks[index];
	for (int i = task->begin; i < task->end; i++)
		if (stage->plan.steps[i].verb == VERB_CLOSE)
			return true;
	return false;
}

/* Does it call the device, as whoever has a descriptor can? */
static bool calls(const struct stage *stage, int index)
{
	const struct task_plan *task = &stage->plan.tasks[index];
	for (int i = task->begin; i < task->end; i++)
		if (stage->plan.steps[i].verb == VERB_IOCTL ||
		    stage->plan.steps[i].verb == VERB_IOTLB)
			return true;
	return false;
}

int actor_fork(struct stage *stage, int index, int device, int userfaultfd)
{
	const struct task_plan *task = &stage->plan.tasks[index];
	struct casting casting = {
	    .stage = stage, .index = index, .device = -1, .userfaultfd = userfaultfd};
	const pid_t child = fork();

	if (child)
		return child < 0 ? -errno : 0;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (actor_closes(stage, index))
		casting.device = device;
	else if (device >= 0 && calls(stage, index))
		device_use(device);
	else if (device >= 0)
		close(device);
	name_it(task->name);
	enter(&stage->actors[index]);
	play(&casting, &stage->actors[index], task);
	_exit(0);
}

static void handled(int signal)
{
	(void)signal;
}

static int fail(struct stage *stage, const char *what, int error)
{
	say_failure(what, error);
	stage->failed = 1;
	word_wake(&stage->ready);
	_exit(1);
	return error;
}

/* A step of the set-up, which nobody is in the way of. */
static void prepare(const struct casting *casting)
{
	struct stage *stage = casting->stage;
	struct cursor cursor;
	int index;

	cursor_begin(&cursor, &stage->plan.prepares);
	while ((index = cursor_next(&cursor, &stage->plan)) != NONE) {
		const struct step *step = &stage->plan.steps[index];
		const long result = step->verb == VERB_WAIT ? 0 : perform(casting, step);
		/* Another owner begins from nothing. */
		if (result >= 0 && step->verb == VERB_IOCTL && step->request == SET_OWNER)
			device_set_rings(stage);
		if (stage->plan.staged)
			say_result("owner", step, result);
	}
}

static void set_up(struct stage *stage, int socket)
{
	struct casting casting = {.stage = stage, .index = NONE};
	int error, count = 0, given[2];

	error = device_open(stage);
	if (error)
		fail(stage, "open", error);
	casting.device = stage->device;
	casting.userfaultfd = memory_back(stage);
	if (casting.userfaultfd < 0)
		fail(stage, "memory", casting.userfaultfd);
	if (stage->plan.sets_owner) {
		error = device_set_owner(stage);
		if (error)
			fail(stage, "set-owner", error);
		prepare(&casting);
	}
	if (stage->plan.starts) {
		error = device_start(stage);
		if (error)
			fail(stage, "start", error);
	}
	error = files_arrange(stage, &casting.userfaultfd);
	if (error)
		fail(stage, "files", error);
	if (stage->plan.userfaultfd == OWN_NONE)
		given[count++] = casting.userfaultfd;
	if (!stage->plan.only_user)
		given[count++] = stage->device;
	error = count ? send_descriptors(socket, given, count) : 0;
	if (error)
		fail(stage, "descriptors", error);
	close(socket);
	if (stage->plan.userfaultfd == OWN_NONE)
		close(casting.userfaultfd);
}

void owner_live(struct stage *stage, int socket)
{
	struct casting casting = {.stage = stage, .index = NONE, .userfaultfd = -1};
	const struct sigaction action = {.sa_handler = handled};
	struct task_plan does = stage->plan.does;
	int error;

	fates_enter_namespace(stage);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sigaction(SIGUSR1, &action, NULL);
	signal(SIGSEGV, SIG_DFL);	/* whatever a sanitizer has made of it */
	setpgid(0, 0);
	name_it("owner");
	memcpy(does.name, "owner", sizeof "owner");
	enter(&stage->owner);
	set_up(stage, socket);
	casting.device = stage->device;
	for (int i = 0; i < stage->plan.task_count; i++) {
		if (stage->plan.tasks[i].membership == APART)
			continue;
		error = spawn(stage, i, -1);
		if (error)
			fail(stage, stage->plan.tasks[i].name, error);
	}
	stage->ready = 1;
	word_wake(&stage->ready);
	play(&casting, &stage->owner, &does);
	for (;;)
		SYS_2(SYS_ppoll, NULL, 0);
}
