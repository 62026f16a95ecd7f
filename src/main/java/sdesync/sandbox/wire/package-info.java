/**
 * What both simulated servers share: a port on loopback, latency, faults on demand, the answer as a
 * stream, and a log of each request. It knows nothing of what is said through it.
 */
@NullMarked
package sdesync.sandbox.wire;

import org.jspecify.annotations.NullMarked;
