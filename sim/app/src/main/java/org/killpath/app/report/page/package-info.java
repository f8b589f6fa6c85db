/**
 * Pages and pictures: self-contained HTML and SVG. What is shown is laid out here; the templates
 * beside the sources ({@code src/main/jte}) only place it, and escape every text by its context.
 */
package org.killpath.app.report.page;
