/**
 * Reads the files of orderings, which are a small part of YAML: every mistake is said with the place
 * where it stands and what was expected there. What is read here may come from anybody.
 *
 * <p>Uses {@code ordering}. Start with {@link org.killpath.lab.ordering.yaml.ScriptFile}.
 */
package org.killpath.lab.ordering.yaml;
