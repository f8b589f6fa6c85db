#define _GNU_SOURCE
#include "pack.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void pad(FILE *out)
{
	while (ftell(out) % 4)
		fputc(0, out);
}

/* The header of the "newc" form. */
static void header(FILE *out, const char *name, unsigned mode, unsigned long size, unsigned device)
{
	static unsigned node = 1;
	fprintf(out, "070701%08x%08x%08x%08x%08x%08x%08lx%08x%08x%08x%08x%08x%08x", node++, mode, 0,
		0, 1, 0, size, 0, 0, device ? 5 : 0, device ? 1 : 0, (unsigned)strlen(name) + 1, 0);
	fwrite(name, 1, strlen(name) + 1, out);
	pad(out);
}

static int file(FILE *out, const char *name, const char *path)
{
	FILE *in = fopen(path, "rb");
	char block[65536];
	struct stat status;
	size_t got, length = 0;
	int bad;

	if (!in || fstat(fileno(in), &status)) {
		fprintf(stderr, "cannot read %s: %s\n", path, strerror(errno));
		if (in)
			fclose(in);
		return 1;
	}
	header(out, name, S_IFREG | 0755, (unsigned long)status.st_size, 0);
	while ((got = fread(block, 1, sizeof block, in)) > 0)
		length += fwrite(block, 1, got, out);
	bad = ferror(in) || length != (size_t)status.st_size;
	if (bad)
		fprintf(stderr, "cannot read or write all of %s\n", path);
	fclose(in);
	pad(out);
	return bad;
}

int pack(const char *archive, int count, char **entries)
{
	static const char *const directories[] = {"bin", "dev", "tmp", "killpath", "killpath/modules",
						  "killpath/plans"};
	FILE *out = fopen(archive, "wb");
	int result = 0;

	if (!out) {
		fprintf(stderr, "cannot write %s: %s\n", archive, strerror(errno));
		return 1;
	}
	for (size_t i = 0; i < sizeof directories / sizeof *directories; i++)
		header(out, directories[i], S_IFDIR | 0755, 0, 0);
	header(out, "dev/console", S_IFCHR | 0600, 0, 1);
	for (int i = 0; !result && i < count; i++) {
		char *equals = strchr(entries[i], '=');
		if (!equals) {
			fprintf(stderr, "%s is not NAME=FILE\n", entries[i]);
			result = 1;
		} else {
			*equals = 0;
			result = file(out, entries[i], equals + 1);
		}
	}
	header(out, "TRAILER!!!", 0, 0, 0);
	if (ferror(out))
		result = 1;
	if (fclose(out))
		result = 1;
	return result;
}
