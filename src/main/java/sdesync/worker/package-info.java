/**
 * The worker put together: the one place that says what is in this program and under which names
 * the routes find it. Settings and a verb's wish come in from the command line; a running daemon, a
 * demo or the worker of a single verb goes out. The present is read here alone.
 */
@NullMarked
package sdesync.worker;

import org.jspecify.annotations.NullMarked;
