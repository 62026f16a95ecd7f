package sdesync.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds an attempt to give a secret as an option. Everyone on the machine can read a command line,
 * so there are no such options, and the attempt is answered with where the secret belongs.
 */
final class CommandLineSecrets {
  private static final Pattern SECRET =
      Pattern.compile("(token|password|passwd|secret|apikey|credential|httpproxy)");

  private CommandLineSecrets() {}

  /** What to say; empty when there is none. Never shows the value. */
  static Optional<String> in(String[] arguments) {
    for (String argument : arguments) {
      if (!argument.startsWith("-")) {
        continue;
      }
      String name = argument.split("[=:\\s]", 2)[0];
      String letters = name.replaceAll("[-._]", "").toLowerCase(Locale.ROOT);
      if (SECRET.matcher(letters).find() && !letters.endsWith("file")) {
        return Optional.of(
            Printable.inLine(name)
                + ": secrets are not taken from the command line, where everyone on this machine"
                + " can read them. Put "
                + key(letters)
                + " into the configuration file or the environment, or the path of a file with it"
                + " into "
                + key(letters)
                + "-file");
      }
    }
    return Optional.empty();
  }

  private static String key(String letters) {
    if (letters.contains("admin")) {
      return "sde.admin-token";
    }
    if (letters.contains("proxy")) {
      return "http.proxy";
    }
    if (letters.contains("ops")) {
      return "ops.token";
    }
    return letters.contains("token") ? "sde.token" : "db.password";
  }
}
