/**
 * What is no longer kept: old runs, old output, old audit. Settings and the clock come in; rows and
 * files go, a few at a time, so that nothing due has to wait for it. Called by a thread of its own.
 */
@NullMarked
package sdesync.retention;

import org.jspecify.annotations.NullMarked;
