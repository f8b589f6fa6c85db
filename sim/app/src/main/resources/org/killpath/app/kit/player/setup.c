#define _GNU_SOURCE
#include "actor.h"
#include "device.h"
#include "fates.h"
#include "files.h"
#include "say.h"
#include "show.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

/* Seconds. */
#define LONGEST_SET_UP 15

bool setup_device(struct show *show)
{
	const struct timeval longest = {.tv_sec = LONGEST_SET_UP};
	struct stage *stage = show->stage;
	const double late = now() + LONGEST_SET_UP;
	const bool own = stage->plan.userfaultfd != OWN_NONE;
	int pair[2], given[2] = {-1, -1}, count, error;
	pid_t child;

	/* An argument may name an eventfd of the device's. */
	error = device_prepare(stage);
	if (!error)
		error = memory_prepare(stage);
	if (!error)
		error = fuse_begin(stage);
	if (!error)
		error = fates_prepare(stage);
	if (error || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) {
		say_failure("set-up", error ? error : -errno);
		return false;
	}
	/* Who is stuck on its way there does not answer, nor does its socket close. */
	setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest);
	child = fork();
	error = child < 0 ? -errno : 0;
	if (!child) {
		close(pair[0]);
		owner_live(stage, pair[1]);
	}
	close(pair[1]);
	count = (own ? 0 : 1) + (stage->plan.only_user ? 0 : 1);
	if (!error && count)
		error = receive_descriptors(pair[0], given, count);
	close(pair[0]);
	show->userfaultfd = own ? -1 : given[0];
	if (!stage->plan.only_user)
		show->device = given[own ? 0 : 1];
	while (!error && !stage->ready && !stage->failed && now() < late)
		breathe();
	if (error || !stage->ready) {
		say_failure("owner", error ? error : -ETIME);
		return false;
	}
	fuse_pause(stage);
	return true;
}

/* Nobody may be taken for somebody who is there: to signal nobody is to signal this group. */
static bool are_all_there(const struct stage *stage)
{
	if (stage->owner.tid <= 0 || stage->owner.tgid <= 0) {
		say2("failed", "what", "not-there", "task", "owner");
		return false;
	}
	for (int i = 0; i < stage->plan.task_count; i++)
		if (stage->actors[i].tid <= 0 || stage->actors[i].tgid <= 0) {
			say2("failed", "what", "not-there", "task", stage->plan.tasks[i].name);
			return false;
		}
	return true;
}

/* Who lives in a pid namespace knows its numbers of there; everybody else wants those of here. */
static void find_outside(struct stage *stage)
{
	if (stage->namespace_init <= 0)
		return;
	for (int i = -1; i < stage->plan.task_count; i++) {
		volatile struct actor *actor = i < 0 ? &stage->owner : &stage->actors[i];
		if (i >= 0 && stage->plan.tasks[i].membership == APART)
			continue;
		actor->tid = look_for_inner(stage->namespace_init, actor->tid);
		actor->tgid = look_for_inner(stage->namespace_init, actor->tgid);
	}
}

/* The connection of the guest, of which the supervisor has the host's end. */
static bool connect_guest(struct show *show)
{
	struct stage *stage = show->stage;
	if (!plan_connects(&stage->plan) || plan_has(&stage->plan, VERB_RECEIVE))
		return true;
	show->connection = stranger_connect(stage);
	if (show->connection < 0)
		say_failure("connection", show->connection);
	return show->connection >= 0;
}

/* Which worker serves what; nobody holds anything yet. */
static void who_serves(struct show *show)
{
	for (int vq = 0; vq < MAX_VQS; vq++)
		show->serving[vq] = show->workers ? show->first_worker : NONE;
	for (int i = 0; i < show->stage->plan.step_count; i++) {
		const struct step *step = &show->stage->plan.steps[i];
		struct person *worker;
		if (step->verb != VERB_IOCTL || step->request != NEW_WORKER)
			continue;
		worker = cast_worker(show, step->worker);
		for (int vq = 0; worker && vq < MAX_VQS; vq++)
			if (step->attach & (1u << vq))
				show->serving[vq] = (int)(worker - show->persons);
	}
}

bool setup_cast(struct show *show)
{
	struct stage *stage = show->stage;
	const double late = now() + LONGEST_SET_UP;
	const int missing = cues_set_up(show);
	bool closed = false;
	int error;

	if (missing != NONE) {
		say2("failed", "what", "set-up-task", "task", stage->plan.tasks[missing].name);
		return false;
	}
	for (int i = 0; i < stage->plan.task_count; i++) {
		if (stage->plan.tasks[i].membership != APART)
			continue;
		if (actor_fork(stage, i, show->device, show->userfaultfd) < 0)
			return false;
		closed |= actor_closes(stage, i);
	}
	for (int i = 0; i < stage->plan.task_count; i++)
		while (!stage->actors[i].tid && now() < late)
			breathe();
	if (closed) {
		close(show->device);
		show->device = -1;
	}
	find_outside(stage);
	if (!are_all_there(stage))
		return false;
	error = fates_join(stage);
	if (error) {
		say_failure("cgroup", error);
		return false;
	}
	cast_owner(show);
	cast_tasks(show);
	cast_workers(show);
	who_serves(show);
	while (stage->plan.starts && !device_driver(stage)->reachable(stage)) {
		if (now() > late) {
			say2("failed", "what", "unreachable", "device", device_name(stage->plan.device));
			return false;
		}
		breathe();
	}
	return connect_guest(show);
}
