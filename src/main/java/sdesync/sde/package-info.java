/**
 * Speaks to SD Elements: its paging, its JSON, its tokens. The only room that knows SD Elements'
 * wire format; what leaves here are integrations and params. Called by the poll route and by a
 * starting run.
 */
@NullMarked
package sdesync.sde;

import org.jspecify.annotations.NullMarked;
