/* What the player does as the first process of a machine, and what it changes on one. */
#ifndef KILLPATH_BOOT_H
#define KILLPATH_BOOT_H

#include <stdbool.h>

/* Mounts, and the modules that lie in /killpath/modules in the order of their names. */
void boot_begin(void);

/* Stops the machine; does not return. */
void boot_end(void);

/* The value of a word of the kernel's command line, or of otherwise. */
long boot_word(const char *key, long otherwise);

/* The hung-task watchdog looks often, for every ordering; the log takes what the player says. */
void settings_make(int watchdog);
void settings_undo(void);

#endif
