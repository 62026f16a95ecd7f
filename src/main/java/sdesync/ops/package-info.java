/**
 * The ops edge: what can be asked of the worker, as an interface, and the HTTP API in front of it.
 * The command line uses the same interface, over HTTP or in its own process.
 */
@NullMarked
package sdesync.ops;

import org.jspecify.annotations.NullMarked;
