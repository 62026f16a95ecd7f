package sdesync.worker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sdesync.config.Settings;
import sdesync.ops.OpsSettings;
import sdesync.redact.OwnSecrets;
import sdesync.redact.Secret;
import sdesync.redact.SecretsInUse;

/** The tokens, passwords and keys of a configuration: nothing that leaves may show them. */
final class OurSecrets {
  private OurSecrets() {}

  static SecretsInUse of(Settings settings) {
    OpsSettings ops = settings.ops();
    Secret proxy = settings.http().proxy();
    return new SecretsInUse(
        new OwnSecrets(
            Stream.concat(
                    settings.notices().secrets().stream(),
                    Stream.of(
                        settings.sde().token(),
                        settings.sde().adminToken(),
                        settings.store().password(),
                        ops.client().token(),
                        proxy,
                        proxy == null ? null : new Secret(() -> password(proxy)),
                        inFile(ops.generatedToken()),
                        inFile(ops.edge().tlsKey())))
                .filter(Objects::nonNull)
                .toList()));
  }

  /** By itself too, as it may be shown without the rest of the URL. */
  private static String password(Secret proxy) {
    String userInfo = URI.create(proxy.reveal().strip()).getUserInfo();
    return userInfo == null ? "" : userInfo.substring(userInfo.indexOf(':') + 1);
  }

  /** Blank as long as the file is not there; one that cannot be read here is read by nobody. */
  private static @Nullable Secret inFile(@Nullable Path file) {
    return file == null ? null : new Secret(() -> text(file));
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return "";
    }
  }
}
