package org.killpath.outcome;

/**
 * One thing that an execution showed.
 *
 * @param phase when it was seen: {@code main} or the name of a later phase
 * @param detail in words, with the kernel's names
 */
public record Finding(Outcome outcome, String phase, String detail) {}
