package sdesync.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of the ops edge. The file is read again when it changes; a line that is wrong then
 * lets nobody in, and a file that is gone lets nobody in at all.
 */
final class Tokens {
  private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);

  private final Path file;
  private final boolean generated;
  private Reading last;

  /** What the file was like when it was read. */
  private record Reading(@Nullable Object stamp, List<TokenLine> lines) {}

  private Tokens(Path file, boolean generated, Reading first) {
    this.file = file;
    this.generated = generated;
    this.last = first;
  }

  /** Reads them, or makes the one token; throws {@link OpsMisconfigured}. */
  static Tokens open(OpsSettings settings) {
    Path file = settings.tokens();
    boolean generated = file == null;
    if (file == null) {
      GeneratedToken.ensure(settings.dataDir());
      file = GeneratedToken.in(settings.dataDir());
    } else {
      refuseWritableByOthers(file);
    }
    var wrong = new ArrayList<String>();
    Reading first = read(file, generated, wrong);
    if (!wrong.isEmpty()) {
      throw new OpsMisconfigured(String.join("\n", wrong));
    }
    return new Tokens(file, generated, first);
  }

  /** The line of the presented token; every line is compared, whichever it is. */
  Optional<TokenLine> whose(String presented) {
    byte[] digest = TokenLine.sha256(presented);
    TokenLine found = null;
    for (TokenLine line : current()) {
      if (line.isOf(digest)) {
        found = line;
      }
    }
    return Optional.ofNullable(found);
  }

  /** The line of that digest, while the file has it. */
  Optional<TokenLine> known(String sha256) {
    return current().stream().filter(line -> line.sha256().equalsIgnoreCase(sha256)).findFirst();
  }

  private synchronized List<TokenLine> current() {
    Object stamp = stamp(file);
    if (stamp == null || !stamp.equals(last.stamp())) {
      var wrong = new ArrayList<String>();
      Reading fresh = read(file, generated, wrong);
      if (!fresh.equals(last)) {
        wrong.forEach(LOG::error);
        LOG.info("{} changed: {} token(s) known", file, fresh.lines().size());
      }
      last = fresh;
    }
    return last.lines();
  }

  private static Reading read(Path file, boolean generated, List<String> wrong) {
    Object stamp = stamp(file);
    var lines = new ArrayList<TokenLine>();
    try {
      List<String> text = Files.readAllLines(file);
      for (int i = 0; i < text.size(); i++) {
        String line = text.get(i).strip();
        if (line.isEmpty() || line.startsWith("#")) {
          continue;
        }
        if (generated) {
          lines.add(TokenLine.of(Scope.ADMIN, line, GeneratedToken.FILE));
          break;
        }
        int number = i + 1;
        // The line itself is not shown: it may be a token somebody forgot to hash.
        TokenLine.parse(line)
            .ifPresentOrElse(
                lines::add,
                () ->
                    wrong.add(
                        "ops.tokens: line "
                            + number
                            + " of "
                            + file
                            + " is not SCOPE SHA-256-HEX NAME with view, run or admin as SCOPE and"
                            + " 64 hex digits; make them with: printf %s TOKEN | sha256sum"));
      }
    } catch (IOException e) {
      wrong.add("ops.tokens: " + file + " cannot be read (" + e + "); no token is known");
    }
    return new Reading(stamp, List.copyOf(lines));
  }

  private static @Nullable Object stamp(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return List.of(
          attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
    } catch (IOException e) {
      return null;
    }
  }

  private static void refuseWritableByOthers(Path file) {
    try {
      var permissions = Files.getPosixFilePermissions(file);
      if (permissions.contains(PosixFilePermission.GROUP_WRITE)
          || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw new OpsMisconfigured(
            "ops.tokens: " + file + " can be written by group or others; chmod go-w it");
      }
    } catch (IOException e) {
      throw new OpsMisconfigured("ops.tokens: " + file + " cannot be read (" + e + ")", e);
    }
  }
}
