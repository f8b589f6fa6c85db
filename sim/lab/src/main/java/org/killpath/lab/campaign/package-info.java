/**
 * Long runs: split into shards, stopped and gone on with, and what is kept of them in files.
 */
package org.killpath.lab.campaign;
