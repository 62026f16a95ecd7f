package sdesync.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import sdesync.redact.Secret;

/**
 * @param url {@code jdbc:h2:file:…} or {@code jdbc:postgresql://…}
 * @param user null for the driver's default
 * @param password null for none
 * @param dataDir mode 0700
 */
public record StoreSettings(
    String url, @Nullable String user, @Nullable Secret password, Path dataDir) {}
