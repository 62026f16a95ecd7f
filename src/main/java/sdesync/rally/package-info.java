/**
 * Rally as an {@link sdesync.sync.IssueTracker}: stories and tasks over its web services API
 * (WSAPI) v2.0. {@link sdesync.rally.RallyKind} reads the params, {@code Rally} does what the sync
 * asks, {@code Wsapi} speaks the protocol. A second tracker is a room beside this one.
 */
@NullMarked
package sdesync.rally;

import org.jspecify.annotations.NullMarked;
