package sdesync.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * The admin token a daemon makes for itself when {@code ops.tokens} names no file. It is kept over
 * restarts; who deletes the file gets a new one at the next start.
 */
final class GeneratedToken {
  static final String FILE = "ops-token";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private GeneratedToken() {}

  static Path in(Path dataDir) {
    return dataDir.resolve(FILE);
  }

  /** Makes the file unless it is there. Called by the one daemon of the folder only. */
  static void ensure(Path dataDir) {
    Path file = in(dataDir);
    try {
      if (Files.exists(file)) {
        refuseWide(file);
        return;
      }
      Files.createDirectories(
          dataDir,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      // Written aside and moved, so that a client never reads half a token.
      Path draft =
          Files.createTempFile(
              dataDir, FILE, ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      Files.writeString(draft, random() + "\n");
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new OpsMisconfigured(
          "the ops token cannot be written to "
              + file
              + " ("
              + e
              + "); make data.dir writable for this user",
          e);
    }
  }

  /** The token; throws {@link OpsMisconfigured} when this user cannot read it. */
  static String read(Path dataDir) {
    Path file = in(dataDir);
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw new OpsMisconfigured(
          "no ops token at " + file + "; set ops.token or ops.token-file to a token of the daemon",
          e);
    } catch (IOException e) {
      throw new OpsMisconfigured(
          "the ops token at "
              + file
              + " cannot be read ("
              + e
              + "); run as the daemon's user, or set ops.token or ops.token-file",
          e);
    }
  }

  private static void refuseWide(Path file) throws IOException {
    var permissions = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new OpsMisconfigured(
          file
              + " has mode "
              + PosixFilePermissions.toString(permissions)
              + ", others may have read it; delete it to get a new token, or chmod 600 it");
    }
  }

  private static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
