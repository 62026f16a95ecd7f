/**
 * Settings from file and environment, all errors at once, and the wiring: the one place that says
 * what is in this program and under which names the routes find it.
 */
@NullMarked
package sdesync.config;

import org.jspecify.annotations.NullMarked;
