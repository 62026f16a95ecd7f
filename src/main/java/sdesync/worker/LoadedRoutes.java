package sdesync.worker;

import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import sdesync.run.CamelRoutes;
import sdesync.run.CommandInput;
import sdesync.run.CommandName;
import sdesync.run.CommandRoutes;

/**
 * The routes that are commands: as Camel has loaded them, or, for a verb that only reads and starts
 * no Camel, as their files' names tell.
 */
final class LoadedRoutes implements CommandRoutes {
  private final Supplier<@Nullable CamelContext> camel;
  private final CamelRoutes loaded;
  private final RouteFiles files;

  LoadedRoutes(Supplier<@Nullable CamelContext> camel, RouteFiles files) {
    this.camel = camel;
    this.files = files;
    this.loaded =
        new CamelRoutes(
            () -> {
              CamelContext context = camel.get();
              if (context == null) {
                throw new IllegalStateException("Camel is not started");
              }
              return context;
            });
  }

  @Override
  public boolean has(CommandName name) {
    return camel.get() == null ? files.isCommand(name.toString()) : loaded.has(name);
  }

  @Override
  public @Nullable Object send(CommandName name, CommandInput input) {
    return loaded.send(name, input);
  }
}
