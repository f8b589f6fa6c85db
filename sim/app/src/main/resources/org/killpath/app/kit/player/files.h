/* Descriptors, and how they come from one process to another. */
#ifndef KILLPATH_FILES_H
#define KILLPATH_FILES_H

#include "stage.h"

/* Descriptors over a socket; 0 or -errno. */
int send_descriptors(int socket, const int *descriptors, int count);
int receive_descriptors(int socket, int *descriptors, int count);


/*
 * In the owner: the device gets a number, and the group's own userfaultfd one above or below that.
 * Whoever serves its own memory has more files: they lie above both. 0 or -errno.
 */
int files_arrange(struct stage *stage, int *userfaultfd);

#endif
