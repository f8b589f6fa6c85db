#define _GNU_SOURCE
#include "say.h"
#include "sys.h"

#include <fcntl.h>
#include <string.h>

static int out = 1;

void say_to(int fd)
{
	out = fd;
}

void say_to_kmsg(void)
{
	const long fd = SYS_4(SYS_openat, AT_FDCWD, "/dev/kmsg", O_WRONLY | O_CLOEXEC, 0);
	if (fd >= 0)
		out = (int)fd;
}

static void put(struct line *line, char c)
{
	if (line->length < SAY_LONGEST)
		line->text[line->length++] = c;
}

static void put_text(struct line *line, const char *text)
{
	while (*text)
		put(line, *text++);
}

static void put_escaped(struct line *line, const char *text)
{
	static const char digit[] = "0123456789abcdef";
	for (; *text; text++) {
		const unsigned char c = (unsigned char)*text;
		if (c > ' ' && c < 127 && c != '%' && c != '=') {
			put(line, (char)c);
		} else {
			put(line, '%');
			put(line, digit[c >> 4]);
			put(line, digit[c & 15]);
		}
	}
}

static void put_digits(struct line *line, unsigned long long value, unsigned base)
{
	static const char digit[] = "0123456789abcdef";
	char digits[24];
	int n = 0;
	do
		digits[n++] = digit[value % base];
	while (value /= base);
	while (n)
		put(line, digits[--n]);
}

void line_begin(struct line *line, const char *kind)
{
	line->length = 0;
	put_text(line, "killpath: ");
	put_text(line, kind);
}

static void key_of(struct line *line, const char *key)
{
	put(line, ' ');
	put_text(line, key);
	put(line, '=');
}

void line_word(struct line *line, const char *key, const char *value)
{
	key_of(line, key);
	put_escaped(line, *value ? value : "-");
}

void line_number(struct line *line, const char *key, long value)
{
	key_of(line, key);
	if (value < 0)
		put(line, '-');
	put_digits(line, value < 0 ? -(unsigned long long)value : (unsigned long long)value, 10);
}

void line_mask(struct line *line, const char *key, unsigned long long value)
{
	key_of(line, key);
	put_digits(line, value, 16);
}

void line_time(struct line *line, const char *key, double seconds)
{
	line_number(line, key, (long)(seconds * 1000));
}

void line_end(struct line *line)
{
	line->text[line->length++] = '\n';
	SYS_3(SYS_write, out, line->text, line->length);
}

void say(const char *kind, const char *key, const char *value)
{
	struct line line;
	line_begin(&line, kind);
	line_word(&line, key, value);
	line_end(&line);
}

void say2(const char *kind, const char *key, const char *value, const char *key2,
	  const char *value2)
{
	struct line line;
	line_begin(&line, kind);
	line_word(&line, key, value);
	line_word(&line, key2, value2);
	line_end(&line);
}

void say_failure(const char *what, long error)
{
	struct line line;
	line_begin(&line, "failed");
	line_word(&line, "what", what);
	line_number(&line, "error", error);
	line_end(&line);
}
