package sdesync.ops;

import java.net.URI;
import java.time.InstantSource;

/**
 * Which worker this is.
 *
 * @param sde base URL of its SD Elements
 * @param readsParams whether it has a token that may read params
 */
public record About(
    String version, String node, URI sde, boolean readsParams, InstantSource clock) {}
