/**
 * Finds the orderings in which the model hangs as the log shows it, with what speaks for each and
 * what against it. Points only order the candidates.
 *
 * <p>Uses {@code diagnose.evidence} and runs cells of the laboratory. Start with {@link
 * org.killpath.app.diagnose.match.Matcher}, then {@code HangFit}.
 */
package org.killpath.app.diagnose.match;
