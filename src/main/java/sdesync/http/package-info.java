/**
 * Outbound HTTP: the one room that uses Camel's http component and knows how it must be set up (no
 * redirects, no retries, no header leaks, time-outs, proxy, certificates). Two kinds of hosts are
 * called: those of our own configuration, and targets, which params name and {@code run.targets}
 * guards.
 */
@NullMarked
package sdesync.http;

import org.jspecify.annotations.NullMarked;
