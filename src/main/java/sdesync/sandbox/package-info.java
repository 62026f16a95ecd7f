/**
 * A simulated SD Elements for the demo, for tests and for people writing commands: state in memory,
 * real HTTP on loopback.
 */
@NullMarked
package sdesync.sandbox;

import org.jspecify.annotations.NullMarked;
