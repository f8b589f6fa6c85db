/* An initial RAM file system, made without other tools. */
#ifndef KILLPATH_PACK_H
#define KILLPATH_PACK_H

/* Arguments are NAME=FILE; directories come of themselves. 0, or a message is out and it is not. */
int pack(const char *archive, int count, char **entries);

#endif
