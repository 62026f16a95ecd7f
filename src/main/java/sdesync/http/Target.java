package sdesync.http;

import java.net.URI;

/**
 * A tracker that params name and that may be spoken to; {@link Targets} alone makes one.
 *
 * @param origin scheme, host and port
 * @param certificateChecked false trusts whoever answers
 */
public record Target(URI origin, boolean certificateChecked) {}
