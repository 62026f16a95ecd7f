/**
 * What SD Elements and this worker tell each other beside the list: how each run ended, which syncs
 * somebody asked for there, and that this worker is alive. Called by the routes of the same names.
 * Whatever fails here fails no run.
 */
@NullMarked
package sdesync.jobs;

import org.jspecify.annotations.NullMarked;
