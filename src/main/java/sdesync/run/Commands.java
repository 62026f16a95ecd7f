package sdesync.run;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import sdesync.run.RunSettings.CommandSpec;

/**
 * The list of what may be run, by name: {@code command.NAME.exec}, else the Camel route of that
 * name, else an executable in {@code commands.dir} (contract, section 4). Looked up at every run,
 * so that a file put there or taken away counts at once.
 */
public final class Commands {
  private final RunSettings settings;
  private final CommandRoutes routes;

  public Commands(RunSettings settings, CommandRoutes routes) {
    this.settings = settings;
    this.routes = routes;
  }

  /** What stands for the command; {@link Handler.None} for anything unknown or hostile. */
  public Handler handler(String command) {
    return CommandName.in(command)
        .map(this::named)
        .orElseGet(
            () ->
                new Handler.None(
                    "command "
                        + CommandName.shown(command)
                        + " is no name of a command; allowed are 1 to 64 of a-z, 0-9 and _."
                        + " Nothing was executed."));
  }

  private Handler named(CommandName name) {
    CommandSpec spec = settings.commands().getOrDefault(name.text(), CommandSpec.DEFAULTS);
    if (!spec.exec().isEmpty()) {
      return new Handler.External(spec.exec(), spec);
    }
    if (routes.has(name)) {
      return new Handler.Route(name, spec);
    }
    Path file = settings.commandsDir().resolve(name.text());
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new Handler.None(
          "no command '%s': set command.%s.exec, or put a route into %s or an executable at %s."
              .formatted(name, name, settings.routesDir().resolve(name + ".camel.yaml"), file));
    }
    try {
      return executable(file, spec);
    } catch (IOException e) {
      return unfit(file, "cannot be read (" + e.getMessage() + ")", "correct it");
    }
  }

  private Handler executable(Path file, CommandSpec spec) throws IOException {
    Path folder = settings.commandsDir().toRealPath();
    Path real = file.toRealPath();
    if (!real.startsWith(folder)) {
      return unfit(file, "is a link that leaves the folder", "put the executable itself there");
    }
    if (!Files.isRegularFile(real)) {
      return unfit(file, "is not a regular file", "put an executable there");
    }
    if (!Files.isExecutable(real)) {
      return unfit(file, "is not executable", "chmod +x it");
    }
    Set<PosixFilePermission> rights = Files.getPosixFilePermissions(real);
    if (rights.contains(GROUP_WRITE) || rights.contains(OTHERS_WRITE)) {
      return unfit(file, "can be written by group or others", "chmod go-w it");
    }
    return new Handler.External(List.of(real.toString()), spec);
  }

  private static Handler unfit(Path file, String what, String remedy) {
    return new Handler.None("the command file " + file + " " + what + "; " + remedy + ".");
  }
}
