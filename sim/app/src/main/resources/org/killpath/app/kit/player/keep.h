/* On a machine that somebody needs afterwards: what the player changes is set back, however it ends. */
#ifndef KILLPATH_KEEP_H
#define KILLPATH_KEEP_H

/*
 * Plays in a child, and waits for it; also if either is told to end (SIGINT, SIGTERM, SIGHUP) or the
 * child crashes, whoever it leaves behind is killed and the settings are set back. The child's status.
 */
int keep(int (*play)(void *given), void *given);

#endif
