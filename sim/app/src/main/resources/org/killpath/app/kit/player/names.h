/* The words of a plan, in the order of the enums that they stand for; each list ends with NULL. */
#ifndef KILLPATH_NAMES_H
#define KILLPATH_NAMES_H

extern const char *const names_verbs[], *const names_requests[], *const names_states[],
    *const names_subjects[], *const names_ways[], *const names_backings[], *const names_parts[],
    *const names_memberships[], *const names_devices[], *const names_userfaultfds[];

/* Which one it is, or NONE. */
int name_find(const char *const *names, const char *name);

#endif
