#define _GNU_SOURCE
#include "keep.h"
#include "boot.h"
#include "device.h"
#include "fates.h"
#include "show.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Seconds in which whoever is left behind has to be gone. */
#define LONGEST_END 5

/* As if something else had failed. */
#define NOT_ENDED 3

static volatile pid_t player;
static volatile sig_atomic_t told;

/* In the player, and in those who have come from it: they have nothing to give back. */
static void give_up(int signal)
{
	if (getpid() == player)
		show_abandon();
	_exit(128 + signal);
}

static void pass_on(int signal)
{
	const int before = errno;
	told = 1;
	if (player > 0)
		kill(player, signal);
	errno = before;
}

static void on_ends(void (*handler)(int signal))
{
	static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
	const struct sigaction action = {.sa_handler = handler};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		sigaction(ends[i], &action, NULL);
}

/* Until the player has ended; of one that was told to, and does not, not for ever. False: it has not. */
static bool wait_for_player(int *status)
{
	double late = 0;
	for (;;) {
		const pid_t got = waitpid(player, status, told ? WNOHANG : 0);
		if (got == player)
			return true;
		if (got < 0 && errno != EINTR)
			return false;
		if (!told)
			continue;
		if (late <= 0)
			late = now() + LONGEST_END;
		else if (now() > late)
			return false;
		breathe();
	}
}

/* Everybody who has lost their parent is now this process's; false if there is nobody. */
static bool kill_children(void)
{
	char path[64], children[4096], *rest = children, *end;
	bool any = false;

	snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
	if (slurp(path, children, sizeof children) <= 0)
		return false;
	for (long child = strtol(rest, &end, 10); end != rest; child = strtol(rest, &end, 10)) {
		rest = end;
		any |= child > 0 && !kill((pid_t)child, SIGKILL);
	}
	return any;
}

static void clear_up(void)
{
	const double late = now() + LONGEST_END;

	fuse_forget();
	while (kill_children() && now() < late) {
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
		breathe();
	}
	fates_forget();
	settings_undo();
}

int keep(int (*play)(void *given), void *given)
{
	sigset_t all, before;
	int status = 0;
	bool ended;

	sigfillset(&all);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	sigprocmask(SIG_BLOCK, &all, &before);
	player = fork();
	if (!player) {
		player = getpid();
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		prctl(PR_SET_CHILD_SUBREAPER, 1);
		on_ends(give_up);
		sigprocmask(SIG_SETMASK, &before, NULL);
		exit(play(given));
	}
	on_ends(pass_on);
	sigprocmask(SIG_SETMASK, &before, NULL);
	ended = player > 0 && wait_for_player(&status);
	clear_up();
	/* Who is stuck may have what this would wait for. */
	if (ended && !status)
		scsi_forget();
	if (!ended)
		return NOT_ENDED;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
