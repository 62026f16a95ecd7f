/**
 * What became of a run: its {@link sdesync.history.RunState}, {@link sdesync.history.Reason} and
 * {@link sdesync.history.Run}, as contract and API show them. Written by the engine, read by
 * everyone.
 */
@NullMarked
package sdesync.history;

import org.jspecify.annotations.NullMarked;
