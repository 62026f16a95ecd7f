package sdesync.run;

import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.spi.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The command routes among all loaded ones. The file's name must be the command's, so that no route
 * of the worker's own plumbing, whatever its endpoint is called, can be reached by a command.
 */
public final class CamelRoutes implements CommandRoutes {
  private final Supplier<CamelContext> camel;
  private @Nullable ProducerTemplate template;

  /**
   * @param camel asked at each use, for Camel starts after the beans its routes name
   */
  public CamelRoutes(Supplier<CamelContext> camel) {
    this.camel = camel;
  }

  @Override
  public boolean has(CommandName name) {
    return camel.get().getRoutes().stream().anyMatch(route -> isCommand(route, name));
  }

  private static boolean isCommand(Route route, CommandName name) {
    Resource source = route.getSourceResource();
    return source != null
        && source.getLocation().endsWith("/" + name + ".camel.yaml")
        && route.getEndpoint().getEndpointUri().equals("direct://" + name);
  }

  @Override
  public @Nullable Object send(CommandName name, CommandInput input) {
    return template().requestBody("direct:" + name, input);
  }

  private synchronized ProducerTemplate template() {
    if (template == null) {
      template = camel.get().createProducerTemplate();
    }
    return template;
  }
}
