/**
 * A diagnosis as text, Markdown, JSON, CSV and as a page. Each form escapes what comes from the log
 * by its own rules.
 *
 * <p>Uses {@code diagnose} and what it is made of, and the templates of {@code report.page}. Start
 * with {@link org.killpath.app.diagnose.render.DiagnosisText}.
 */
package org.killpath.app.diagnose.render;
