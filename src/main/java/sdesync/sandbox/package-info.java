/**
 * A simulated SD Elements and Rally for the demo, for tests and for people writing commands: state
 * in memory, real HTTP on loopback. {@link sdesync.sandbox.Sandbox} starts both and is the way in.
 * What SD Elements knows is in the {@code Sandbox…} nouns, how it answers in the {@code …Api}
 * classes; Rally has a room of its own in {@code rally}, and what both share of HTTP is in {@code
 * wire}.
 */
@NullMarked
package sdesync.sandbox;

import org.jspecify.annotations.NullMarked;
