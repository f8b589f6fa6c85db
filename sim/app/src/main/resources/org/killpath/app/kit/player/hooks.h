/* Scripts of the user's, which are run on the machine between what the player does. */
#ifndef KILLPATH_HOOKS_H
#define KILLPATH_HOOKS_H

/* Files; NULL for one that is not wanted. */
struct hooks {
	const char *before;	/* everybody is there, and nobody has done anything yet */
	const char *during;	/* all is at rest, and somebody is stuck */
};

void hooks_are(const struct hooks *hooks);

/* Runs the script, if there is one, and waits for its end. */
void hook_before(void);
void hook_during(void);

#endif
