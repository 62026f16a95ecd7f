package sdesync.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program's own options. */
@Command(
    name = "sde-sync",
    description = "Keeps SD Elements' integrations in sync, on time and on demand.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Begin with `sde-sync demo`, then `sde-sync check`.",
      "Exit codes: 0 all succeeded, 1 some run did not, 2 usage or configuration,",
      "3 SD Elements or the daemon not reached or refused the token, 4 nothing matched,",
      "5 the wait timed out and the runs go on."
    })
final class Root {
  private final Session session;

  Root(Session session) {
    this.session = session;
  }

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "The configuration; else $SDE_SYNC_CONFIG, ./sde-sync.properties or"
              + " /etc/sde-sync/sde-sync.properties.")
  void config(@Nullable Path file) {
    session.config(file);
  }
}
