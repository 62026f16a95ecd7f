/**
 * Speaks to SD Elements: its paging, its JSON, its tokens. The only room that knows SD Elements'
 * wire format; what leaves here are integrations, params and, for a native sync, the tasks of a
 * project. Called by the poll route, by a starting run and by the sync.
 */
@NullMarked
package sdesync.sde;

import org.jspecify.annotations.NullMarked;
