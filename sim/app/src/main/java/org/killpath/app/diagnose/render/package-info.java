/** A diagnosis as text, Markdown, JSON, CSV and a page. */
package org.killpath.app.diagnose.render;
