/**
 * The verbs. Each parses its options, asks the worker through the ops room and prints the answer,
 * as text or JSON, with the exit code of contract section 1.
 */
@NullMarked
package sdesync.cli;

import org.jspecify.annotations.NullMarked;
