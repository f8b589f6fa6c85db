#include "words.h"
#include "names.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int words_wrong(struct words *words, const char *why)
{
	if (!words->why)
		words->why = why;
	return NONE;
}

const char *words_value(const struct words *words, const char *key)
{
	const size_t length = strlen(key);
	for (int i = 1; i < words->count; i++)
		if (!strncmp(words->word[i], key, length) && words->word[i][length] == '=')
			return words->word[i] + length + 1;
	return NULL;
}

int words_which(struct words *words, const char *key, const char *const *names)
{
	const char *found = words_value(words, key);
	const int which = found ? name_find(names, found) : NONE;
	return which == NONE ? words_wrong(words, key) : which;
}

int words_number(struct words *words, const char *key, int least, int most, int otherwise)
{
	const char *found = words_value(words, key);
	char *end;
	long parsed;

	if (!found)
		return otherwise;
	errno = 0;
	parsed = strtol(found, &end, 10);
	if (errno || *end || end == found || parsed < least || parsed > most)
		return words_wrong(words, key);
	return (int)parsed;
}

bool words_flag(struct words *words, const char *key)
{
	return words_number(words, key, 0, 1, 0) == 1;
}

int words_vq(struct words *words)
{
	const int vq = words_number(words, "vq", 0, plan_vqs(words->plan) - 1, NONE);
	return vq == NONE ? words_wrong(words, "vq") : vq;
}

bool words_is_name(const char *text, size_t most)
{
	const size_t length = strlen(text);
	if (!length || length >= most)
		return false;
	for (; *text; text++)
		if (*text <= ' ' || *text >= 127 || *text == '=' || *text == '%')
			return false;
	return true;
}

int words_name(struct words *words, int index, char *name, size_t size)
{
	if (index >= words->count || !words_is_name(words->word[index], size))
		return words_wrong(words, "a name");
	memcpy(name, words->word[index], strlen(words->word[index]) + 1);
	return 0;
}

int words_page(struct words *words, const char *key)
{
	const char *found = words_value(words, key);
	for (int i = 0; found && i < words->plan->page_count; i++)
		if (!strcmp(words->plan->pages[i].name, found))
			return i;
	return words_wrong(words, key);
}

int words_page_if(struct words *words, const char *key)
{
	return words_value(words, key) ? words_page(words, key) : NONE;
}

int words_task(struct words *words, const char *key)
{
	const char *found = words_value(words, key);
	for (int i = 0; found && i < words->plan->task_count; i++)
		if (!strcmp(words->plan->tasks[i].name, found))
			return i;
	return words_wrong(words, key);
}
