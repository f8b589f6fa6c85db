/** What several commands are asked: cells, budgets, files and forms. */
package org.killpath.app.cli.option;
