package sdesync.worker;

import java.time.InstantSource;
import java.util.Map;
import sdesync.config.Settings;
import sdesync.http.Outbound;
import sdesync.rally.RallyKind;
import sdesync.run.Commands;
import sdesync.run.FreshIntegrations;
import sdesync.run.Masking;
import sdesync.sde.TaskApi;
import sdesync.store.Database;
import sdesync.sync.Lanes;
import sdesync.sync.Sync;

/** The commands that are built in. Another tracker is one more line here, and a route file. */
final class NativeCommands {
  private final NativeSync rally;

  NativeCommands(Settings settings, Database database, Outbound outbound, InstantSource clock) {
    this.rally =
        new NativeSync(
            new Sync(
                new RallyKind(outbound, clock),
                new TaskApi(settings.sde(), outbound, clock),
                id -> new StoredMemory(database, id),
                new Lanes(System::nanoTime),
                settings.sync().closeOrphans()));
  }

  /** By the names the routes use. */
  Map<String, Object> beans() {
    return Map.of("syncRally", rally);
  }

  /** What their runs would do now. */
  Plans plans(Database database, Commands commands, FreshIntegrations fresh, Masking masking) {
    return new Plans(database, commands, fresh, masking, Map.of("sync_rally", rally));
  }
}
