package org.killpath.lab.invent;

import org.killpath.lab.design.edit.Edit;

/**
 * Why a set has an edit.
 *
 * @param token of what happens without it, in an ordering that the set passes; or empty words
 * @param reason why the set would be no design without it; or empty words
 */
public record Need(Edit edit, String token, String reason) {}
