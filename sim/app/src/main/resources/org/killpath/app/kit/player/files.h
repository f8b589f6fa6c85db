/* Descriptors, and how they come from one process to another. */
#ifndef KILLPATH_FILES_H
#define KILLPATH_FILES_H

/* Descriptors over a socket; 0 or -errno. */
int send_descriptors(int socket, const int *descriptors, int count);
int receive_descriptors(int socket, int *descriptors, int count);

#endif
