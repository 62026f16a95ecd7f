/**
 * What runs when, once per cluster: {@code Slots} turns a frequency into times, the engine claims
 * what is due and keeps the ledger of every slot. A claim leaves as a RunRequest to
 * direct:run-integration.
 */
@NullMarked
package sdesync.schedule;

import org.jspecify.annotations.NullMarked;
