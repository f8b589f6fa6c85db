/* What the player says: one line per observation, key=value, in the kernel's own log. */
#ifndef KILLPATH_SAY_H
#define KILLPATH_SAY_H

#include <stddef.h>

/* The form of the lines; the reader knows which ones it can read. */
#define SAY_VERSION 1

/* A record of /dev/kmsg holds no more. */
#define SAY_LONGEST 900

struct line {
	size_t length;
	char text[SAY_LONGEST + 4];
};

/* Where lines go: /dev/kmsg, or a descriptor if that cannot be had. */
void say_to_kmsg(void);
void say_to(int fd);

void line_begin(struct line *line, const char *kind);

/* A value is escaped: what is no printable ASCII, blanks, % and = become %XX. */
void line_word(struct line *line, const char *key, const char *value);
void line_number(struct line *line, const char *key, long value);

/* Hexadecimal. */
void line_mask(struct line *line, const char *key, unsigned long long value);

/* Milliseconds, from seconds. */
void line_time(struct line *line, const char *key, double seconds);

void line_end(struct line *line);

/* A line with one or two words. */
void say(const char *kind, const char *key, const char *value);
void say2(const char *kind, const char *key, const char *value, const char *key2,
	  const char *value2);

/* Something cannot be done: what, and the error. */
void say_failure(const char *what, long error);

#endif
