/**
 * What monitoring reads: counters of what this node did, and gauges of what the store says at the
 * moment of the question. Ended runs come in, the text form of Prometheus goes out at {@code
 * /observe/metrics}.
 */
@NullMarked
package sdesync.observe;

import org.jspecify.annotations.NullMarked;
