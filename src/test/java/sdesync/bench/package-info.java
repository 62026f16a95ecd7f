/**
 * Benchmarks, started by {@code bin/bench}: each measures this program and a peer in one run, and
 * prints ratios, because absolute figures say more of the machine than of the program.
 */
@NullMarked
package sdesync.bench;

import org.jspecify.annotations.NullMarked;
