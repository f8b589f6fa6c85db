/* Which of several calls a function is in: read off its code. */
#ifndef KILLPATH_CALLS_H
#define KILLPATH_CALLS_H

/*
 * A function of the kernel's, called at several places by another one, is to return to this offset:
 * which of those calls is it, counted from 0 in the order of the code? NONE if that cannot be told:
 * on another architecture than x86-64, or where /proc/kallsyms or /proc/kcore may not be read.
 */
int calls_index(const char *caller, unsigned long offset, const char *callee);

#endif
