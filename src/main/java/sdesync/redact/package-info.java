/**
 * Secrets out of everything that leaves: files, database, streams, logs, messages. One masker, one
 * choke point, before every sink.
 */
@NullMarked
package sdesync.redact;

import org.jspecify.annotations.NullMarked;
