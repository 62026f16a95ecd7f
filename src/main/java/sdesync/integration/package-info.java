/**
 * The nouns every room speaks of: an {@link sdesync.integration.Integration} as SD Elements lists
 * it, its {@link sdesync.integration.Frequency}, the {@link sdesync.integration.Params} of one run,
 * and the {@link sdesync.integration.RunRequest} through which every trigger goes. Nothing here
 * does anything; this room imports java and JSpecify only.
 */
@NullMarked
package sdesync.integration;

import org.jspecify.annotations.NullMarked;
