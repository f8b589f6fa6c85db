/**
 * Pages and pictures. All that a page shows is known before its template is filled. A page is one
 * file: its style and script are in it, a policy allows no other, and whatever a name contains is
 * text in it. The evidence of a table's cells is folded into it ({@link
 * org.killpath.app.report.page.TablePage}) and unfolded by the script.
 */
package org.killpath.app.report.page;

import org.killpath.app.cli.command.Pages;
