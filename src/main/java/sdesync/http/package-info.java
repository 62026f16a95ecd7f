/**
 * Outbound HTTP: the one room that uses Camel's http component and knows how it must be set up (no
 * redirects, no retries, no header leaks, time-outs, proxy, certificates).
 */
@NullMarked
package sdesync.http;

import org.jspecify.annotations.NullMarked;
