package sdesync.ops;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import sdesync.redact.Secret;

/**
 * The ops edge and how its clients find it ({@code ops.*}).
 *
 * @param bindHost host name or address the daemon serves on; loopback unless behind a proxy
 * @param bindPort 0 for a free one
 * @param dataDir where the generated token and the mark of a running daemon are kept
 * @param tokens file of {@code SCOPE SHA-256-HEX NAME} lines; null for one generated admin token
 * @param publicUrl what users type, when a proxy stands in front; null when none does
 * @param url {@code ops.url}; null unless configured. When given, the command line never works in
 *     its own process
 * @param token {@code ops.token}; null for the generated one in {@code dataDir}
 */
public record OpsSettings(
    String bindHost,
    int bindPort,
    Path dataDir,
    @Nullable Path tokens,
    @Nullable URI publicUrl,
    @Nullable URI url,
    @Nullable Secret token) {}
